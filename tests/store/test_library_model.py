"""The library against a plain dict, whatever is done with it in whatever order."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)

from store.errors import Conflict, NotFound, StoreError
from tests.conftest import FrozenClock
from tests.store.making import make_record, open_library, text_of, with_text

if TYPE_CHECKING:
    from store.library import Library

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
IDS = [f"product-{n}" for n in range(4)]


class LibraryAgainstADict(RuleBasedStateMachine):
    """Two libraries on one folder, as two programs would have it, and a dict of what should be."""

    handles = Bundle("handles")
    pages = Bundle("pages")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = FrozenClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
        self.libraries = [open_library(self.folder / "library", self.clock) for _ in range(2)]
        self.present: dict[str, list[str]] = {}
        """By id, the texts of all versions, the present one last."""
        self.trashed: dict[str, list[str]] = {}
        self.stored: dict[str, str] = {}

    def teardown(self) -> None:
        for library in self.libraries:
            library.close()
        shutil.rmtree(self.folder)

    def _library(self, which: int) -> Library:
        return self.libraries[which]

    @rule(target=handles, which=st.integers(0, 1), name=st.sampled_from(IDS), text=TEXTS)
    def insert(self, which: int, name: str, text: str) -> Any:
        record = make_record(name, text)
        if name in self.present:
            with pytest.raises(StoreError, match="already"):
                self._library(which).insert(record)
            return multiple()
        saved = self._library(which).insert(record)
        assert saved.rev == 1
        self.present[name] = [text]
        return (which, saved)

    @rule(target=handles, which=st.integers(0, 1), name=st.sampled_from(IDS))
    def load(self, which: int, name: str) -> Any:
        if name not in self.present:
            with pytest.raises(NotFound):
                self._library(which).load(name)
            return multiple()
        record = self._library(which).load(name)
        assert (text_of(record), record.rev) == (self.present[name][-1], len(self.present[name]))
        return (which, record)

    @rule(target=handles, handle=consumes(handles), text=TEXTS)
    def save(self, handle: Any, text: str) -> Any:
        which, record = handle
        versions = self.present.get(record.id)
        changed = with_text(record, text)
        if versions is None:
            with pytest.raises(NotFound):
                self._library(which).save(changed)
            return multiple()
        if record.rev != len(versions) or text_of(record) != versions[-1]:
            with suppress(Conflict):
                self._library(which).save(changed)
                # Of a later life of the same id, its number can be the same by chance; then
                # this library has not seen the other one, and the other one is in the history.
                assert record.rev == len(versions)
                versions.append(text)
            return multiple()
        saved = self._library(which).save(changed)
        versions.append(text)
        assert (saved.rev, text_of(record)) == (len(versions), versions[-2])
        return (which, saved)

    @rule(which=st.integers(0, 1), name=st.sampled_from(IDS))
    def trash(self, which: int, name: str) -> None:
        if name not in self.present:
            with pytest.raises(NotFound):
                self._library(which).trash(name)
            return
        self._library(which).trash(name)
        self.trashed[name] = self.present.pop(name)

    @rule(which=st.integers(0, 1), name=st.sampled_from(IDS))
    def restore(self, which: int, name: str) -> None:
        if name not in self.trashed or name in self.present:
            with pytest.raises(StoreError):
                self._library(which).restore(name)
            return
        self._library(which).restore(name)
        self.present[name] = self.trashed.pop(name)

    @rule(which=st.integers(0, 1))
    def empty_trash(self, which: int) -> None:
        assert self._library(which).empty_trash() == len(self.trashed)
        self.trashed.clear()

    @rule(which=st.integers(0, 1), name=st.sampled_from(IDS), data=st.data())
    def bring_back(self, which: int, name: str, data: st.DataObject) -> None:
        versions = self.present.get(name, [])
        library = self._library(which)
        if len(versions) < 2:
            return
        rev = data.draw(st.integers(1, len(versions) - 1))
        newest = max(version.rev for version in library.history(name))
        record = library.bring_back(name, rev)
        if newest == len(versions) - 1:
            assert text_of(record) == versions[rev - 1]
        # Versions of an earlier life of the same id may count higher; the numbers go on there.
        versions.extend([text_of(record)] * (record.rev - len(versions)))

    @rule(target=pages, which=st.integers(0, 1), text=TEXTS)
    def put_page(self, which: int, text: str) -> str:
        address = self._library(which).put_page(text, raw=text.encode())
        self.stored[address] = text
        return address

    @rule(which=st.integers(0, 1), address=pages)
    def page(self, which: int, address: str) -> None:
        assert self._library(which).page(address) == self.stored[address]

    @rule(which=st.integers(0, 1), hours=st.integers(0, 100))
    def tidy(self, which: int, hours: int) -> None:
        self._library(which).tidy()
        self.clock.move(hours=hours / 100)

    @invariant()
    def both_show_what_there_is(self) -> None:
        for library in self.libraries:
            rows = library.summaries()
            assert {row.id: row.rev for row in rows} == {
                name: len(versions) for name, versions in self.present.items()
            }
            assert not any(row.fault for row in rows)
            assert not library.changed()
            assert {row.id for row in library.trashed()} == self.trashed.keys()

    @invariant()
    def nothing_ails_it(self) -> None:
        assert [a.what for a in self.libraries[0].doctor() if "are there" not in a.what] == []


TestLibraryAgainstADict = LibraryAgainstADict.TestCase
TestLibraryAgainstADict.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
