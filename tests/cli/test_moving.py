"""``teardown backup`` and ``teardown restore``, as a person uses them."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from lab.compare.decisions import decisions_from, decisions_text, joined, taken_out
from lab.compare.likeness import ClaimAt
from tests.cli.running import Program, tree_of
from tests.lab.making import LONG_AGO
from tests.store.backup.boxes import pack
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def _on_another_machine(program: Program, home: Path, *arguments: str) -> tuple[int, str, str]:
    done = program(*arguments, "--data-dir", str(home))
    return done.status, done.out, done.err


def test_a_library_moves_to_another_machine_with_settings_and_templates(
    program: Program, teardown_home: Path, teardown_id: str, tmp_path: Path
) -> None:
    program("answer", teardown_id, "frame.what", "--text", "It drafts.")
    program("config", "set", "author", "Ada")
    own = teardown_home / "config" / "templates" / "mine.yaml"
    own.parent.mkdir()
    own.write_text("id: mine\n", "utf-8")
    backup, other = tmp_path / "backup.zip", tmp_path / "other"
    done = program("backup", str(backup))
    assert (done.status, done.out) == (0, f"{backup}\n")
    assert done.line.startswith("1 teardown, 1 earlier version and 0 pages in ")
    status, out, err = _on_another_machine(program, other, "restore", str(backup))
    assert (status, out) == (0, f"{teardown_id}: added\n")
    assert "Your template mine.yaml: added." in err
    for folder in ("library", "config"):
        assert tree_of(other / folder) == tree_of(teardown_home / folder)
    status, out, err = _on_another_machine(program, other, "restore", str(backup))
    assert (status, out) == (0, "")
    assert err.startswith("Backup of ")
    assert err.endswith(": Nothing was missing; 1 teardown the same here.\n")


def test_a_seal_and_matched_findings_move_along_and_what_is_here_stays(
    program: Program, teardown_home: Path, teardown_id: str, tmp_path: Path
) -> None:
    folder, backup, other = tmp_path / "group", tmp_path / "backup.zip", tmp_path / "other"
    program("group", "init", str(folder), "--name", "Ana", "--no-git")
    name = program("group", "new-round", "Notion AI").out.strip()
    program("score", teardown_id, "frame", "2")
    assert program("group", "seal", teardown_id).status == 0
    one, two, three = (ClaimAt("a-1", f"c{number}") for number in (1, 2, 3))
    matches = teardown_home / "matches.json"
    made = joined([one, two, three], by="Ana", now=LONG_AGO)
    matches.write_text(decisions_text(made), "utf-8")
    program("backup", str(backup))
    # There somebody decided otherwise about one of the pairs.
    (other / "state").mkdir(parents=True)
    theirs = taken_out(one, [two], by="Ana", now=LONG_AGO)
    (other / "matches.json").write_text(decisions_text(theirs), "utf-8")
    _, _, said = _on_another_machine(program, other, "restore", str(backup), "--dry-run")
    assert "Findings that you joined or split: 1 added." in said
    assert not list((other / "state").iterdir())
    for _ in range(2):
        status, _, said = _on_another_machine(program, other, "restore", str(backup))
        assert status == 0, said
    assert "Findings that you joined or split: nothing new" in said
    kept = decisions_from((other / "matches.json").read_text("utf-8"), name="x")
    assert kept == [*theirs, made[1]]
    status, _, said = _on_another_machine(
        program, other, "group", "reveal", "--anyway", "--folder", str(folder)
    )
    assert status == 0, said
    status, out, _ = _on_another_machine(program, other, "group", "status", "--folder", str(folder))
    assert "Ana has revealed, and it is what was sealed." in out
    (mine,) = (other / "state" / "groups").glob(f"*/{name}.sealed.json")
    mine.write_text(mine.read_text().replace("nonce", "Nonce"))
    _, _, said = _on_another_machine(program, other, "restore", str(backup))
    assert "another one is here, and stays" in said
    assert "Nonce" in mine.read_text()


def test_the_queue_and_the_methods_cards_move_along_and_what_is_here_stays(
    program: Program, teardown_home: Path, tmp_path: Path
) -> None:
    program.new("Notion AI")
    backup, other = tmp_path / "backup.zip", tmp_path / "other"
    (teardown_home / "config").mkdir(exist_ok=True)
    (teardown_home / "config" / "queue.txt").write_text("# mine\nCursor\nPerplexity\n", "utf-8")
    (teardown_home / "state").mkdir(exist_ok=True)
    cards = {"a": {"due_on": "2026-05-01"}, "b": {"due_on": "2026-06-01"}}
    (teardown_home / "state" / "recall.json").write_text(json.dumps({"cards": cards}), "utf-8")
    assert program("backup", str(backup)).status == 0
    for folder, file, text in (
        ("config", "queue.txt", "cursor\n"),
        ("state", "recall.json", '{"cards": {"b": {"due_on": "2026-07-01"}}, "newer": 1}'),
    ):
        (other / folder).mkdir(parents=True)
        (other / folder / file).write_text(text, "utf-8")
    for at, more in enumerate((["--dry-run"], [], [])):
        status, _, said = _on_another_machine(program, other, "restore", str(backup), *more)
        assert status == 0, said
        assert ("Your queue: 1 product added." in said) == (at < 2)
        assert ("recall cards: 1 added." in said) == (at < 2)
    assert (other / "config" / "queue.txt").read_text("utf-8") == "cursor\nPerplexity\n"
    kept = json.loads((other / "state" / "recall.json").read_text("utf-8"))
    assert kept == {"cards": {**cards, "b": {"due_on": "2026-07-01"}}, "newer": 1}


def test_settings_that_are_here_stay_and_the_others_lie_beside(
    program: Program, teardown_home: Path, tmp_path: Path
) -> None:
    program.new("Notion AI")
    program("config", "set", "author", "Ada")
    theirs = (teardown_home / "config" / "config.toml").read_bytes()
    program("backup", str(tmp_path / "backup.zip"))
    program("config", "set", "author", "Grace")
    mine = (teardown_home / "config" / "config.toml").read_bytes()
    for _ in range(2):
        done = program("restore", str(tmp_path / "backup.zip"))
        assert "the backup's are in" in done.err
        assert (teardown_home / "config" / "config.toml").read_bytes() == mine
        files = sorted(path.name for path in (teardown_home / "config").iterdir())
        assert files == ["config.restored.toml", "config.toml"]
    assert (teardown_home / "config" / "config.restored.toml").read_bytes() == theirs


def test_no_draft_crash_report_or_key_goes_along(
    program: Program, teardown_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "key-from-the-environment")
    program.new("Notion AI")
    for folder, name in (("drafts", "draft.json"), ("", "crash-1.log"), ("editing", "x.md")):
        place = teardown_home / "state" / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("hidden-words", "utf-8")
    config = teardown_home / "config" / "config.toml"
    config.parent.mkdir(exist_ok=True)
    text = 'goal = 2\napi_key = "sk-live-12345678"\n# key-from-the-environment\n'
    config.write_text(text, "utf-8")
    done = program("backup", str(tmp_path / "backup.zip"))
    assert "a key or password in it was left out" in done.err
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        everything = b"\n".join(archive.read(name) for name in archive.namelist())
    for word in (b"hidden-words", b"sk-live", b"key-from-the-environment"):
        assert word not in everything
    other = tmp_path / "other"
    assert _on_another_machine(program, other, "restore", str(tmp_path / "backup.zip"))[0] == 0
    assert _on_another_machine(program, other, "config", "get", "goal")[1] == "2\n"
    assert _on_another_machine(program, other, "config", "check")[0] == 0


def test_stdout_and_stdin_take_a_backup_too(
    program: Program, teardown_home: Path, teardown_id: str, tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    call = [sys.executable, "-c", "import sys; from cli.main import main; sys.exit(main())"]
    done = subprocess.run(
        [*call, "backup", "-"], env=environment, capture_output=True, check=True, timeout=60
    )
    assert zipfile.ZipFile(io.BytesIO(done.stdout)).testzip() is None
    back = subprocess.run(
        [*call, "restore", "-", "--data-dir", str(tmp_path)],
        env=environment,
        input=done.stdout,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert back.stdout.decode() == f"{teardown_id}: added\n"
    assert tree_of(tmp_path / "library") == tree_of(teardown_home / "library")
    assert program("backup", "-", terminal=True).status == 2


def test_a_folder_gets_a_file_with_the_day_in_its_name(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    assert teardown_id
    done = program("backup", str(tmp_path))
    (path,) = tmp_path.iterdir()
    assert done.out == f"{path}\n"
    assert path.name.startswith("teardown-2")
    again = program("backup", str(tmp_path))
    assert again.status == 1
    assert "--force" in again.line
    assert program("backup", str(tmp_path), "--force").status == 0


@pytest.mark.parametrize("place", ["library", "library/teardowns/b.zip", "library/../library/b"])
def test_no_backup_goes_into_the_library(
    program: Program, teardown_home: Path, teardown_id: str, place: str
) -> None:
    assert teardown_id
    before = tree_of(teardown_home)
    done = program("backup", str(teardown_home / place))
    assert done.status == 2
    assert "inside the library" in done.line
    assert tree_of(teardown_home) == before


def test_what_is_no_backup_is_refused_in_one_line(
    program: Program, teardown_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ada", "utf-8")
    pack(tmp_path / "evil.zip", {"../../evil\x1b[31m": b"x"})
    for name, why in (
        ("letter.txt", "it is no zip file"),
        ("evil.zip", "a name that no backup has"),
        ("nothing.zip", "there is no such file"),
        (".", "it is a folder"),
    ):
        done = program("restore", str(tmp_path / name), "--dry-run", terminal=True)
        assert (done.status, done.out) == (1, "")
        assert why in done.line
        assert "\x1b" not in done.err
    assert not teardown_home.exists()


def test_json_says_what_became_of_each(program: Program, teardown_id: str, tmp_path: Path) -> None:
    program("backup", str(tmp_path / "backup.zip"))
    other = tmp_path / "other"
    for dry_run, outcome in ((True, "added"), (False, "added"), (True, "same")):
        options = ["--dry-run"] if dry_run else []
        done = program(
            "restore", str(tmp_path / "backup.zip"), "--json", *options, "--data-dir", str(other)
        )
        assert done.json["teardowns"][0] | {"said": ""} == {
            "id": teardown_id,
            "outcome": outcome,
            "said": "",
        }
        assert done.json["dry_run"] is dry_run


INTERRUPTED = """
import os, signal, sys
import store.backup.writing as writing
original = writing.read_file

def read_and_interrupt(path):
    os.kill(os.getpid(), signal.SIGINT)
    return original(path)

writing.read_file = read_and_interrupt
from cli.main import main
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_leaves_nothing(teardown_id: str, tmp_path: Path) -> None:
    assert teardown_id
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "backup", str(tmp_path / "backup.zip")],
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in {130, -signal.SIGINT}
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_not_there_makes_an_empty_backup_and_no_library(
    program: Program, teardown_home: Path, tmp_path: Path
) -> None:
    done = program("backup", str(tmp_path / "backup.zip"))
    assert done.status == 0
    assert done.line.startswith("0 teardowns, ")
    assert not teardown_home.exists()
