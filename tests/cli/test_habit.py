from __future__ import annotations

import csv
import json
import os
import plistlib
import shlex
import subprocess
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cli.prompt import note_path
from lab.places import find_places, places_under
from lab.workspace import Workspace
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


def finish(home: Path, teardown_id: str) -> None:
    workspace = Workspace(places_under(str(home), "a test"))
    workspace.finish(workspace.load(teardown_id))
    workspace.close()


def test_a_newcomer_reads_what_to_do_first(program: Program) -> None:
    shown = program("habit")
    assert shown.status == 0
    assert "0 of 1 done." in shown.out
    assert "new" in shown.out
    assert "Fifteen minutes are enough" in shown.out
    assert "missed" not in shown.out
    assert "0 weeks" not in shown.out
    refused = program("habit", "--year", "1")
    assert (refused.status, refused.out) == (2, "")
    assert "2000" in refused.err


def test_a_finished_teardown_meets_the_week(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    assert program("habit", "--json").json["next"][0]["kind"] == "draft"
    finish(teardown_home, teardown_id)
    found = program("habit", "--json").json
    assert (found["week"]["done"], found["week"]["status"]) == (1, "met")
    assert (found["streak_weeks"], found["finished"], found["reserve_left"]) == (1, 1, 2)
    assert [due["kind"] for due in found["due"]] == ["recall"]


def test_recall_can_be_paused(program: Program, teardown_id: str, teardown_home: Path) -> None:
    finish(teardown_home, teardown_id)
    assert program("config", "set", "recall", "false").status == 0
    assert program("habit", "--json").json["due"] == []


def test_days_come_in_loops_columns(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    finish(teardown_home, teardown_id)
    rows = list(csv.DictReader(program("habit", "--csv").out.splitlines()))
    assert [list(row) for row in rows] == [["Date", "Value", "Notes"]]
    assert rows[0]["Value"] == "YES_MANUAL"


def test_a_prompt_is_short_and_follows_what_is_done(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    assert program("habit", "--prompt").out == "td 0/1\n"
    assert program("habit", "--prompt").out == "td 0/1\n"
    finish(teardown_home, teardown_id)
    assert program("habit", "--prompt").out == "td 1/1 1w\n"
    program("config", "set", "goal", "2")
    assert program("habit", "--prompt").out == "td 1/2\n"


def test_a_year_is_a_page_that_runs_nothing(program: Program, teardown_home: Path) -> None:
    name = program.new("<script>alert(1)</script> [x](y)")
    finish(teardown_home, name)
    this_year = str(date.today().year)  # noqa: DTZ011 - the machine's own day, as the program has it
    page = program("habit", "--year", this_year)
    assert f"# {this_year} in teardowns" in page.out
    assert "\\<script\\>" in page.out
    markup = program("habit", "--year", this_year, "--html").out
    assert "<script" not in markup
    assert "&lt;script&gt;" in markup
    assert "Teardowns finished" in markup


@pytest.mark.parametrize("system", ["cron", "systemd", "launchd", "taskscheduler"])
def test_a_reminder_is_printed_and_nothing_installed(program: Program, system: str) -> None:
    shown = program("remind", "--with", system, "--at", "17:30")
    assert shown.status == 0
    if system == "cron":
        assert shown.out.startswith("30 17 * * 1 ")
        assert shlex.split(shown.out)[-1] == "habit"
    elif system == "launchd":
        plist = plistlib.loads(shown.out.encode())
        assert plist["StartCalendarInterval"] == {"Weekday": 1, "Hour": 17, "Minute": 30}
        assert plist["ProgramArguments"][-1] == "habit"
    else:
        assert "17:30" in shown.out
        assert "Mon" in shown.out.title()


def test_a_plan_is_kept_and_said(program: Program) -> None:
    assert "--plan" in program("remind").err
    sentence = "When the Monday meeting ends, I open a teardown."
    said = program("remind", "--plan", sentence)
    assert (said.status, said.err.count("When")) == (0, 1)
    assert program("remind", "--plan", "the Monday meeting ends").status == 0
    assert program("remind").err == "When the Monday meeting ends, I open a teardown.\n"
    refused = program("remind", "--at", "25:00")
    assert (refused.status, refused.out) == (2, "")


def test_pauses_that_are_no_days_are_refused(program: Program) -> None:
    today = date.today()  # noqa: DTZ011 - the machine's own day, as the program has it
    assert program("config", "set", "pauses", "next week").status == 2
    days = f"{today - timedelta(days=1)}..{today + timedelta(days=1)}"
    assert program("config", "set", "pauses", days).status == 0
    assert json.loads(program("habit", "--json").out)["week"]["status"] == "paused"


def test_the_prompts_note_lies_in_our_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for home in ("", str(tmp_path)):
        monkeypatch.setenv("TEARDOWN_HOME", home)
        assert note_path() == str(find_places(None, os.environ).cache / "prompt")


def test_a_prompt_that_is_remembered_imports_next_to_nothing(
    program: Program, teardown_home: Path
) -> None:
    assert program("habit", "--prompt").status == 0
    run = printed_without(
        teardown_home, "pathlib", "click", "dataclasses", "typing", "orjson", "lab"
    )
    assert (run.returncode, run.stdout) == (0, b"td 0/1\n")


def test_a_prompt_after_a_save_loads_no_library_where_nothing_more_was_finished(
    program: Program, teardown_home: Path
) -> None:
    assert program("habit", "--prompt").status == 0
    program.new("Cursor")
    run = printed_without(teardown_home, "click", "dataclasses", "orjson", "lab.workspace", "store")
    assert (run.returncode, run.stdout) == (0, b"td 0/1\n")


def printed_without(home: Path, *names: str) -> subprocess.CompletedProcess[bytes]:
    """Run the prompt by itself; it fails where it has loaded one of these."""
    code = (
        "import sys; from cli.main import main; status = main(['habit', '--prompt']); "
        f"sys.exit(status or any(name in sys.modules for name in {names!r}))"
    )
    environ = {**os.environ, "TEARDOWN_HOME": str(home), "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-S", "-c", code], env=environ, capture_output=True, check=False
    )
