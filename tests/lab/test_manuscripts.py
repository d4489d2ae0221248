"""A whole teardown in an editor and back: nothing that was typed is lost on the way."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from lab.drafting import NewTeardown
from lab.exporting import export_text
from lab.manuscripts import NotTaken
from lab.writing import ClaimDraft

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.manuscripts import Manuscript
    from lab.workspace import Workspace


@pytest.fixture
def teardown_id(workspace: Workspace) -> str:
    """A teardown with one answer and one claim."""
    record = workspace.create(NewTeardown("Notion AI", template="quick"))
    workspace.answer(record.id, "frame.what", "The editor.")
    workspace.add_claim(record.id, ClaimDraft(section="frame", statement="It drafts."))
    return record.id


def edit(manuscript: Manuscript, *changes: tuple[str, str]) -> None:
    text = manuscript.path.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    manuscript.path.write_text(text, encoding="utf-8")


def files(workspace: Workspace) -> list[str]:
    folder = workspace.places.state / "manuscripts"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_was_written_is_saved_and_the_file_goes(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(
        manuscript, ("The editor.", "The *whole* editor.\n\nAnd more."), ("It drafts.", "It waits.")
    )
    outcome = workspace.manuscripts.take_back(manuscript)
    record = workspace.load(teardown_id)
    assert outcome.did == "saved"
    assert len(outcome.places) == 2
    assert record.sections["frame"].answers["what"] == "The *whole* editor.\n\nAnd more."
    assert record.claims[0].statement == "It waits."
    assert files(workspace) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_the_file_is_private(workspace: Workspace, teardown_id: str) -> None:
    path = workspace.manuscripts.begin(teardown_id).path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.is_relative_to(workspace.places.state)


def same(text: str) -> str:
    return text


@pytest.mark.parametrize(
    ("change", "did"),
    [
        (same, "unchanged"),
        (lambda text: text.replace("\n", "\r\n"), "unchanged"),
        (lambda text: "\ufeff" + text, "unchanged"),
        (lambda text: text + "\n\n", "unchanged"),
        (lambda text: text.replace('"rev":2', '"rev":99'), "unchanged"),
        (lambda _: "", "cancelled"),
        (lambda _: " \n\n\t", "cancelled"),
    ],
    ids=["same", "crlf", "bom", "newlines", "rev", "empty", "blank"],
)
def test_nothing_new_changes_nothing(
    workspace: Workspace, teardown_id: str, change: Callable[[str], str], did: str
) -> None:
    before = workspace.load(teardown_id)
    manuscript = workspace.manuscripts.begin(teardown_id)
    text = manuscript.path.read_text("utf-8")
    manuscript.path.write_text(change(text), encoding="utf-8", newline="")
    assert workspace.manuscripts.take_back(manuscript).did == did
    assert workspace.load(teardown_id) == before
    assert files(workspace) == []


def test_a_deleted_file_changes_nothing(workspace: Workspace, teardown_id: str) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    manuscript.path.unlink()
    assert workspace.manuscripts.take_back(manuscript).did == "cancelled"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("teardown_schema: 2", "teardown_schema: 99", "teardown_schema"),
        ("teardown_schema: 2", "teardown_schema: 1", "teardown_schema"),
        ("teardown_id: {id}", "teardown_id: other-1234", "teardown_id"),
        ("teardown_id: {id}\n", "", "teardown_id"),
        ("status: draft", "status: perhaps", "perhaps"),
        ("<!-- /teardown:answer -->", "", "teardown:answer"),
    ],
)
def test_what_is_no_teardown_any_more_is_refused_by_line_and_kept(
    workspace: Workspace, teardown_id: str, old: str, new: str, said: str
) -> None:
    before = workspace.load(teardown_id)
    manuscript = workspace.manuscripts.begin(teardown_id)
    text = manuscript.path.read_text("utf-8").replace(old.replace("{id}", teardown_id), new, 1)
    manuscript.path.write_text(text, encoding="utf-8")
    with pytest.raises(NotTaken, match=said) as refused:
        workspace.manuscripts.take_back(manuscript)
    assert refused.value.line >= 1
    assert f"line {refused.value.line}" in refused.value.lines[0]
    assert str(manuscript.path) in refused.value.todo
    assert manuscript.path.read_text("utf-8") == text
    assert workspace.load(teardown_id) == before
    assert workspace.manuscripts.kept(teardown_id) == manuscript


def test_many_faults_are_told_as_a_few(workspace: Workspace, teardown_id: str) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    text = manuscript.path.read_text("utf-8")
    manuscript.path.write_text(text + "<!-- /teardown:answer -->\n" * 9, encoding="utf-8")
    with pytest.raises(NotTaken) as refused:
        workspace.manuscripts.take_back(manuscript)
    assert len(refused.value.lines) == 6
    assert refused.value.lines[-1] == "and 4 more"


def test_a_file_in_another_coding_is_refused_by_line(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    data = manuscript.path.read_bytes().replace(b"The editor.", b"Caf\xe9")
    manuscript.path.write_bytes(data)
    with pytest.raises(NotTaken, match="UTF-8") as refused:
        workspace.manuscripts.take_back(manuscript)
    assert data.splitlines()[refused.value.line - 1] == b"Caf\xe9"


def test_utf_16_of_an_old_editor_is_read(workspace: Workspace, teardown_id: str) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    text = manuscript.path.read_text("utf-8").replace("The editor.", "Café")
    manuscript.path.write_text(text, encoding="utf-16")
    assert workspace.manuscripts.take_back(manuscript).did == "saved"
    assert workspace.load(teardown_id).sections["frame"].answers["what"] == "Café"


def test_what_was_saved_elsewhere_meanwhile_is_kept_too(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(manuscript, ("The editor.", "The whole editor."))
    workspace.answer(teardown_id, "frame.who", "A writer.")
    workspace.score(teardown_id, "frame", 2)
    assert workspace.manuscripts.take_back(manuscript).did == "merged"
    frame = workspace.load(teardown_id).sections["frame"]
    assert (frame.answers["what"], frame.answers["who"]) == ("The whole editor.", "A writer.")
    assert frame.score == 2


def test_a_clash_keeps_both_and_can_be_settled_with_the_next_edit(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(manuscript, ("The editor.", "Mine."), ("It drafts.", "It waits."))
    workspace.answer(teardown_id, "frame.what", "Theirs.")
    workspace.answer(teardown_id, "frame.who", "A writer.")
    with pytest.raises(NotTaken, match="changed elsewhere") as clash:
        workspace.manuscripts.take_back(manuscript)
    assert workspace.load(teardown_id).sections["frame"].answers["what"] == "Theirs."
    kept = workspace.manuscripts.kept(teardown_id)
    assert kept is not None
    assert kept.path == clash.value.path
    text = kept.path.read_text("utf-8")
    assert all(words in text for words in ("Mine.", "It waits.", "A writer."))
    assert len(files(workspace)) == 1
    assert workspace.manuscripts.take_back(kept).did == "saved"
    record = workspace.load(teardown_id)
    assert record.sections["frame"].answers == {"what": "Mine.", "who": "A writer."}
    assert record.claims[0].statement == "It waits."
    before = workspace.library.load_version(teardown_id, kept.rev)
    assert before.sections["frame"].answers["what"] == "Theirs."


def test_a_teardown_that_is_gone_meanwhile_costs_no_text(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(manuscript, ("The editor.", "Mine."))
    workspace.past.trash(teardown_id)
    with pytest.raises(NotTaken):
        workspace.manuscripts.take_back(manuscript)
    assert "Mine." in manuscript.path.read_text("utf-8")


def left_behind(manuscript: Manuscript) -> Manuscript:
    """Give the file the name that it has when another program was killed."""
    *parts, _ = manuscript.path.stem.split("~")
    path = manuscript.path.with_name("~".join((*parts, str(2**22 + 7))) + ".md")
    return type(manuscript)(manuscript.teardown_id, manuscript.path.replace(path), manuscript.rev)


def test_a_text_that_a_killed_program_left_is_found_and_gone_on_with(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(manuscript, ("The editor.", "Typed before the kill."))
    left = left_behind(manuscript)
    assert workspace.manuscripts.kept("other-1234") is None
    kept = workspace.manuscripts.kept(teardown_id)
    assert kept == left
    assert kept is not None
    mine = workspace.manuscripts.go_on(kept)
    assert mine.path == manuscript.path
    assert workspace.manuscripts.take_back(mine).did == "saved"
    answers = workspace.load(teardown_id).sections["frame"].answers
    assert answers["what"] == "Typed before the kill."


def test_a_file_in_which_nothing_was_typed_is_swept(workspace: Workspace, teardown_id: str) -> None:
    left_behind(workspace.manuscripts.begin(teardown_id))
    assert workspace.manuscripts.kept(teardown_id) is None
    assert files(workspace) == []


@pytest.mark.skipif(os.name != "posix", reason="cannot be asked elsewhere")
def test_a_text_that_another_program_has_open_is_left_to_it(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    edit(manuscript, ("The editor.", "Mine."))
    *parts, _ = manuscript.path.stem.split("~")
    manuscript.path.rename(manuscript.path.with_name("~".join((*parts, str(os.getppid()))) + ".md"))
    assert workspace.manuscripts.kept(teardown_id) is None
    assert len(files(workspace)) == 1


def test_a_text_that_is_set_aside_stays_and_is_not_offered(
    workspace: Workspace, teardown_id: str
) -> None:
    for words in ("One.", "Two."):
        manuscript = workspace.manuscripts.begin(teardown_id)
        edit(manuscript, ("The editor.", words))
        aside = workspace.manuscripts.set_aside(manuscript)
        assert words in aside.read_text("utf-8")
        assert workspace.manuscripts.kept(teardown_id) is None
    assert files(workspace) == [f"{teardown_id} kept 1.md", f"{teardown_id} kept 2.md"]


def test_a_text_without_its_first_version_is_offered_all_the_same(
    workspace: Workspace, teardown_id: str
) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    path = manuscript.path.rename(manuscript.path.with_name(f"{teardown_id}~r77~{os.getpid()}.md"))
    kept = workspace.manuscripts.kept(teardown_id)
    assert kept is not None
    assert kept.path == path
    assert workspace.manuscripts.take_back(kept).did == "merged"
    assert export_text(workspace.load(teardown_id)).count("The editor.") == 1


def test_words_outside_of_every_answer_are_told(workspace: Workspace, teardown_id: str) -> None:
    manuscript = workspace.manuscripts.begin(teardown_id)
    text = manuscript.path.read_text("utf-8")
    manuscript.path.write_text(text + "\nA last thought.\n", encoding="utf-8")
    outcome = workspace.manuscripts.take_back(manuscript)
    assert (outcome.did, outcome.notes) == ("saved", 1)
    assert "A last thought." in export_text(workspace.load(teardown_id))
