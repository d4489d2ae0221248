"""What doctor looks at inside: teardowns, their versions, pages and templates."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from store.checks_of_names import check_stranger, check_strays, is_misnamed
from store.checks_of_place import is_empty, is_ours, open_to_owner
from store.doctor import Ailment, Finding
from store.documents import NoDocument, decode
from store.errors import (
    Damaged,
    InvalidRecord,
    LinkRefused,
    NewerSchema,
    NotFound,
    StoreError,
    Unreadable,
)
from store.files import read_file, real_folder
from store.names import is_temporary, teardown_id
from store.pages import is_address
from store.repairs import bring_back, move_aside, newest_good
from store.validation import to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.names import VersionName
    from store.parts import Parts
    from store.records import Teardown

__all__ = ["content_checks"]


def _check_teardowns(parts: Parts) -> Iterator[Finding]:
    entries = _entries(parts.teardowns)
    present = {name for name in (teardown_id(path.name) for path in entries) if name}
    for path in entries:
        name = teardown_id(path.name)
        if name is None:
            yield from check_stranger(parts, path, present)
            continue
        try:
            record = _read(path, name)
        except NotFound:
            continue  # gone in this moment
        except StoreError as error:
            is_renamed = isinstance(error, InvalidRecord) and is_misnamed(path)
            if is_renamed and newest_good(parts, name) is None:
                yield from check_stranger(parts, path, present)
            else:
                yield _unusable(parts, path, name, error)
        else:
            yield from _check_named_pages(parts, path, record)


def _unusable(parts: Parts, path: Path, name: str, error: StoreError) -> Finding:
    """Say what keeps a teardown from being opened, and bring its newest good version back."""
    if isinstance(error, Unreadable) and is_ours(path):
        todo = "“teardown doctor --fix” gives you back the right to read and write it."
        ailment = Ailment("error", path, error.what, error.why, todo, fixable=True)
        return Finding(ailment, partial(open_to_owner, path))
    if not isinstance(error, Damaged | InvalidRecord | LinkRefused):
        todo = error.todo or "Nothing was changed."
        return Finding(Ailment("error", path, error.what, error.why, todo))
    why = error.why
    if isinstance(error, Damaged) and is_empty(path):
        why += "; where a syncing tool keeps this folder, it may not have fetched the file yet"
    good = newest_good(parts, name)
    if good is None:
        todo = "No earlier version can be read. The file is left as it is."
        return Finding(Ailment("error", path, error.what, why, todo))
    todo = (
        "“teardown doctor --fix” sets it aside and brings back the version of "
        f"{good[1].updated_at:%d %B %Y, %H:%M} UTC."
    )
    ailment = Ailment("error", path, error.what, why, todo, fixable=True)
    return Finding(ailment, partial(_bring_back, parts, path, good))


def _check_named_pages(parts: Parts, path: Path, record: Teardown) -> Iterator[Finding]:
    for evidence in record.evidence:
        named = [evidence.body, evidence.latest.body if evidence.latest is not None else ""]
        for address in dict.fromkeys(filter(None, named)):
            try:
                parts.pages.read(address)
            except StoreError as error:
                missing = isinstance(error, NotFound)
                what = "is missing" if missing else "cannot be read"
                # What came from elsewhere comes without its pages, unless these came along.
                came = record.origin is not None and record.origin.kind != "rematch"
                is_natural = missing and came
                yield Finding(
                    Ailment(
                        "note" if is_natural else "warning",
                        path,
                        f"A page that {record.id} stands on {what}",
                        f"“{evidence.title or evidence.url or evidence.id}”",
                        "The teardown itself is whole. Capture the page again.",
                    )
                )


def _check_pages(parts: Parts) -> Iterator[Finding]:
    with suppress(LinkRefused):
        for address in parts.pages.addresses():
            try:
                parts.pages.read(address)
            except Damaged as error:
                yield _set_aside(parts, error)
            except StoreError as error:
                path = parts.pages.path(address)
                yield Finding(Ailment("warning", path, error.what, error.why, error.todo))


def _check_templates(parts: Parts) -> Iterator[Finding]:
    with suppress(LinkRefused):
        for path in parts.templates.paths():
            if is_address(path.stem):
                try:
                    parts.templates.get(path.stem)
                except Damaged as error:
                    yield _set_aside(parts, error)
                except StoreError as error:
                    yield Finding(Ailment("warning", path, error.what, error.why, error.todo))


def _check_trash(parts: Parts) -> Iterator[Finding]:
    with suppress(LinkRefused):
        for path in parts.trash.paths():
            try:
                _read(path, path.stem)
            except NewerSchema:
                continue
            except StoreError as error:
                todo = "It can still be restored, and then mended from its versions."
                yield Finding(Ailment("note", path, error.what, error.why, todo))


def _check_history(parts: Parts) -> Iterator[Finding]:
    with suppress(LinkRefused):
        for name in parts.history.ids():
            if _is_gone(parts, name) and parts.history.names(name):
                yield Finding(
                    Ailment(
                        "note",
                        parts.history.folder(name),
                        f"{name} is gone, but earlier versions of it are there",
                        "its file was removed by something else than teardown",
                        f"“teardown history {name}” shows them; --restore brings one back.",
                    )
                )


def _is_gone(parts: Parts, name: str) -> bool:
    try:
        parts.path(name).lstat()
    except FileNotFoundError:
        return not parts.trash.has(name)
    return False


def _entries(folder: Path) -> list[Path]:
    with suppress(LinkRefused):
        if real_folder(folder):
            return sorted(path for path in folder.iterdir() if not is_temporary(path.name))
    return []


def _read(path: Path, name: str) -> Teardown:
    try:
        return to_record(decode(read_file(path)), name=name)
    except NoDocument as error:
        raise Damaged(path, str(error)) from error


def _bring_back(parts: Parts, path: Path, good: tuple[VersionName, Teardown]) -> str:
    name, version = good
    with suppress(StoreError):
        _read(path, version.id)
        return "It can be opened again; nothing was changed."
    fresh = bring_back(parts, version.id, version)
    return f"It was set aside; version {name.rev} is back, as version {fresh.rev}."


def _set_aside(parts: Parts, error: Damaged) -> Finding:
    path = error.path
    ailment = Ailment(
        "warning",
        path,
        error.what,
        error.why,
        "“teardown doctor --fix” sets it aside, so that it can be kept anew.",
        fixable=True,
    )
    return Finding(ailment, partial(move_aside, parts, path))


content_checks: Final[tuple[Callable[[Parts], Iterator[Finding]], ...]] = (
    _check_teardowns,
    _check_history,
    _check_trash,
    _check_pages,
    _check_templates,
    check_strays,
)
"""In the order in which they are made."""
