"""``teardown edit`` with editors that do what editors do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.running import Program


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that makes a script the editor; it has ``path``, ``text`` and ``run``."""

    def make(body: str) -> Path:
        script, runs = tmp_path / "editor.py", tmp_path / "runs"
        script.write_text(
            "import os, signal, sys\n"
            "path = sys.argv[-1]\n"
            f"runs = {str(runs)!r}\n"
            "run = os.path.getsize(runs) if os.path.exists(runs) else 0\n"
            "open(runs, 'a').write('.')\n"
            "text = open(path, encoding='utf-8').read()\n"
            "def save(new):\n"
            "    with open(path, 'w', encoding='utf-8') as file:\n"
            "        file.write(new)\n"
            f"{body}\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")
        return runs

    return make


@pytest.fixture
def answered(program: Program, teardown_id: str) -> str:
    """A teardown with one answer."""
    program("answer", teardown_id, "frame.what", "--text", "The editor.")
    return teardown_id


def answer(program: Program, teardown_id: str) -> str:
    record = program("show", teardown_id, "--json").json["teardown"]
    return str(record["sections"]["frame"]["answers"]["what"])


def kept_in(line: str) -> str:
    """Return the path that a message names."""
    return line.rpartition("kept in ")[2].rstrip(".")


def test_what_the_editor_saves_is_the_teardown(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor("save(text.replace('The editor.', 'The whole editor.'))")
    done = program("edit", answered)
    assert (done.status, done.out) == (0, "")
    assert done.line.startswith(f"Saved {answered}. Changed: ")
    assert answer(program, answered) == "The whole editor."


@pytest.mark.parametrize(
    ("body", "said"),
    [("", "is unchanged"), ("save('')", "was empty"), ("os.unlink(path)", "empty")],
)
def test_nothing_new_is_said_to_be_nothing(
    program: Program, answered: str, editor: Callable[..., Path], body: str, said: str
) -> None:
    editor(body)
    before = program("show", answered, "--json").out
    done = program("edit", answered)
    assert done.status == 0
    assert said in done.line
    assert program("show", answered, "--json").out == before


def test_a_text_that_is_no_teardown_is_refused_by_line_kept_and_offered(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor("save(text.replace('The editor.', 'Mine.').replace('status: draft', 'status: odd'))")
    done = program("edit", answered)
    assert done.status == 1
    assert "line " in done.err
    kept = kept_in(done.err.splitlines()[-1])
    assert "Mine." in Path(kept).read_text("utf-8")
    assert answer(program, answered) == "The editor."

    again = program("edit", answered)
    assert again.status == 2
    assert "--kept or --fresh" in again.line

    editor("save(text.replace('status: odd', 'status: draft'))")
    assert program("edit", answered, "--kept").status == 0
    assert answer(program, answered) == "Mine."


def test_on_a_terminal_the_editor_opens_again_at_the_line(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    runs = editor(
        "save(text.replace('status: draft', 'status: odd') if run == 0 else"
        " text.replace('status: odd', 'status: draft').replace('The editor.', 'Mine.'))"
    )
    done = program("edit", answered, asking=True, stdin=b"y\n")
    assert done.status == 0
    assert "Open it again at line" in done.err
    assert runs.read_text("utf-8") == ".."
    assert answer(program, answered) == "Mine."


def test_a_no_leaves_the_text_kept(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    runs = editor("save(text.replace('status: draft', 'status: odd'))")
    done = program("edit", answered, asking=True, stdin=b"\n")
    assert done.status == 1
    assert runs.read_text("utf-8") == "."
    editor("save(text.replace('status: odd', 'status: draft').replace('The editor.', 'Mine.'))")
    assert program("edit", answered, asking=True, stdin=b"yes\n").status == 0
    assert answer(program, answered) == "Mine."


def test_a_kept_text_that_nobody_wants_is_set_aside(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor("save(text.replace('The editor.', 'Lost?').replace('status: draft', 'status: odd'))")
    assert program("edit", answered).status == 1
    editor("save(text.replace('The editor.', 'Fresh.'))")
    done = program("edit", answered, "--fresh")
    assert done.status == 0
    aside = done.err.splitlines()[0].rpartition("is now ")[2].rstrip(".")
    assert "Lost?" in Path(aside).read_text("utf-8")
    assert answer(program, answered) == "Fresh."
    editor("")
    assert "is unchanged" in program("edit", answered).line


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("sys.exit(3)", "ended with status 3"),
        pytest.param(
            "os.kill(os.getpid(), signal.SIGKILL)",
            "ended by signal 9",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="signals"),
        ),
    ],
)
def test_an_editor_that_fails_changes_nothing_and_what_it_saved_is_kept(
    program: Program, answered: str, editor: Callable[..., Path], ending: str, said: str
) -> None:
    editor(ending)
    done = program("edit", answered)
    assert done.status == 1
    assert said in done.line
    assert "kept" not in done.line

    editor(f"save(text.replace('The editor.', 'Mine.'))\n{ending}")
    done = program("edit", answered)
    assert done.status == 1
    assert said in done.line
    assert "Mine." in Path(kept_in(done.line)).read_text("utf-8")
    assert answer(program, answered) == "The editor."

    editor("")
    assert program("edit", answered, "--kept").status == 0
    assert answer(program, answered) == "Mine."


def test_a_missing_editor_is_told_by_its_name(
    program: Program, answered: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    done = program("edit", answered)
    assert done.status == 1
    assert "no-such-editor" in done.line


def test_what_another_program_saved_meanwhile_is_merged(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    call = f'-c \'from cli.main import main; main(["score", "{answered}", "frame", "3"])\''
    editor(
        "import subprocess\n"
        f"subprocess.run(sys.executable + {(' ' + call)!r}, shell=True, check=True)\n"
        "save(text.replace('The editor.', 'Mine.'))"
    )
    done = program("edit", answered)
    assert done.status == 0
    assert "changed elsewhere meanwhile" in done.err
    record = program("show", answered, "--json").json["teardown"]
    assert record["sections"]["frame"]["score"] == 3
    assert record["sections"]["frame"]["answers"]["what"] == "Mine."


def test_kept_without_anything_kept_is_said(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor("save(text.replace('The editor.', 'Mine.'))")
    done = program("edit", answered, "--kept")
    assert done.status == 0
    assert "is waiting" in done.err


def test_words_in_no_answer_are_told(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor("save(text + '\\nA last thought.\\n')")
    assert "1 passage outside of every answer" in program("edit", answered).err


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_kill_while_the_editor_is_open_loses_nothing(
    program: Program, answered: str, editor: Callable[..., Path], tmp_path: Path
) -> None:
    ready = tmp_path / "ready"
    os.mkfifo(ready)
    editor(
        "save(text.replace('The editor.', 'Typed before the kill.'))\n"
        f"with open({str(ready)!r}, 'w') as file:\n"
        "    file.write(str(os.getpid()))\n"
        "signal.pause()"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", f"from cli.main import main; main(['edit', {answered!r}])"],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    the_editor = int(ready.read_text("utf-8"))
    running.kill()
    running.wait()
    os.kill(the_editor, signal.SIGKILL)
    assert answer(program, answered) == "The editor."
    editor("")
    assert program("edit", answered, asking=True, stdin=b"y\n").status == 0
    assert answer(program, answered) == "Typed before the kill."


def test_a_clash_is_told_by_its_place_and_settled_with_the_next_edit(
    program: Program, answered: str, editor: Callable[..., Path]
) -> None:
    editor(
        "import subprocess\n"
        f"call = ['answer', {answered!r}, 'frame.what', '--text', 'Theirs.']\n"
        "script = f'from cli.main import main; main({call!r})'\n"
        "subprocess.run([sys.executable, '-c', script], check=True)\n"
        "save(text.replace('The editor.', 'Mine.'))"
    )
    done = program("edit", answered)
    assert done.status == 1
    assert "changed elsewhere while you wrote" in done.line
    assert answer(program, answered) == "Theirs."
    assert "Mine." in Path(kept_in(done.line)).read_text("utf-8")
    editor("")
    assert program("edit", answered, "--kept").status == 0
    assert answer(program, answered) == "Mine."


@pytest.mark.skipif(os.name != "posix", reason="programs by their permissions")
def test_an_editor_that_does_not_start_leaves_nothing_behind(
    program: Program,
    answered: str,
    teardown_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"\x7fELF no program")
    broken.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(broken))
    done = program("edit", answered)
    assert done.status == 1
    assert "did not start" in done.line
    assert list((teardown_home / "state" / "manuscripts").iterdir()) == []
