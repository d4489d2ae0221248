"""Whether a save changed what the habit counts, told without loading the library.

Mostly it did not: a section was written, a claim added. So it is remembered of every teardown's
file how it looked and what of it counts; only files that look otherwise are read. A shell's
prompt waits for it, so it imports as little as it can.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from store.summaries import Summary

__all__ = ["count_the_same", "looks_in", "written"]

_MOST_READ = 64
"""Files that are read; with more, counting anew costs little more."""
_LARGEST = 4_000_000
"""Bytes of a teardown that is read."""
_UNKNOWN = "?"
"""What counts of a file that nobody can open; whatever it becomes, it is counted anew."""


def looks_in(folder: str) -> dict[str, str]:
    """Return how each teardown's file looks, by id; ``OSError`` where none can be looked at."""
    looks = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".json"):
                status = entry.stat(follow_symlinks=False)
                plain = stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST
                looks[entry.name[:-5]] = (
                    f"{status.st_ino} {status.st_mtime_ns} {status.st_size}" if plain else _UNKNOWN
                )
    return looks


def written(looks: Mapping[str, str], rows: Iterable[Summary]) -> str:
    """Return what is to be remembered: the looks from before the *rows* were read."""
    lines = []
    for row in rows:
        if row.id in looks:
            counts = _counts(row.author, row.example, row.finished_at, row.finished_on)
            lines.append(f"{row.id}\t{looks[row.id]}\t{_UNKNOWN if row.fault else counts}")
    return "\n".join(lines)


def count_the_same(folder: str, remembered: str) -> bool:
    """Return whether every file still counts as it did; ``False`` where that is in doubt."""
    looks = looks_in(folder)
    known = {}
    for line in remembered.split("\n") if remembered else ():
        name, look, counts = line.split("\t")
        if looks.get(name) != look:
            known[name] = counts
        else:
            del looks[name]
    if len(looks) > _MOST_READ or any(known[name] for name in known.keys() - looks.keys()):
        return False
    return all(
        look != _UNKNOWN and _counts_in(f"{folder}/{name}.json") == known.get(name, "")
        for name, look in looks.items()
    )


def _counts_in(path: str) -> str:
    """Return what counts of one file; ``ValueError``, … where it is none that we wrote."""
    import json

    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - pathlib takes milliseconds
        record = json.load(file)["_default"]["1"]  # as store.documents, which takes 20 ms to load
    if not isinstance(record["product"]["name"], str):
        raise TypeError(path)
    return _counts(
        record.get("author"), record.get("example"), record.get("finished_at"),
        record.get("finished_on"),
    )  # fmt: skip


def _counts(author: object, example: object, finished_at: object, finished_on: object) -> str:
    """Return in one line what of a teardown counts; nothing of one that is not finished."""
    if not (finished_at or finished_on):
        return ""
    return ascii((author or "", example is True, finished_at or "", finished_on or ""))
