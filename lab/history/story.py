"""One teardown's history, read as far as somebody looks at it."""

from __future__ import annotations

from collections import OrderedDict
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.errors import LabError, StoreError
from lab.history.changes import Change, began, brought_back, what_changed
from lab.history.entries import NEWEST, Entry, entries_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from store.library import Library
    from store.records import Teardown

__all__ = ["NoSuchVersion", "Story", "Told"]

_AT_HAND: Final = 6
"""Records that stay in memory: neighbours are compared with each other."""

_DIGITS: Final = 8
"""Bytes by which two files differ that say the same: those of numbers and instants."""

_NOTE: Final = 400
"""Bytes of the note that says why something was kept aside."""

Where = Literal["library", "trash", "gone"]


class NoSuchVersion(LabError):
    """A version that is not there, or not any more."""


class Told(NamedTuple):
    """What an entry changed."""

    changes: list[Change]
    since: Entry | None
    """Against which other one; ``None`` for the first."""


class Story:
    """The versions of one teardown. Use it from one thread; make a new one after a change."""

    def __init__(
        self, library: Library, teardown_id: str, *, asked: Callable[[Teardown], Teardown]
    ) -> None:
        """*asked* gives records of the first format their questions."""
        self._library = library
        self._asked = asked
        self.teardown_id = teardown_id
        self.where: Where = "library"
        """Where the newest is; ``gone`` where only earlier versions are left."""
        self._records: OrderedDict[str, Teardown] = OrderedDict()
        newest = self._newest()
        self.entries = entries_of(newest, library.history(teardown_id))
        if not self.entries:
            library.load(teardown_id)  # says that there is no such teardown

    def _newest(self) -> Entry | None:
        library, teardown_id = self._library, self.teardown_id
        if not library.is_there(teardown_id):
            self.where = "trash" if library.is_trashed(teardown_id) else "gone"
            if self.where == "gone":
                return None
        try:
            record = self._load_newest()
        except StoreError as error:
            return Entry(NEWEST, 0, "newest", None, fault=error.why or error.what)
        self._keep(NEWEST, record)
        size = library.size_of(teardown_id)
        return Entry(NEWEST, record.rev, "newest", record.updated_at, size)

    def _load_newest(self) -> Teardown:
        if self.where == "trash":
            return self._asked(self._library.load_trashed(self.teardown_id))
        return self._asked(self._library.load(self.teardown_id))

    def find(self, text: str) -> Entry:
        """Return the entry that is meant by a number, a name or ``newest``."""
        wanted = text.strip().removesuffix(".json")
        for entry in self.entries:
            if entry.name == wanted or (entry.is_line and str(entry.rev) == wanted):
                return entry
        raise NoSuchVersion(
            f"{self.teardown_id} has no version “{text}”",
            todo=f"{self._nearest(wanted)} “teardown history {self.teardown_id}” lists all.",
        )

    def _nearest(self, wanted: str) -> str:
        names = [entry.label for entry in self.entries]
        if wanted.isdecimal():
            line = {entry.rev for entry in self.entries if entry.is_line}
            below = max((rev for rev in line if rev < int(wanted)), default=None)
            above = min((rev for rev in line if rev > int(wanted)), default=None)
            near = [str(rev) for rev in (below, above) if rev is not None]
        else:
            near = get_close_matches(wanted, names, n=2) or names[:1]
        return f"The nearest {'is' if len(near) == 1 else 'are'} {' and '.join(near)}."

    def record(self, entry: Entry) -> Teardown:
        """Read an entry; raise what the library raises."""
        record = self._records.get(entry.name)
        if record is None:
            if entry.kind == "newest":
                record = self._load_newest()
            else:
                name = f"{entry.name}.json"
                record = self._asked(self._library.load_version(self.teardown_id, name))
        self._keep(entry.name, record)
        return record

    def _keep(self, name: str, record: Teardown) -> None:
        self._records[name] = record
        self._records.move_to_end(name)
        while len(self._records) > _AT_HAND:
            self._records.popitem(last=False)

    def before(self, entry: Entry) -> Entry | None:
        """Return what an entry is compared with: the save before it that can be read.

        What was kept aside is compared with the version that it began from.
        """
        place = self.entries.index(entry)
        older = [each for each in self.entries[place + 1 :] if each.is_line]
        for each in older:
            if each.fault or not self._can_be_read(each):
                continue
            if entry.is_line or not self._is_the_same(entry, each):
                return each
        return None

    def _can_be_read(self, entry: Entry) -> bool:
        try:
            self.record(entry)
        except StoreError:
            return False
        return True

    def _is_the_same(self, entry: Entry, other: Entry) -> bool:
        from lab.conflict import differences

        return entry.rev == other.rev and not differences(self.record(other), self.record(entry))

    def _brought_back(self, entry: Entry, since: Entry) -> Entry | None:
        """Return the older version that an entry says again, word for word."""
        from lab.conflict import differences

        record = self.record(entry)
        older = [each for each in self.entries[self.entries.index(entry) + 1 :] if each != since]
        # Only files of about the same length are worth reading.
        alike = [each for each in older if abs(each.size - entry.size) <= _slack(each)]
        for each in sorted(alike, key=lambda each: not each.is_line):
            if self._can_be_read(each) and not differences(self.record(each), record):
                return each
        return None

    def told(self, entry: Entry) -> Told:
        """Return what an entry changed; raise what the library raises where it cannot be read."""
        record = self.record(entry)
        since = self.before(entry)
        if since is not None:
            changes = what_changed(self.record(since), record)
            again = self._brought_back(entry, since) if changes else None
            return Told(changes if again is None else [brought_back(again.label)], since)
        if entry.rev > 1 and entry.is_line:
            return Told([Change("The oldest version that is kept", 0)], None)
        return Told([began(record)], None)


def _slack(entry: Entry) -> int:
    return _DIGITS if entry.is_line else _NOTE
