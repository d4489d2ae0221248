"""What is printed for a computer's own calendar calls the program wherever it lies."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lab.errors import UsageError
from lab.habit.reminding import reminder

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ["/usr/bin/teardown", "/home/Zo\u00eb B/100% $HOME/x \"y\" 'z'/tear&down"]
SUNDAY = 6


@pytest.mark.skipif(sys.platform == "win32", reason="cron and its shell are not there")
def test_cron_calls_a_program_whose_path_needs_every_quote(tmp_path: Path) -> None:
    program = tmp_path / "Zo\u00eb 100% $HOME" / "x \"y\" 'z'"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "called: $@"\n')
    program.chmod(0o700)
    line = reminder("cron", program=str(program), weekday=SUNDAY, at="07:05")
    when, command = line[:10], line[10:]
    assert when == "5 7 * * 0 "
    run = subprocess.run(
        ["/bin/sh", "-c", command.replace(r"\%", "%")], capture_output=True, check=False
    )
    assert run.stdout == b"called: habit\n"
    folder = "/home/Zo\u00eb/50% $x 'y'"
    line = reminder("cron", program=str(program), weekday=SUNDAY, at="07:05", folder=folder)
    run = subprocess.run(
        ["/bin/sh", "-c", line[10:].replace(r"\%", "%")], capture_output=True, check=False
    )
    assert run.stdout.decode() == f"called: --data-dir {folder} habit\n"


@pytest.mark.parametrize("program", PATHS)
def test_units_of_systemd_hold_the_path_as_it_reads_it(program: str) -> None:
    text = reminder("systemd", program=program, weekday=0, at="17:30")
    (called,) = re.findall(r'^ExecStart=/usr/bin/env "(.*)" habit$', text, re.MULTILINE)
    read = called.replace("%%", "%").replace("$$", "$").replace(r"\"", '"')
    assert read == program
    text = reminder("systemd", program=program, weekday=0, at="17:30", folder="/a b/50%")
    assert text.count('" "--data-dir" "/a b/50%%" habit\n') == 1
    assert "OnCalendar=Mon *-*-* 17:30:00\nPersistent=true\n" in text


@pytest.mark.parametrize("program", PATHS)
def test_launchd_reads_a_property_list(program: str) -> None:
    found = plistlib.loads(
        reminder("launchd", program=program, weekday=SUNDAY, at="17:30").encode()
    )
    assert found["ProgramArguments"] == [program, "habit"]
    with_folder = reminder("launchd", program=program, weekday=0, at="17:30", folder="/a & b")
    called = plistlib.loads(with_folder.encode())["ProgramArguments"]
    assert called == [program, "--data-dir", "/a & b", "habit"]
    assert found["StartCalendarInterval"] == {"Weekday": 0, "Hour": 17, "Minute": 30}


def test_the_task_scheduler_gets_a_path_that_ends_no_command() -> None:
    line = reminder("taskscheduler", program=r"C:\R&D x\teardown.exe", weekday=0, at="09:00")
    assert line.endswith(r'/D MON /ST 09:00 /TR "\"C:\R^&D x\teardown.exe\" habit"')
    line = reminder(
        "taskscheduler", program=r"C:\t.exe", weekday=0, at="09:00", folder=r"D:\my data"
    )
    assert line.endswith(r'/TR "\"C:\t.exe\" --data-dir \"D:\my data\" habit"')


@pytest.mark.parametrize("at", ["25:00", "9:00", "09:00\n* * * * * rm", "\u0660\u0669:00"])
def test_a_time_that_is_none_is_refused(at: str) -> None:
    with pytest.raises(UsageError):
        reminder("cron", program="teardown", weekday=0, at=at)


def test_a_path_that_breaks_the_line_is_refused() -> None:
    with pytest.raises(UsageError):
        reminder("cron", program="/x\n* * * * * rm", weekday=0, at="09:00")
