"""Lines that make a computer remind somebody once a week; nothing here installs them."""

from __future__ import annotations

import re
import shlex
from typing import Final
from xml.sax.saxutils import escape

from lab.errors import UsageError

__all__ = ["reminder"]

_CRON_DAYS: Final = (1, 2, 3, 4, 5, 6, 0)
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_TIME: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_LABEL: Final = "teardown.weekly"
_UNIT: Final = "teardown-weekly"


def reminder(system: str, *, program: str, weekday: int, at: str, folder: str = "") -> str:
    """Return what to give to *system*: cron, systemd, launchd or taskscheduler.

    *weekday* counts from Monday, 0; *at* is ``HH:MM``, of 24 hours. *folder* is where everything
    is kept, if the person named one: what calls the program then knows no variable of theirs.
    """
    time = _TIME.fullmatch(at)
    if time is None:
        raise UsageError(f"“{at}” is no time", todo="Write it as 09:00 or 17:30.")
    if not (program.isprintable() and folder.isprintable()):
        raise UsageError(
            "The path of the program, or of its folder, holds a character that no line can hold",
            todo="Give the folder another name.",
        )
    call = [program, "--data-dir", folder] if folder else [program]
    hour, minute = int(time[1]), int(time[2])
    if system == "cron":
        # In a crontab a percent sign ends the command.
        called = shlex.join(call).replace("%", r"\%")
        return f"{minute} {hour} * * {_CRON_DAYS[weekday]} {called} habit"
    if system == "systemd":
        return _systemd(call, when=f"{_DAYS[weekday]} *-*-* {at}:00")
    if system == "launchd":
        return _launchd(call, weekday=_CRON_DAYS[weekday], hour=hour, minute=minute)
    # The Command Prompt takes the inner quotes for outer ones, and so reads & and ^ in the path.
    quoted = " ".join(
        part if part == "--data-dir" else f'\\"{part}\\"'
        for part in (each.replace('"', "").replace("^", "^^").replace("&", "^&") for each in call)
    )
    return (
        f'schtasks /Create /TN "{_LABEL}" /SC WEEKLY /D {_DAYS[weekday].upper()} /ST {at} '
        f'/TR "{quoted} habit"'
    )


def _systemd(call: list[str], *, when: str) -> str:
    """Return two units, to be saved where each says.

    Units last: what ``systemd-run`` sets up is gone when the computer starts again.
    """
    # systemd reads % as the start of a name and $ as that of a variable; a path with quotes it
    # takes as an argument only.
    called = " ".join(
        f'"{part}"'
        for part in (
            each.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%").replace("$", "$$")
            for each in call
        )
    )
    return f"""# Save this as ~/.config/systemd/user/{_UNIT}.service
[Unit]
Description=How your teardowns stand
[Service]
Type=oneshot
ExecStart=/usr/bin/env {called} habit

# Save this as ~/.config/systemd/user/{_UNIT}.timer
[Unit]
Description=How your teardowns stand, once a week
[Timer]
OnCalendar={when}
Persistent=true
[Install]
WantedBy=timers.target

# Then call: systemctl --user enable --now {_UNIT}.timer"""


def _launchd(call: list[str], *, weekday: int, hour: int, minute: int) -> str:
    """Return a property list, to be saved below ``~/Library/LaunchAgents``."""
    arguments = "".join(f"<string>{escape(each)}</string>" for each in [*call, "habit"])
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- Save this as ~/Library/LaunchAgents/{_LABEL}.plist, then call:
launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{_LABEL}.plist -->
<plist version="1.0"><dict>
<key>Label</key><string>{_LABEL}</string>
<key>ProgramArguments</key><array>{arguments}</array>
<key>StartCalendarInterval</key><dict>
<key>Weekday</key><integer>{weekday}</integer>
<key>Hour</key><integer>{hour}</integer>
<key>Minute</key><integer>{minute}</integer>
</dict></dict></plist>"""
