"""A short line for a shell's prompt, printed from a note as long as that note is true.

The note holds the line, with what it was made from: the day, and when the library's folder and
the settings last changed. Every save replaces a file in that folder and so changes its time.
Reading the note needs none of our packages but the one that knows the folders.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.session import Session
    from lab.places import Places

__all__ = ["print_prompt", "print_remembered_prompt"]

_NOTE = "prompt"
_PARTS = 3


def print_remembered_prompt() -> bool:
    """Print the line if the note is still true; return whether it was."""
    try:
        from lab.places import find_places

        places = find_places(None, os.environ)
        with open(f"{places.cache}/{_NOTE}", encoding="ascii") as file:  # noqa: PTH123 - every millisecond counts
            stamp, day_start, line = file.read(500).split("\n")[:_PARTS]
        if stamp != _stamp(places, int(day_start)):
            return False
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except (OSError, ValueError):  # also a folder that cannot be one: the command says so
        return False
    return True


def print_prompt(session: Session) -> int:
    """Work the line out, remember it, and print it."""
    from cli.streams import out
    from lab.files import write_private
    from lab.habit.words import prompt_line

    workspace = session.workspace()
    places, day_start = workspace.places, int(workspace.settings["day_start"])
    stamp = _stamp(places, day_start)
    room = workspace.habit
    standing = room.standing(room.own())
    line = prompt_line(standing.week.done, room.rules().goal, standing.streak)
    try:
        note = f"{stamp}\n{day_start}\n{line}\n"
        write_private(places.cache / _NOTE, note.encode("ascii"), durable=False)
    except OSError:
        pass  # a cache that cannot be written makes the next call slower, nothing else
    out(line)
    return 0


def _stamp(places: Places, day_start: int) -> str:
    """Return what the line depends on."""
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - day_start * 3600))
    folder = _time_of(f"{places.library}/teardowns")
    return f"{day} {folder} {_time_of(str(places.settings_file))}"


def _time_of(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - a Path costs more
    except OSError:
        return -1
