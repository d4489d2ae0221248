"""``teardown doctor``: its exit codes, what it mends, and what it says of what it cannot."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import tree_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program


def _damage(program: Program, home: Path, product: str) -> Path:
    teardown_id = program.new(product, "--template", "quick")
    program("answer", teardown_id, "frame.what", "--text", "words")
    path = home / "library" / "teardowns" / f"{teardown_id}.json"
    path.write_text("{", encoding="utf-8")
    return path


def test_all_put_right_is_0_something_left_is_3(program: Program, teardown_home: Path) -> None:
    assert program.new("Whole")
    assert program("doctor").status == 0
    path = _damage(program, teardown_home, "Notion AI")
    before = tree_of(teardown_home)
    found = program("doctor")
    assert found.status == 3
    assert "--fix" in found.out
    assert tree_of(teardown_home) == before
    mended = program("doctor", "--fix")
    assert mended.status == 0
    assert mended.out.startswith("mended ")
    assert program("show", path.stem).status == 0
    (path.parent / f"{path.stem} (1).json").write_text("{", encoding="utf-8")
    assert program("doctor", "--fix").status == 3


def test_json_says_what_was_mended_and_what_is_left(program: Program, teardown_home: Path) -> None:
    path = _damage(program, teardown_home, "Notion AI")
    (path.parent / "notes.txt").write_text("mine", encoding="utf-8")
    done = program("doctor", "--fix", "--json")
    assert done.status == 0
    assert [each["path"] for each in done.json["mended"]] == [str(path)]
    assert [(each["severity"], each["refused"]) for each in done.json["ailments"]] == [("note", "")]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions")
def test_what_cannot_be_written_is_named_and_the_rest_is_mended(
    program: Program, teardown_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _damage(program, teardown_home, "First")
    second = _damage(program, teardown_home, "Second")
    from store.files import Files

    replace = Files.replace

    def refuse_the_first(self: Files, source: object, target: object) -> None:
        if str(target) == str(first):
            raise PermissionError(13, "Permission denied", str(target))
        replace(self, source, target)  # type: ignore[arg-type] # handed on as they came

    monkeypatch.setattr(Files, "replace", refuse_the_first)
    done = program("doctor", "--fix")
    assert done.status == 3
    assert f"mended   {second.name} is damaged" in done.out
    assert f"error    {first.name} is damaged" in done.out
    assert "It could not be mended: you have no permission to write there." in done.out
    assert first.read_text("utf-8") == "{"


def test_copies_from_syncing_are_merged_where_nothing_clashes(
    program: Program, teardown_home: Path
) -> None:
    teardown_id = program.new("Notion AI", "--template", "quick")
    path = teardown_home / "library" / "teardowns" / f"{teardown_id}.json"
    common = path.read_bytes()
    program("answer", teardown_id, "frame.what", "--text", "from the other machine")
    copy = path.with_name(f"{teardown_id}-LAPTOP.json")
    path.rename(copy)
    path.write_bytes(common)
    (teardown_home / "library" / "history" / teardown_id / "1.json").write_bytes(common)
    program("answer", teardown_id, "frame.who", "--text", "from here")
    assert "puts both together" in " ".join(program("doctor").out.split())
    assert program("doctor", "--fix").status == 0
    shown = program("show", teardown_id).out
    assert "from the other machine" in shown
    assert "from here" in shown
    assert not copy.exists()


def test_it_says_whether_a_model_could_be_asked_and_shows_no_key(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.new()
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    done = program("doctor")
    assert done.status == 0
    assert "ANTHROPIC_API_KEY" in done.out
    monkeypatch.setenv("ANTHROPIC_API_KEY", "nobody-may-see-this")
    ready = program("doctor", "--json")
    assert ready.json["model"] == {
        "ready": True,
        "what": "claude-sonnet-5-5 at api.anthropic.com can be asked. No price is set, so nothing "
        "can be said about money, and “max_cost” cannot hold: set “price_input” and “price_"
        "output”.",
    }
    program("config", "set", "price_output", "15")
    priced = program("doctor", "--json").json["model"]["what"]
    assert priced == "claude-sonnet-5-5 at api.anthropic.com can be asked."
    assert "nobody-may-see-this" not in ready.out + ready.err
