"""What holds for every command."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lab import __version__
from lab.workspace import Workspace
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.cli.running import Program

RUN = "import sys; from cli.main import main; sys.exit(main())"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``teardown`` is the program."""
    return subprocess.run(
        ["bash", "-c", f'teardown() {{ "{sys.executable}" -c "{RUN}" "$@"; }}; {line}'],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_the_version_is_said(program: Program) -> None:
    assert program("--version") == program("--version", "--data-dir", "x")
    assert program("--version").out == f"teardown {__version__}\n"


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_data(program: Program, flag: str) -> None:
    done = program(flag)
    assert done.status == 0
    assert done.out.startswith("Usage: teardown")
    assert done.err == ""
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_every_command_has_help_that_fits(program: Program) -> None:
    from cli.program import COMMANDS

    for name in COMMANDS:
        done = program(name, "--help")
        assert done.status == 0, name
        assert f"teardown {name}" in done.out
        assert all(len(line) <= 80 for line in done.out.splitlines()), name


@pytest.mark.parametrize("arguments", [(), ("--data-dir", "somewhere"), ("--data-dir=somewhere",)])
def test_without_command_and_terminal_the_help_goes_to_stderr(
    program: Program, arguments: tuple[str, ...]
) -> None:
    done = program(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "Usage: teardown" in done.err
    assert "  list " in done.err


@pytest.mark.parametrize("terminal_kind", ["dumb", ""])
def test_a_terminal_that_cannot_draw_is_refused_in_one_line(
    program: Program, monkeypatch: pytest.MonkeyPatch, terminal_kind: str
) -> None:
    if not terminal_kind and os.name != "posix":
        pytest.skip("only there TERM is always set")
    monkeypatch.setenv("TERM", terminal_kind)
    done = program(terminal=True, asking=True)
    assert (done.status, done.out) == (1, "")
    assert "TERM" in done.line


def test_opening_without_a_terminal_is_refused_in_one_line(
    program: Program, teardown_id: str
) -> None:
    done = program("open", teardown_id)
    assert (done.status, done.out) == (1, "")
    assert "needs a terminal" in done.line


def test_the_app_is_started_on_a_terminal_without_click(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[tuple[Places, str | None]] = []

    def run(places: Places, start: str | None) -> int:
        started.append((places, start))
        return 7

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("tui.start.run", run)
    assert program(terminal=True, asking=True).status == 7
    assert program("--data-dir", str(tmp_path), terminal=True, asking=True).status == 7
    assert [start for _, start in started] == [None, None]
    assert started[1][0].data == tmp_path


def test_open_starts_the_app_on_the_teardown_that_is_meant(
    program: Program, teardown_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str | None] = []

    def run(_: Places, start: str | None) -> int:
        started.append(start)
        return 0

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("tui.start.run", run)
    assert program("open", "noti", terminal=True, asking=True).status == 0
    assert started == [teardown_id]


def test_the_folder_may_stand_before_or_behind_the_command(
    program: Program, tmp_path: Path
) -> None:
    for number, arguments in enumerate(
        (
            ("--data-dir", str(tmp_path), "new", "A"),
            ("new", "B", "--data-dir", str(tmp_path)),
            (f"--data-dir={tmp_path}", "new", "C"),
        ),
        start=1,
    ):
        assert program(*arguments).status == 0
        listed = program("list", "--json", "--data-dir", str(tmp_path)).json
        assert len(listed["teardowns"]) == number
    assert program("trash", "list", "--json", "--data-dir", str(tmp_path)).status == 0
    assert program("list", "--json").json["teardowns"] == []


def test_reading_makes_no_library(program: Program, teardown_home: Path) -> None:
    for arguments in (("list",), ("where",), ("keys",), ("doctor",), ("trash",), ("config",)):
        assert program(*arguments).status == 0
    assert not teardown_home.exists()


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("lst",), "Did you mean “list”"),
        (("list", "--stat", "draft"), "--status"),
        (("list", "--limit", "many"), "teardown list --help"),
        (("trash", "emty"), "Did you mean “empty”"),
        (("show",), "ID"),
        (("--data-dir", "", "list"), "--data-dir"),
        (("--data-dir",), "--data-dir"),
        (("--nonsense",), "--nonsense"),
    ],
)
def test_wrong_usage_is_one_line_with_a_hint(
    program: Program, arguments: tuple[str, ...], hint: str
) -> None:
    done = program(*arguments)
    assert (done.status, done.out) == (2, "")
    assert hint in done.line


def test_a_fault_of_the_program_is_one_line_and_a_private_report(
    program: Program, teardown_home: Path, teardown_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-very-secret")

    def fail(*_: object) -> None:
        raise ZeroDivisionError("with the key sk-ant-very-secret and Bearer abcdefghijk")

    monkeypatch.setattr(Workspace, "load", fail)
    done = program("show", teardown_id)
    assert (done.status, done.out) == (1, "")
    assert "ZeroDivisionError" in done.line
    (report,) = (teardown_home / "state").glob("crash-*.log")
    assert str(report) in done.line
    text = report.read_text("utf-8")
    assert "Traceback" in text
    assert "secret" not in text
    assert "abcdefghijk" not in text
    if os.name == "posix":
        assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_an_interruption_is_130_without_a_word(
    program: Program, teardown_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "load", stop)
    done = program("show", teardown_id)
    assert (done.status, done.out, done.err.strip()) == (130, "", "")


@needs_posix
def test_ctrl_c_while_it_waits_for_input_is_130(teardown_id: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN, "answer", teardown_id, "frame.what", "--file", "-"],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        # It reads what comes, so it has got past everything that could be interrupted before.
        assert running.stdin is not None
        running.stdin.write(b"x" * 200_000)
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said.strip()) == (130, b"")


@needs_posix
@pytest.mark.usefixtures("teardown_id")
def test_a_reader_that_stops_early_hears_nothing() -> None:
    done = shell("teardown keys | head -1; echo ${PIPESTATUS[0]}")
    assert done.stdout.split() == [b"Everywhere", b"0"]
    assert done.stderr == b""


@needs_posix
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_are_no_error(closed: str, teardown_id: str) -> None:
    done = shell(f"teardown show {teardown_id} {closed}")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@needs_posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110 - a device
@pytest.mark.parametrize("command", ["show last", "show last --json", "list", "--help"])
@pytest.mark.usefixtures("teardown_id")
def test_a_full_disk_behind_the_output_is_an_error(command: str) -> None:
    done = shell(f"teardown {command} > /dev/full")
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert "no space left" in line


@needs_posix
def test_what_is_typed_is_kept_where_the_locale_is_not_utf_8(
    program: Program, teardown_id: str
) -> None:
    done = shell(
        "export LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0; "
        f"teardown answer {teardown_id} frame.what --text 'Grüße 日本' && "
        f"teardown claim {teardown_id} --section frame --statement 'Größer' && "
        "teardown new Café --maker Bäcker"
    )
    assert done.returncode == 0, done.stderr
    kept = program("show", teardown_id, "--json").json["teardown"]
    assert kept["sections"]["frame"]["answers"]["what"] == "Grüße 日本"
    assert kept["claims"][0]["statement"] == "Größer"
    product = program("show", "last", "--json").json["teardown"]["product"]
    assert (product["name"], product["maker"]) == ("Café", "Bäcker")


@pytest.mark.usefixtures("teardown_id")
def test_a_locale_without_utf_8_shows_plain_signs(program: Program) -> None:
    program("new", "Café 日本 “x”")
    shown = program("show", "last", encoding="ascii")
    assert shown.status == 0
    assert 'Caf\\xe9 \\u65e5\\u672c "x"' in shown.out
    assert program("list", encoding="ascii").status == 0
    assert program("nonsense", encoding="ascii").line.startswith('There is no command "nonsense"')
    listed = program("list", "--json", encoding="latin-1")
    assert listed.out.encode("latin-1").decode("utf-8").count("Café 日本 “x”") == 1
