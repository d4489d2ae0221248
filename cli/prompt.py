"""A short line for a shell's prompt, printed from a note as long as that note is true.

The note holds the line, with what it was made from: the day, the settings in the environment,
and when the library's folder and the settings last changed. Every save replaces a file in that
folder and so changes its time; then a second note tells whether what counts is still the same.
Reading the note imports nothing: a prompt is printed all day.
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
            stamp, saved, day_start, library, settings, line, _ = file.read(_LARGEST).split("\n")
        if stamp != _stamp(settings, int(day_start)):
            return False
        if saved != str(_time_of(library)) and not _counts_the_same(library):
            return False
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    # AttributeError: there is no output at all. The others: a file is none of ours.
    except (OSError, ValueError, AttributeError, LookupError, TypeError, RecursionError):
        return False
    return True


def _counts_the_same(library: str) -> bool:
    from lab.habit.counted_files import count_the_same

    with open(_beside(note_path()), encoding="utf-8", errors="surrogateescape") as file:  # noqa: PTH123 - see above
        return count_the_same(library, file.read())


def _beside(note: str) -> str:
    return f"{note}-files"


def print_prompt(session: Session) -> int:
    """Work the line out, remember it, and print it."""
    session.tells_of_settings = False  # nobody wants to read that before every command
    from contextlib import suppress
    from pathlib import Path

    from cli.streams import out
    from lab.files import write_private
    from lab.habit.counted_files import looks_in, written
    from lab.habit.words import prompt_line

    workspace = session.workspace()
    places, day_start = workspace.places, int(workspace.settings["day_start"])
    library, settings = f"{places.library}/teardowns", str(places.settings_file)
    # All of it before the rows are read: what is saved meanwhile is then noticed.
    stamp, saved = _stamp(settings, day_start), _time_of(library)
    looks: dict[str, str] = {}
    with suppress(OSError):  # there may be no library yet
        looks = looks_in(library)
    rows = workspace.summaries()
    room = workspace.habit
    standing = room.standing(room.own(rows))
    line = prompt_line(standing.week.done, room.rules().goal, standing.streak)
    if session.data_dir is None:  # the note is found by the environment alone
        note = "\n".join((stamp, str(saved), str(day_start), library, settings, line, ""))
        files = written(looks, rows)
        with suppress(OSError):  # then the next call is slower, nothing else
            for path, text in ((_beside(note_path()), files), (note_path(), note)):
                write_private(Path(path), text.encode("utf-8", "surrogateescape"), durable=False)
    out(line)
    return 0


def _stamp(settings: str, day_start: int) -> str:
    """Return what the line depends on besides the teardowns, in one line."""
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() - day_start * _HOUR))
    chosen = sorted(
        f"{name}={text}" for name, text in os.environ.items() if name[:9] == "TEARDOWN_"
    )
    return f"{day} {_time_of(settings)} {chosen!r}"


def _time_of(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - see above
    except OSError:
        return -1
