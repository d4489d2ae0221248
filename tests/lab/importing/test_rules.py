"""What becomes of a file whose teardown the library has, or had, or has by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.importing.deciding import same_content
from store.exchange.json_out import to_json
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.cli.running import tree_of
from tests.lab.importing.bringing import bring, bring_one, changed, mine, write

if TYPE_CHECKING:
    from pathlib import Path

    from lab.importing import Keep
    from lab.workspace import Workspace
    from store.records import Teardown
    from tests.conftest import FrozenClock


def answers(workspace: Workspace, teardown_id: str) -> dict[str, str]:
    return workspace.load(teardown_id).sections["frame"].answers


def bobs(record: Teardown, **answers: str) -> Teardown:
    """Return a teammate's teardown, saved a few times on another computer."""
    theirs = record.model_copy(deep=True, update={"id": "granola-b0b2", "author": "Bob"})
    theirs.sections["frame"].answers.update(answers)
    theirs.rev = 7
    return theirs


def test_an_export_comes_into_an_empty_library_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    for name, text in (("a.md", to_markdown(record)), ("a.json", to_json(record))):
        workspace.past.trash(record.id)
        workspace.past.empty_trash()
        report = bring_one(workspace, write(tmp_path, text, name))
        assert (report.outcome, report.id) == ("created", record.id)
        assert workspace.load(record.id) == record


def test_a_file_that_says_the_same_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace)
    report = bring_one(workspace, write(tmp_path, to_markdown(record)))
    assert (report.outcome, report.reason) == ("unchanged", "the library says the same")
    assert workspace.load(record.id).rev == record.rev


def test_an_old_export_changes_nothing_when_the_library_went_on(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    path = write(tmp_path, to_markdown(mine(workspace)))
    clock.move(minutes=5)
    (row,) = workspace.summaries()
    workspace.answer(row.id, "frame.who", "Somebody else.")
    report = bring_one(workspace, path)
    assert report.outcome == "unchanged"
    assert "the library went on" in report.reason
    assert answers(workspace, row.id)["who"] == "Somebody else."


def test_a_hand_edit_updates_and_the_version_before_stays_in_the_history(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    record = mine(workspace)
    clock.move(minutes=5)
    path = write(tmp_path, changed(record, "The draft button.", "The draft menu."))
    assert bring_one(workspace, path).outcome == "updated"
    assert answers(workspace, record.id) == {
        "what": "The draft menu.",
        "who": "Somebody in a hurry.",
    }
    assert workspace.library.load_version(record.id, record.rev) == record
    assert bring_one(workspace, path).outcome == "unchanged"


def test_changes_on_both_sides_are_put_together(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    record = mine(workspace)
    path = write(tmp_path, changed(record, "The draft button.", "The draft menu."))
    clock.move(minutes=5)
    workspace.answer(record.id, "frame.who", "Somebody else.")
    report = bring_one(workspace, path)
    assert report.outcome == "updated"
    assert "put together" in report.reason
    assert answers(workspace, record.id) == {"what": "The draft menu.", "who": "Somebody else."}


@pytest.fixture
def clash(workspace: Workspace, tmp_path: Path, clock: FrozenClock) -> tuple[str, Path]:
    """A teardown, and a file that changed the same answer differently, and another one."""
    record = mine(workspace)
    text = changed(record, "The draft button.", "The draft menu.")
    path = write(tmp_path, text.replace("Somebody in a hurry.", "Aya in a hurry."))
    clock.move(minutes=5)
    workspace.answer(record.id, "frame.what", "The draft dialog.")
    return record.id, path


def test_the_same_answer_changed_on_both_sides_is_a_conflict_shown_side_by_side(
    workspace: Workspace, clash: tuple[str, Path]
) -> None:
    teardown_id, path = clash
    before = workspace.load(teardown_id)
    report = bring_one(workspace, path)
    assert report.outcome == "conflict"
    assert [(one.ours, one.theirs) for one in report.differences] == [
        ("The draft dialog.", "The draft menu.")
    ]
    assert workspace.load(teardown_id) == before


@pytest.mark.parametrize(
    ("keep", "outcome", "what"),
    [("mine", "updated", "The draft dialog."), ("theirs", "updated", "The draft menu.")],
)
def test_a_decision_ends_it_and_loses_neither(
    workspace: Workspace, clash: tuple[str, Path], keep: Keep, outcome: str, what: str
) -> None:
    teardown_id, path = clash
    (report,) = bring(workspace, path, keep=keep)
    assert report.outcome == outcome
    # What only the file changed comes in either way.
    assert answers(workspace, teardown_id) == {"what": what, "who": "Aya in a hurry."}
    versions = [
        workspace.library.load_version(teardown_id, version.name)
        for version in workspace.past.history(teardown_id)
    ]
    said = {one.sections["frame"].answers.get("what") for one in versions if one.sections}
    lost = {"The draft dialog.", "The draft menu."} - {what}
    assert lost <= said


def test_keeping_both_makes_a_second_teardown(
    workspace: Workspace, clash: tuple[str, Path]
) -> None:
    teardown_id, path = clash
    (report,) = bring(workspace, path, keep="both")
    assert report.outcome == "created"
    assert report.id != teardown_id
    assert answers(workspace, teardown_id)["what"] == "The draft dialog."
    assert answers(workspace, report.id)["what"] == "The draft menu."
    assert workspace.load(report.id).origin is not None


def test_without_the_version_that_it_comes_from_every_difference_is_a_conflict(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    elsewhere = from_markdown(changed(record, "The draft button.", "The draft menu."))
    elsewhere.rev += 20
    report = bring_one(workspace, write(tmp_path, to_json(elsewhere), "a.json"))
    assert report.outcome == "conflict"
    assert "not known here" in report.reason
    assert [one.theirs for one in report.differences] == ["The draft menu."]


def test_the_same_number_from_another_computer_is_not_the_same_version(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    record = mine(workspace)
    elsewhere = from_markdown(changed(record, "The draft button.", "The draft menu."))
    clock.move(minutes=1)
    elsewhere.updated_at = clock.now()
    path = write(tmp_path, to_json(elsewhere), "a.json")
    assert bring_one(workspace, path).outcome == "conflict"


def test_a_file_by_another_author_never_changes_a_teardown(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    text = changed(record, "author: Ana", "author: Bob").replace("The draft", "The other")
    path = write(tmp_path, text.replace("- Author: Ana", "- Author: Bob"))
    report = bring_one(workspace, path)
    assert report.outcome == "refused"
    (problem,) = report.problems
    assert text.split("\n")[problem.line - 1] == "author: Bob"
    assert "by “Bob”" in problem.message
    assert "by “Ana” here" in problem.message
    assert report.way_out == "as_new"
    assert workspace.load(record.id) == record
    new = bring_one(workspace, path, as_new=True)
    assert new.outcome == "created"
    assert workspace.load(new.id).author == "Bob"
    assert workspace.load(record.id) == record
    assert bring_one(workspace, path, as_new=True).outcome == "unchanged"


def test_my_unsigned_teardown_is_mine_and_may_be_signed(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace, author="")
    path = write(tmp_path, changed(record, "\nauthor:\n", "\nauthor: Bob\n"))
    workspace.preferences.set("author", "Ana")
    assert bring_one(workspace, path).outcome == "refused"
    path = write(tmp_path, changed(record, "\nauthor:\n", "\nauthor: ana\n"))
    assert bring_one(workspace, path).outcome == "updated"
    assert workspace.load(record.id).author == "ana"


def test_whoever_took_another_name_may_sign_with_it(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace)
    path = write(tmp_path, changed(record, "author: Ana", "author: Ana Lima"))
    assert bring_one(workspace, path).outcome == "refused"
    workspace.preferences.set("author", "Ana Lima")
    assert bring_one(workspace, path).outcome == "updated"
    assert workspace.load(record.id).author == "Ana Lima"


def test_a_file_without_an_author_leaves_mine(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace)
    text = changed(record, "author: Ana", "author:").replace("- Author: Ana\n", "")
    report = bring_one(workspace, write(tmp_path, text.replace("The draft b", "The big b")))
    assert report.outcome == "updated"
    assert workspace.load(record.id).author == "Ana"


def test_a_teammates_teardown_keeps_its_author_and_says_where_it_came_from(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.preferences.set("author", "Ana")
    theirs = bobs(mine(workspace))
    report = bring_one(workspace, write(tmp_path, to_markdown(theirs), "bobs.md"))
    assert (report.outcome, report.id) == ("created", theirs.id)
    here = workspace.load(theirs.id)
    assert (here.author, here.rev, here.updated_at) == ("Bob", 7, theirs.updated_at)
    assert here.origin is not None
    assert (here.origin.kind, here.origin.name) == ("import", "bobs.md")


def test_a_teammates_next_version_takes_the_place_of_the_last_as_long_as_it_is_untouched(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    workspace.preferences.set("author", "Ana")
    theirs = bobs(mine(workspace))
    bring_one(workspace, write(tmp_path, to_markdown(theirs)))
    for week in range(1, 4):
        clock.move(days=7)
        theirs = bobs(theirs, what=f"In week {week}.")
        theirs.rev, theirs.updated_at = 7 + 5 * week, clock.now()
        path = write(tmp_path, to_markdown(theirs), f"week-{week}.md")
        assert bring_one(workspace, path).outcome == "updated"
        assert answers(workspace, theirs.id)["what"] == f"In week {week}."
        assert bring_one(workspace, path).outcome == "unchanged"
    assert bring_one(workspace, tmp_path / "week-1.md").outcome == "unchanged"
    clock.move(days=1)
    workspace.answer(theirs.id, "frame.what", "I changed it.")
    clock.move(days=1)
    theirs = bobs(theirs, what="In week 4.")
    theirs.rev, theirs.updated_at = 99, clock.now()
    path = write(tmp_path, to_markdown(theirs), "week-4.md")
    assert bring_one(workspace, path).outcome == "conflict"


def test_what_is_in_the_trash_stays_there_and_the_next_step_is_said(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    path = write(tmp_path, to_markdown(record))
    workspace.past.trash(record.id)
    report = bring_one(workspace, path)
    assert report.outcome == "refused"
    assert "in your trash" in report.why
    assert f"teardown trash restore {record.id}" in report.todo
    assert bring_one(workspace, path, as_new=True).outcome == "created"
    assert workspace.past.resolve_trashed(record.id) == record.id


def test_what_is_archived_is_updated_where_it_is(
    workspace: Workspace, tmp_path: Path, clock: FrozenClock
) -> None:
    record = mine(workspace)
    path = write(tmp_path, changed(record, "The draft button.", "The draft menu."))
    clock.move(minutes=1)
    workspace.archive(record.id)
    report = bring_one(workspace, path)
    assert report.outcome == "updated"
    assert report.reason.endswith("it is archived")
    assert workspace.load(record.id).archived
    assert answers(workspace, record.id)["what"] == "The draft menu."


def test_the_second_file_with_an_id_is_refused_and_names_the_first(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    first = write(tmp_path, to_markdown(record), "a.md")
    second = write(tmp_path, to_json(record), "b.json")
    one, two = bring(workspace, tmp_path)
    assert (one.outcome, two.outcome) == ("unchanged", "refused")
    (problem,) = two.problems
    assert problem.message == f"{record.id} came in from {first} already"
    line = second.read_text(encoding="utf-8").split("\n")[problem.line - 1]
    assert line.strip().startswith('"id"')


def test_a_foreign_page_comes_in_once(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, "# Teardown of Granola\n\n## Weaknesses\n\nNames.\n", "granola.md")
    report = bring_one(workspace, path)
    assert report.outcome == "created"
    assert report.went_to[0].where.startswith("the title")
    record = workspace.load(report.id)
    assert record.sections["weaknesses"].answers == {"findings": "Names."}
    assert record.template.digest == ""
    assert bring_one(workspace, path).outcome == "unchanged"
    workspace.answer(record.id, "weaknesses.findings", "Names and dates.")
    assert bring_one(workspace, path).outcome == "unchanged"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    again = bring_one(workspace, path)
    assert again.outcome == "created"
    assert again.id != report.id


@pytest.mark.usefixtures("clash")
def test_a_dry_run_says_the_same_and_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    write(tmp_path, "# Teardown of Granola\n\nWords.\n", "granola.md")
    write(tmp_path, "{", "bad.json")
    before = tree_of(workspace.places.data)
    dry = bring(workspace, tmp_path, dry_run=True)
    assert tree_of(workspace.places.data) == before
    assert [one.outcome for one in dry] == ["refused", "conflict", "created"]
    wet = bring(workspace, tmp_path)
    assert [(one.outcome, one.id) for one in dry] == [(one.outcome, one.id) for one in wet]


def test_a_conflict_can_be_settled_in_the_import_that_found_it(
    workspace: Workspace, clash: tuple[str, Path]
) -> None:
    from lab.importing import Options

    teardown_id, path = clash
    run = workspace.imports.begin([path], options=Options(dry_run=True))
    assert [one.outcome for one in run] == ["conflict"]
    assert run.again(0, keep="theirs").outcome == "updated"
    assert run.reports[0].outcome == "updated"
    assert answers(workspace, teardown_id)["what"] == "The draft menu."


def test_a_number_that_leaves_no_room_for_more_versions_is_not_taken(
    workspace: Workspace, tmp_path: Path
) -> None:
    record = mine(workspace)
    record.id, record.rev = "other-2222", 10**12
    bring_one(workspace, write(tmp_path, to_markdown(record)))
    here = workspace.load("other-2222")
    assert here.rev == 1
    assert same_content(here, record.model_copy(update={"rev": 1}))
    assert workspace.save(here).rev == 2


def test_what_was_never_saved_is_known_again(workspace: Workspace, tmp_path: Path) -> None:
    record = mine(workspace).model_copy(update={"id": "other-2222", "rev": 0})
    bring_one(workspace, write(tmp_path, to_markdown(record)))
    path = write(tmp_path, changed(record, "The draft button.", "The draft menu."))
    assert bring_one(workspace, path).outcome == "updated"
