"""What Tab offers: asked as a shell asks, and in real shells where they are installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


class Asked:
    """Asks for completions in the test's own process."""

    def __init__(
        self, patch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        self._patch = patch
        self._capture = capsysbinary

    def __call__(self, line: str) -> dict[str, str]:
        from cli.main import main

        self._capture.readouterr()
        with self._patch.context() as patch:
            patch.setenv("_TEARDOWN_COMPLETE", "zsh_complete")
            patch.setenv("COMP_WORDS", line)
            patch.setenv("COMP_CWORD", str(len(line.split(" ")) - 1))
            with pytest.raises(SystemExit) as ended:
                main([])
        assert ended.value.code == 0
        out, err = self._capture.readouterr()
        assert err == b""
        lines = out.decode().splitlines()
        return dict(zip(lines[1::3], lines[2::3], strict=True))


@pytest.fixture
def tab(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Asked:
    """Return a function that gives what is offered at the end of a line."""
    return Asked(monkeypatch, capsysbinary)


def test_commands_are_offered_with_what_they_do(tab: Asked) -> None:
    assert tab("teardown exp") == {"export": "Write teardowns as Markdown, HTML or JSON."}
    assert {"put", "list", "restore", "empty"} <= set(tab("teardown trash "))
    assert "--format" in tab("teardown export --")
    assert set(tab("teardown export --format ")) == {"md", "html", "json"}


@pytest.mark.parametrize("command", ["show", "export", "edit", "open", "score", "trash put"])
def test_ids_are_offered_with_their_product(
    program: Program, tab: Asked, teardown_id: str, command: str
) -> None:
    found = tab(f"teardown {command} ")
    assert set(found) == {"last", teardown_id}
    assert found[teardown_id].startswith("Notion AI")
    assert tab(f"teardown {command} {teardown_id[:3]}").keys() == {teardown_id}
    assert program("list").status == 0


def test_what_is_in_the_trash_is_offered_to_be_restored(
    program: Program, tab: Asked, teardown_id: str
) -> None:
    gone = program.new("Removed")
    program("trash", "put", gone)
    assert set(tab("teardown trash restore ")) == {gone}
    assert teardown_id in tab("teardown show ")


def test_sections_and_questions_are_those_of_the_teardown(
    program: Program, tab: Asked, teardown_id: str
) -> None:
    program("show", teardown_id)
    assert "frame" in tab(f"teardown show {teardown_id} --section ")
    assert "frame" in tab("teardown claim last --section fr")
    assert "frame" in tab(f"teardown score {teardown_id} ")
    assert "frame.what" in tab(f"teardown answer {teardown_id} frame.")
    assert tab("teardown answer nowhere-1234 ") == {}


def test_open_counterpoints_are_offered_with_their_words(
    program: Program, tab: Asked, teardown_id: str
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "It always works. " * 10)
    program("score", teardown_id, "frame", "2")
    program("counterpoints", teardown_id, "--offline")
    offered = tab(f"teardown reply {teardown_id} ")
    assert "always" in offered["k1"]
    program("reply", teardown_id, "k1", "useless")
    assert "k1" not in tab(f"teardown reply {teardown_id} ")


def test_rounds_of_the_group_are_offered_with_their_product(
    program: Program, tab: Asked, teardown_id: str, tmp_path: Path
) -> None:
    assert tab("teardown group reveal --round ") == {}
    program("group", "init", str(tmp_path / "group"), "--name", "Ana", "--no-git")
    name = program("group", "new-round", "Notion AI").out.strip()
    assert tab("teardown group reveal --round ") == {name: "Notion AI"}
    assert teardown_id in tab("teardown group seal ")
    assert teardown_id in tab(f"teardown compare {teardown_id} ")


def test_templates_and_settings_are_offered(tab: Asked) -> None:
    assert {"quick", "full"} <= set(tab("teardown new X --template "))
    assert {"quick", "full"} <= set(tab("teardown templates show "))
    assert "week_start" in tab("teardown config set we")
    assert "monday" in tab("teardown config set week_start ")
    assert tab("teardown config set keys.home.new") == {"keys.home.new": "New"}
    assert tab("teardown config set nothing ") == {}


@pytest.mark.usefixtures("teardown_home")
def test_without_a_library_nothing_is_offered_and_nothing_made(
    tab: Asked, teardown_home: Path
) -> None:
    assert tab("teardown show ") == {}
    assert not (teardown_home / "library").exists()


def test_a_text_from_the_library_is_harmless(program: Program, tab: Asked) -> None:
    teardown_id = program.new("$(touch x) `id` : \u202e" + "long " * 20)
    said = tab("teardown show ")[teardown_id]
    assert len(said) <= 60
    assert said.isprintable()


@pytest.mark.usefixtures("teardown_home")
def test_ids_come_without_the_records_model(program: Program, tmp_path: Path) -> None:
    program.new("Notion AI")
    report = tmp_path / "modules"
    script = (
        "import atexit, json, sys\n"
        f"atexit.register(lambda: json.dump(sorted(sys.modules), open({str(report)!r}, 'w')))\n"
        "sys.argv = ['teardown']\n"
        "from cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "_TEARDOWN_COMPLETE": "fish_complete",
            "COMP_WORDS": "teardown show ",
            "COMP_CWORD": "",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Notion AI" in done.stdout
    loaded = {name.partition(".")[0] for name in json.loads(report.read_text("utf-8"))}
    assert not loaded & {"pydantic", "yaml", "textual", "tui", "tinydb", "sqlite3"}


# Real shells


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A search path on which our program stands under its name."""
    program = tmp_path / "bin" / "teardown"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(PROJECT)!r})\n"
        "from cli.main import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


SCRIPTS = {
    "bash": (
        ("bash", "--norc", "-c"),
        (
            'eval "$(teardown completion bash)"; COMP_WORDS=(teardown show "ID"); COMP_CWORD=2; '
            '_teardown_completion teardown; printf "%s\\n" "${COMPREPLY[@]}"'
        ),
    ),
    "fish": (
        ("fish", "--no-config", "-c"),
        'teardown completion fish | source; complete --do-complete "teardown show ID"',
    ),
    "zsh": (
        ("zsh", "-f", "-c"),
        # Outside of the line editor there is nothing to draw on: what would be drawn is printed.
        (
            'autoload -U compinit; compinit -u -D; eval "$(teardown completion zsh)"; '
            '_describe() { print -l -- "${completions_with_descriptions[@]}" }; compadd() { : }; '
            'words=(teardown show "ID"); CURRENT=3; _teardown_completion'
        ),
    ),
}


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
def test_a_real_shell_completes_an_id(
    program: Program, teardown_id: str, path: str, shell: str
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    program.new("Something else")
    command, script = SCRIPTS[shell]
    done = subprocess.run(
        [*command, script.replace("ID", teardown_id[:4])],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert teardown_id in done.stdout, done.stderr
    assert "something" not in done.stdout
    if shell != "bash":
        assert "Notion AI" in done.stdout


def test_another_shell_is_refused(program: Program) -> None:
    done = program("completion", "tcsh")
    assert done.status == 2
    assert "bash" in done.line
