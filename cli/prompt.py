"""A short line for a shell's prompt, printed from a note as long as that note is true.

The note holds the line, with what it was made from: the day, the settings in the environment,
and when the library's folder and the settings last changed. Every save replaces a file in that
folder and so changes its time. Reading the note imports nothing: a prompt is printed all day.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["note_path", "print_prompt", "print_remembered_prompt"]

_LARGEST = 10_000
_HOUR = 3600


def note_path() -> str:
    """Return where the note lies: in our cache folder, found without importing anything."""
    home = os.environ.get("TEARDOWN_HOME", "")
    if home.strip():
        return os.path.join(os.path.abspath(os.path.expanduser(home)), "cache", "prompt")  # noqa: PTH100, PTH111, PTH118 - pathlib takes ten milliseconds
    if sys.platform == "win32":
        folder = os.path.join(os.environ.get("LOCALAPPDATA", "~"), "teardown", "Cache")  # noqa: PTH118 - see above
    elif sys.platform == "darwin":
        folder = "~/Library/Caches/teardown"
    else:
        cache = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
        folder = f"{cache}/teardown"
    return os.path.join(os.path.expanduser(folder), "prompt")  # noqa: PTH111, PTH118 - see above


def print_remembered_prompt() -> bool:
    """Print the line if the note is still true; return whether it was."""
    try:
        with open(note_path(), encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 - see above
            stamp, day_start, library, settings, line, _ = file.read(_LARGEST).split("\n")
        if stamp != _stamp(library, settings, int(day_start)):
            return False
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):  # AttributeError: there is no output at all
        return False
    return True


def print_prompt(session: Session) -> int:
    """Work the line out, remember it, and print it."""
    from contextlib import suppress
    from pathlib import Path

    from cli.streams import out
    from lab.files import write_private
    from lab.habit.words import prompt_line

    workspace = session.workspace()
    places, day_start = workspace.places, int(workspace.settings["day_start"])
    library, settings = f"{places.library}/teardowns", str(places.settings_file)
    stamp = _stamp(library, settings, day_start)
    room = workspace.habit
    standing = room.standing(room.own())
    line = prompt_line(standing.week.done, room.rules().goal, standing.streak)
    note = "\n".join((stamp, str(day_start), library, settings, line, ""))
    if session.data_dir is None:  # the note is found by the environment alone
        with suppress(OSError):  # then the next call is slower, nothing else
            write_private(Path(note_path()), note.encode("utf-8", "surrogateescape"), durable=False)
    out(line)
    return 0


def _stamp(library: str, settings: str, day_start: int) -> str:
    """Return what the line depends on, in one line."""
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - day_start * _HOUR))
    chosen = sorted(
        f"{name}={text}" for name, text in os.environ.items() if name[:9] == "TEARDOWN_"
    )
    return f"{day} {_time_of(library)} {_time_of(settings)} {chosen!r}"


def _time_of(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - see above
    except OSError:
        return -1
