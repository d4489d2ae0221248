"""What each version changed, in words, with a real library and real saves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lab.errors import Conflict, Damaged, InTrash, NotFound
from lab.history import NoSuchVersion, headline, what_changed
from lab.history.changes import NOTHING
from store.records import (
    Claim,
    Evidence,
    Lesson,
    Mark,
    Origin,
    Prediction,
    Probe,
    Product,
    Trial,
)
from tests.lab.making import make_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.workspace import Workspace
    from store.records import Teardown
    from tests.conftest import FrozenClock


def told(change: Callable[[Teardown], Any], *, start: Teardown | None = None) -> str:
    before = start or make_record()
    after = before.model_copy(deep=True)
    change(after)
    return headline(what_changed(before, after))


def answered(text: str) -> Teardown:
    record = make_record()
    record.work("frame").answers["who"] = text
    return record


def claims(number: int) -> list[Claim]:
    return [Claim(id=f"c{n}", section="frame", statement="x") for n in range(number)]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r.work("frame").answers.update(who="So it is"),
         "Wrote “What about who?” (+3 words)"),
        (lambda r: r.work("frame").answers.update(who="Yes"), "Wrote “What about who?” (+1 word)"),
        (lambda r: setattr(r.work("frame"), "score", 3), "Scored Frame 3"),
        (lambda r: r.claims.extend(claims(2)), "2 claims added"),
        (lambda r: r.claims.extend(claims(1)), "1 claim added"),
        (lambda r: r.evidence.append(Evidence(id="e1", title="x")), "1 piece of evidence added"),
        (lambda r: r.predictions.append(Prediction(id="p1", statement="x")), "1 prediction added"),
        (lambda r: r.take_home.lessons.append(Lesson(id="l1", principle="x")), "1 lesson added"),
        (lambda r: setattr(r, "status", "finished"), "Finished"),
        (lambda r: setattr(r, "archived", True), "Archived"),
        (lambda r: setattr(r, "product", Product(name="Other")), "Renamed the product to “Other”"),
        (lambda r: setattr(r.product, "plan", "Plus"), "Plan: “Plus”"),
        (lambda r: setattr(r.take_home, "cannot_conclude", "x"), "Cannot be concluded: “x”"),
        (lambda r: setattr(r, "origin", Origin(kind="markdown", name="mail.md")),
         "Imported from “mail.md”"),
        (lambda r: setattr(r.work("frame"), "seconds", 90), NOTHING),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words(change: Callable[[Teardown], Any], words: str) -> None:
    assert told(change) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Took out “What about who?” (−2 words)"),
        ("one two three", "Changed “What about who?” (+1 word)"),
        ("one", "Changed “What about who?” (−1 word)"),
        ("one 2", "Reworded “What about who?”"),
    ],
)
def test_a_changed_answer_says_by_how_much(text: str, words: str) -> None:
    def change(record: Teardown) -> None:
        record.work("frame").answers["who"] = text

    assert told(change, start=answered("one two")) == words


def test_what_was_there_and_is_not_says_so() -> None:
    start = make_record(claims=claims(2), status="finished", archived=True)
    start.work("frame").score = 2
    start.product.plan = "Plus"

    def change(record: Teardown) -> None:
        record.claims = record.claims[:1]
        record.status, record.archived, record.product.plan = "draft", False, ""
        record.work("frame").score = None

    after = start.model_copy(deep=True)
    change(after)
    assert {each.text for each in what_changed(start, after)} == {
        "1 claim removed",
        "Reopened as a draft",
        "Taken out of the archive",
        "Plan: taken out",
        "Took back the score of Frame",
    }


def test_of_several_the_two_weightiest_are_named_and_the_others_counted() -> None:
    def change(record: Teardown) -> None:
        record.work("frame").answers["who"] = "word " * 90
        record.work("frame").score = 1
        record.status = "finished"
        record.product.plan = "Plus"
        record.claims = claims(1)

    assert told(change) == "Finished; Wrote “What about who?” (+90 words); and 3 more"


def test_a_long_question_is_cut_between_words() -> None:
    record = make_record()
    record.questions[0].prompts[0].text = "Who is it for and what " + "do they want " * 20
    words = told(lambda r: r.work("frame").answers.update(who="x"), start=record)
    assert words.startswith("Wrote “Who is it for and what do")
    assert "…”" in words
    assert len(words) < 80


# With a library


@pytest.fixture
def saved(workspace: Workspace, clock: FrozenClock) -> str:
    """A teardown of five versions, five minutes apart."""
    record = workspace.library.insert(make_record())
    for text in ("one", "one two", "one two three", "four"):
        clock.move(minutes=5)
        record.work("frame").answers["who"] = text
        record = workspace.save(record)
    return record.id


def lines(workspace: Workspace, teardown_id: str) -> list[tuple[str, str]]:
    story = workspace.past.story(teardown_id)
    return [(entry.name, headline(story.told(entry).changes)) for entry in story.entries]


def damage(workspace: Workspace, teardown_id: str, version: str) -> None:
    path = workspace.library.root / "history" / teardown_id / version
    path.unlink()
    path.write_text("{", encoding="utf-8")


def test_a_history_tells_what_every_save_changed(workspace: Workspace, saved: str) -> None:
    assert lines(workspace, saved) == [
        ("newest", "Changed “What about who?” (−2 words)"),
        ("4", "Changed “What about who?” (+1 word)"),
        ("3", "Changed “What about who?” (+1 word)"),
        ("2", "Wrote “What about who?” (+1 word)"),
        ("1", "Begun with the template “Quick”"),
    ]
    assert workspace.past.story(saved).entries[0].label == "5"


def test_a_damaged_version_is_marked_and_the_others_stay_usable(
    workspace: Workspace, saved: str
) -> None:
    damage(workspace, saved, "4.json")
    story = workspace.past.story(saved)
    newest, broken, third = story.entries[:3]
    assert broken.fault
    assert not third.fault
    with pytest.raises(Damaged):
        story.told(broken)
    assert story.told(newest).since == third
    assert headline(story.told(third).changes) == "Changed “What about who?” (+1 word)"


def test_the_history_of_a_damaged_teardown_is_there(workspace: Workspace, saved: str) -> None:
    path = workspace.library.root / "teardowns" / f"{saved}.json"
    path.write_text("", encoding="utf-8")
    story = workspace.past.story(saved)
    assert story.entries[0].fault
    assert [entry.name for entry in story.entries] == ["newest", "4", "3", "2", "1"]
    back = workspace.past.bring_back(saved, "4.json")
    assert back.sections["frame"].answers["who"] == "one two three"


def test_restoring_is_a_save_and_is_taken_back_the_same_way(
    workspace: Workspace, saved: str
) -> None:
    back = workspace.past.bring_back(saved, 2)
    assert (back.rev, back.sections["frame"].answers["who"]) == (6, "one")
    again = workspace.past.bring_back(saved, 5)
    assert (again.rev, again.sections["frame"].answers["who"]) == (7, "four")
    assert len(workspace.past.story(saved).entries) == 7


def test_a_version_that_was_brought_back_says_so(
    workspace: Workspace, clock: FrozenClock, saved: str
) -> None:
    for rev in (2, 10, 3):
        clock.move(days=30)
        if rev < 10:
            workspace.past.bring_back(saved, rev)
        else:
            record = workspace.load(saved)
            record.work("frame").score = 4
            workspace.save(record)
    assert [told for _, told in lines(workspace, saved)[:3]] == [
        "The same as version 3 again",
        "Scored Frame 4",
        "The same as version 2 again",
    ]


def test_a_walk_that_is_open_elsewhere_meets_the_restored_version_as_a_conflict(
    workspace: Workspace, saved: str
) -> None:
    walked = workspace.load(saved)
    workspace.past.bring_back(saved, 1)
    walked.work("frame").answers["job"] = "still typing"
    with pytest.raises(Conflict):
        workspace.save(walked)


def test_what_lost_in_a_conflict_is_told_against_what_it_began_from(
    workspace: Workspace, saved: str
) -> None:
    ours = workspace.load(saved)
    ours.work("frame").answers["job"] = "mine alone"
    workspace.library.keep_aside(ours, reason="the other version was kept")
    record = workspace.load(saved)
    record.work("frame").score = 1
    workspace.save(record)
    story = workspace.past.story(saved)
    aside = story.find("5-aside")
    assert (aside.kind, aside.reason) == ("aside", "the other version was kept")
    told = story.told(aside)
    assert headline(told.changes) == "Wrote “What about job?” (+2 words)"
    assert told.since is not None
    assert told.since.rev == 5


def test_what_was_kept_aside_can_be_brought_back_too(workspace: Workspace, saved: str) -> None:
    ours = workspace.load(saved)
    ours.work("frame").answers["job"] = "mine alone"
    workspace.library.keep_aside(ours, reason="the other version was kept")
    back = workspace.past.bring_back(saved, "5-aside.json")
    assert back.work("frame").answers["job"] == "mine alone"
    assert lines(workspace, saved)[0] == ("newest", "The same as version 5-aside again")


def test_an_aside_that_says_what_its_own_version_says_is_told_against_the_one_before(
    workspace: Workspace, saved: str
) -> None:
    workspace.library.keep_aside(workspace.load(saved), reason="the other version was kept")
    record = workspace.load(saved)
    record.work("frame").score = 1
    workspace.save(record)
    story = workspace.past.story(saved)
    since = story.told(story.find("5-aside")).since
    assert since is not None
    assert since.rev == 4


def test_the_trash_keeps_the_history_and_refuses_to_restore_into_it(
    workspace: Workspace, saved: str
) -> None:
    workspace.past.trash(saved)
    story = workspace.past.story(saved)
    assert story.where == "trash"
    assert [entry.label for entry in story.entries] == ["5", "4", "3", "2", "1"]
    assert headline(story.told(story.entries[0]).changes).startswith("Changed")
    with pytest.raises(InTrash, match="trash restore"):
        workspace.past.bring_back(saved, 3)
    assert workspace.past.story(saved).where == "trash"


def test_a_teardown_that_is_gone_still_has_its_versions(workspace: Workspace, saved: str) -> None:
    (workspace.library.root / "teardowns" / f"{saved}.json").unlink()
    story = workspace.past.story(saved)
    assert story.where == "gone"
    assert [entry.name for entry in story.entries] == ["4", "3", "2", "1"]
    workspace.past.bring_back(saved, 4)
    assert workspace.past.story(saved).where == "library"


def test_there_is_no_history_of_what_never_was(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        workspace.past.story("never-was")


@pytest.mark.parametrize(
    ("text", "near"),
    [("9", "nearest is 5"), ("0", "nearest is 1"), ("2-aside", "2"), ("x", "nearest is 5")],
)
def test_an_unknown_version_names_the_nearest(
    workspace: Workspace, saved: str, text: str, near: str
) -> None:
    with pytest.raises(NoSuchVersion, match=near):
        workspace.past.story(saved).find(text)


@pytest.mark.parametrize(
    ("text", "name"), [("3", "3"), ("3.json", "3"), ("5", "newest"), (" newest ", "newest")]
)
def test_a_version_is_found_by_number_and_name(
    workspace: Workspace, saved: str, text: str, name: str
) -> None:
    assert workspace.past.story(saved).find(text).name == name


def test_thinning_leaves_gaps_that_the_history_counts(
    workspace: Workspace, clock: FrozenClock
) -> None:
    record = workspace.library.insert(make_record(updated_at=clock.now()))
    for number in range(100):
        clock.move(hours=1)
        record.work("frame").answers["who"] = f"text {number}"
        record = workspace.save(record)
    workspace.care.tidy()
    story = workspace.past.story(record.id)
    entries = story.entries
    assert [entry.rev for entry in entries[:51]] == list(range(101, 50, -1))
    older = entries[51:]
    days = [entry.saved_at.date() for entry in older if entry.saved_at is not None]
    assert len(days) == len(set(days)) == len(older)
    assert sum(entry.not_kept for entry in entries) == 101 - len(entries)
    assert headline(story.told(entries[-1]).changes) == "The oldest version that is kept"


def test_a_hundred_versions_of_a_hundred_kilobytes_are_listed_without_reading_what_they_changed(
    workspace: Workspace, saved: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    load = workspace.library.load_version

    def counted(teardown_id: str, rev: int | str) -> Teardown:
        read.append(rev)
        return load(teardown_id, rev)

    monkeypatch.setattr(workspace.library, "load_version", counted)
    story = workspace.past.story(saved)
    assert read == []
    for entry in story.entries[:2]:
        story.told(entry)
    assert {"4.json", "3.json"} <= set(read)
    assert "1.json" not in read


def test_the_place_of_the_history_holds_nothing_new_after_looking(
    workspace: Workspace, saved: str
) -> None:
    folder: Path = workspace.library.root / "history" / saved
    before = sorted(folder.iterdir())
    lines(workspace, saved)
    assert sorted(folder.iterdir()) == before


def test_a_version_in_an_older_format_is_named_as_such(workspace: Workspace, saved: str) -> None:
    folder = workspace.library.root / "history" / saved
    (folder / "3-format1.json").write_bytes((folder / "3.json").read_bytes())
    story = workspace.past.story(saved)
    assert [entry.label for entry in story.entries] == ["5", "4", "3-format1", "3", "2", "1"]
    assert story.find("3-format1").kind == "older format"
    assert headline(story.told(story.find("3-format1")).changes) == NOTHING
    assert sum(entry.not_kept for entry in story.entries) == 0


# Trials


def test_what_happened_to_trials_is_counted_in_their_own_words() -> None:
    def with_trials(*trials: Trial, **facts: str) -> Teardown:
        return make_record(probes=[Probe(id="b1", prompt="Hi", trials=list(trials), **facts)])

    one, two = Trial(id="t1", output="x"), Trial(id="t2", output="y")
    marked = one.model_copy(update={"verdict": "pass"})
    twice = marked.model_copy(update={"marks": [Mark(marker="Ben", verdict="fail")]})
    grouped = two.model_copy(update={"group": "A"})
    steps = [
        (with_trials(), with_trials(one, two), ["2 runs recorded"]),
        (
            with_trials(one, two),
            with_trials(marked, grouped),
            ["1 output marked", "1 output grouped"],
        ),
        (with_trials(marked), with_trials(twice), ["1 output marked"]),
        (with_trials(one, two), with_trials(two), ["1 run taken out"]),
        (with_trials(one), with_trials(one, pass_rule="Dated."), ["1 probe changed"]),
    ]
    for before, after, said in steps:
        assert sorted(each.text for each in what_changed(before, after)) == sorted(said)
    both = what_changed(with_trials(), with_trials(one, pass_rule="Dated."))
    assert {each.text for each in both} == {"1 run recorded", "1 probe changed"}
