"""What doctor looks at inside: teardowns, their versions, pages and templates."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from store.doctor import Ailment, Finding
from store.documents import NoDocument, decode
from store.errors import Damaged, InvalidRecord, LinkRefused, NewerSchema, NotFound, StoreError
from store.files import quietly, read_file, real_folder
from store.names import conflict_copy, is_temporary, teardown_id
from store.pages import is_address
from store.repairs import bring_back, newest_good, set_aside
from store.validation import to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from store.names import VersionName
    from store.parts import Parts
    from store.records import Teardown

__all__ = ["content_checks"]

_NOT_DOWNLOADED: Final = ".icloud"


def _check_teardowns(parts: Parts) -> Iterator[Finding]:
    for path in _entries(parts.teardowns):
        name = teardown_id(path.name)
        if name is None:
            yield from _check_stranger(path)
            continue
        try:
            record = _read(path, name)
        except NotFound:
            continue  # gone in this moment
        except StoreError as error:
            yield _unusable(parts, path, name, error)
        else:
            yield from _check_named_pages(parts, path, record)


def _check_stranger(path: Path) -> Iterator[Finding]:
    """Say what a file is that is no teardown's."""
    copy = conflict_copy(path.name)
    if copy is not None:
        yield Finding(
            Ailment(
                "warning",
                path,
                f"“{path.name}” is a second copy of {copy.teardown_id}",
                f"two computers changed it, and {copy.tool} kept both",
                "Nothing was merged. Look into both, keep what you need, and delete the copy.",
            )
        )
    elif path.name.endswith(_NOT_DOWNLOADED):
        yield Finding(
            Ailment(
                "warning",
                path,
                f"“{path.name}” is not on this computer",
                "iCloud keeps it elsewhere until somebody asks for it",
                "Open the folder in the Finder and download it.",
            )
        )
    elif not path.name.startswith("."):
        yield Finding(
            Ailment(
                "note",
                path,
                f"“{path.name}” is no teardown",
                "its name is not one that teardown gives",
                "It is left alone. Move it somewhere else if it does not belong here.",
            )
        )


def _unusable(parts: Parts, path: Path, name: str, error: StoreError) -> Finding:
    """Say what keeps a teardown from being opened, and bring its newest good version back."""
    if not isinstance(error, Damaged | InvalidRecord | LinkRefused):
        todo = error.todo or "Nothing was changed."
        return Finding(Ailment("error", path, error.what, error.why, todo))
    good = newest_good(parts, name)
    if good is None:
        todo = "No earlier version can be read. The file is left as it is."
        return Finding(Ailment("error", path, error.what, error.why, todo))
    todo = (
        "“teardown doctor --fix” sets it aside and brings back the version of "
        f"{good[1].updated_at:%d %B %Y, %H:%M} UTC."
    )
    ailment = Ailment("error", path, error.what, error.why, todo, fixable=True)
    return Finding(ailment, partial(_bring_back, parts, path, good))


def _check_named_pages(parts: Parts, path: Path, record: Teardown) -> Iterator[Finding]:
    for evidence in record.evidence:
        if not evidence.body:
            continue
        try:
            parts.pages.read(evidence.body)
        except StoreError as error:
            missing = isinstance(error, NotFound)
            what = "is missing" if missing else "cannot be read"
            yield Finding(
                Ailment(
                    "warning",
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
    return Finding(ailment, partial(_move_aside, parts, path))


def _move_aside(parts: Parts, path: Path) -> str:
    with ExitStack() as undo:
        target = set_aside(parts, path, undo=undo)
        if target is not None:
            parts.files.replace(path, target)
            undo.callback(quietly, parts.files.replace, target, path)
            parts.files.sync_folder(target.parent)
        undo.pop_all()
    return f"It was moved to the folder “{parts.damaged.name}”."


content_checks: Final[tuple[Callable[[Parts], Iterator[Finding]], ...]] = (
    _check_teardowns,
    _check_history,
    _check_trash,
    _check_pages,
    _check_templates,
)
"""In the order in which they are made."""
