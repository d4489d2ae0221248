"""What lies beside the library and would be missed, in a backup and out of it again.

What a person joined and split among findings; the queue of products, and when the method's recall
cards come again; and of each study group who one is in it, what was
seen of its seals, and what one's own seals hide: without that nobody can open them any more.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from lab.errors import LabError
from lab.figures import counted
from lab.files import write_private
from lab.group.layout import is_member_id
from lab.group.memory import SEALED, SEEN, is_memory
from lab.habit.method_deck import RECALL_FILE
from lab.habit.queue import QUEUE_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lab.places import Places

__all__ = ["LARGEST", "kept_beside", "put_beside"]

LARGEST: Final = 64 * 1024 * 1024
"""Bytes that one of these files may have."""

_MATCHES: Final = "matches.json"
_GROUPS: Final = "groups"


def kept_beside(places: Places) -> Iterator[tuple[str, Path]]:
    """Yield what is to go into a backup: its name in there, and where it lies."""
    if (places.data / _MATCHES).is_file():
        yield _MATCHES, places.data / _MATCHES
    for name, path in _of_the_habit(places).items():
        if path.is_file():
            yield name, path
    groups = places.state / _GROUPS
    with suppress(OSError):
        for folder in sorted(groups.iterdir()):
            if is_member_id(folder.name) and folder.is_dir() and not folder.is_symlink():
                for path in sorted(folder.iterdir()):
                    if is_memory(path.name) and path.is_file():
                        yield f"{_GROUPS}/{folder.name}/{path.name}", path


def put_beside(places: Places, name: str, data: bytes, *, dry_run: bool) -> str:
    """Put back what a backup kept under a name, beside what is here; say what became of it.

    What is here always stays. Empty where there is nothing to say.
    """
    if name == _MATCHES:
        return _put_matches(places.data / _MATCHES, data, dry_run=dry_run)
    if name in (habits := _of_the_habit(places)):
        put = _put_queue if name == QUEUE_FILE else _put_recall
        return put(habits[name], data, dry_run=dry_run)
    groups, _, rest = name.partition("/")
    group, _, file = rest.partition("/")
    if groups != _GROUPS or not is_member_id(group) or not is_memory(file):
        return ""
    return _put_memory(places.state / _GROUPS / group / file, data, dry_run=dry_run)


def _of_the_habit(places: Places) -> dict[str, Path]:
    return {QUEUE_FILE: places.config / QUEUE_FILE, RECALL_FILE: places.state / RECALL_FILE}


def _put_queue(target: Path, data: bytes, *, dry_run: bool) -> str:
    """Put the products that are missing behind those that are here."""
    from lab.habit.queue import put_into_queue, queue_in

    here = queue_in(_read(target))
    known = {name.casefold() for name in here}
    new = [name for name in queue_in(data) if name.casefold() not in known and name.isprintable()]
    try:
        for name in () if dry_run else new:
            put_into_queue(target.parent, name)
    except (LabError, OSError) as error:
        return f"Your queue: what is here stays ({error})."
    return f"Your queue: {counted(len(new), 'product')} added." if new else ""


def _put_recall(target: Path, data: bytes, *, dry_run: bool) -> str:
    """Put back when cards come again that were never seen here."""
    from lab.habit.method_deck import MethodDeck, document_in, schedules_in

    deck = MethodDeck(target)
    here = deck.schedules()
    new = {
        name: plan
        for name, plan in schedules_in(document_in(data)).items()
        if plan and name not in here
    }
    try:
        for name, plan in () if dry_run else new.items():
            deck.keep(name, plan)
    except OSError as error:
        return f"The method’s recall cards: what is here stays ({error})."
    return f"The method’s recall cards: {len(new)} added." if new else ""


def _put_matches(target: Path, data: bytes, *, dry_run: bool) -> str:
    from lab.compare.decisions import decisions_from, decisions_text, pair_of

    what = "Findings that you joined or split"
    try:
        there = decisions_from(data.decode("utf-8", "replace"), name="the backup’s")
        here = []
        if target.exists():
            here = decisions_from(target.read_text("utf-8", "replace"), name=str(target))
    except (LabError, OSError) as error:
        return f"{what}: what is here stays ({error})."
    decided = {pair_of(each) for each in here}
    new = [each for each in there if pair_of(each) not in decided]
    if not new:
        return f"{what}: nothing new in the backup."
    if not dry_run:
        merged = sorted([*here, *new], key=lambda each: each.at)
        write_private(target, decisions_text(merged).encode("utf-8", "replace"))
    return f"{what}: {len(new)} added."


def _put_memory(target: Path, data: bytes, *, dry_run: bool) -> str:
    """Put back one file about a group; of two that differ, the one here stays."""
    there, here = _object(data), _object(_read(target))
    group = target.parent.name
    if not there or there == here:
        return ""
    if target.name.endswith(SEEN):
        merged = {**there, **here}
        if merged != here and not dry_run:
            write_private(target, json.dumps(merged).encode())
        return ""
    what = (
        f"Your seal of {target.name.removesuffix(SEALED)} in the group {group}"
        if target.name.endswith(SEALED)
        else f"Who you are in the group {group}"
    )
    if here:
        return f"{what}: another one is here, and stays."
    if not dry_run:
        write_private(target, data)
    return f"{what}: added."


def _read(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(LARGEST)
    return b""


def _object(data: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        found = json.loads(data)
        if isinstance(found, dict):
            return found
    return {}
