"""The façade, over a real library on a real disk."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from lab.conflict import SECOND_VERSION
from lab.drafting import NewTeardown
from lab.errors import (
    AmbiguousId,
    Conflict,
    LibraryBusy,
    NotFound,
    TemplateNotFound,
    UsageError,
)
from lab.memory import Place
from lab.practice import QUICK_UNTIL
from lab.workspace import Workspace
from lab.writing import ClaimDraft
from store.records import Product
from tests.lab.making import make_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.places import Places
    from store.records import Teardown
    from tests.conftest import FrozenClock


@pytest.fixture
def begun(workspace: Workspace) -> Teardown:
    """A teardown of Notion AI with the quick template."""
    return workspace.create(NewTeardown(product="Notion AI", template="quick"))


@pytest.fixture
def other(places: Places, clock: FrozenClock) -> Workspace:
    """Another program on the same library."""
    return Workspace(places, clock=clock, environ={}, patience=0.05)


def test_nothing_is_made_before_it_is_needed(workspace: Workspace, places: Places) -> None:
    assert workspace.settings["goal"] == 1
    assert len(workspace.templates.names()) == 9
    assert not places.data.exists()


def test_a_new_teardown_keeps_its_questions_and_its_template(
    workspace: Workspace, begun: Teardown, clock: FrozenClock
) -> None:
    loaded = workspace.load(begun.id)
    assert loaded == begun
    assert loaded.rev == 1
    assert loaded.created_at == clock.now()
    template = workspace.templates.get("quick")
    assert [s.id for s in loaded.questions] == [s.id for s in template.sections]
    assert workspace.template_of(loaded) == template


def test_a_refused_request_writes_nothing(workspace: Workspace, places: Places) -> None:
    with pytest.raises(UsageError):
        workspace.create(NewTeardown(product=" "))
    with pytest.raises(TemplateNotFound):
        workspace.create(NewTeardown(product="X", template="nope"))
    assert list(workspace.summaries()) == []
    assert not (places.library / "templates").exists()


def test_quick_comes_first_until_three_are_finished(workspace: Workspace) -> None:
    for done in range(QUICK_UNTIL):
        assert workspace.practice.default_template() == "quick", done
        workspace.finish(workspace.create(NewTeardown(product=f"P{done}")))
    assert workspace.practice.default_template() == "full"
    workspace.preferences.set("template", "chat")
    assert workspace.practice.default_template() == "chat"
    # A file may name a template that was there when it was written.
    workspace.preferences.put_back("template", "gone")
    assert workspace.practice.default_template() == "full"
    with pytest.raises(UsageError, match="no template “gone”"):
        workspace.preferences.set("template", "gone")


def test_an_own_template_that_changed_changes_no_teardown(
    workspace: Workspace, places: Places
) -> None:
    places.own_templates.mkdir(parents=True)
    path = places.own_templates / "mine.yaml"
    text = (
        "schema: 1\nid: mine\nkind: variant\nextends: full\ntitle: One\ntagline: T.\nminutes: 85\n"
    )
    path.write_text(text, encoding="utf-8")
    record = workspace.create(NewTeardown(product="X", template="mine"))
    path.write_text(text.replace("One", "Two"), encoding="utf-8")
    assert workspace.templates.get("mine").title == "Two"
    assert workspace.template_of(record).title == "One"


def _forget_digest(record: Teardown) -> None:
    record.template.digest = ""


def _unknown_template(record: Teardown) -> None:
    record.template.digest = ""
    record.template.id = "somebody-elses"


@pytest.mark.parametrize("change", [_forget_digest, _unknown_template])
def test_a_teardown_from_elsewhere_keeps_its_own_questions(
    workspace: Workspace, begun: Teardown, change: Callable[[Teardown], None]
) -> None:
    begun.questions[0].prompts[0].text = "My own question?"
    change(begun)
    template = workspace.template_of(begun)
    assert template.sections[0].prompts[0].text == "My own question?"
    assert [s.id for s in template.sections] == [s.id for s in begun.questions]
    has_help = any(section.rubric for section in template.sections)
    assert has_help == (begun.template.id == "quick")


def test_a_damaged_frozen_template_costs_no_help(
    workspace: Workspace, begun: Teardown, places: Places
) -> None:
    (path,) = (places.library / "templates").glob("*.json")
    path.write_text("{", encoding="utf-8")
    assert workspace.template_of(begun) == workspace.templates.get("quick")


def test_a_teardown_of_the_first_format_gets_questions_and_loses_no_word(
    workspace: Workspace, begun: Teardown, places: Places
) -> None:
    path = places.library / "teardowns" / f"{begun.id}.json"
    answers = [{"prompt": "what", "text": "A"}, {"prompt": "old", "text": "B"}]
    document = {
        "schema": 1,
        "id": begun.id,
        "product": "Notion AI",
        "template": "quick",
        "created_at": "2026-01-05T12:00:00Z",
        "updated_at": "2026-01-05T12:00:00Z",
        "sections": [
            {"id": "frame", "answers": answers},
            {"id": "gone", "answers": [{"prompt": "x", "text": "C"}]},
        ],
    }
    path.write_text(json.dumps({"_default": {"1": document}}), encoding="utf-8")
    record = workspace.load(begun.id)
    assert record.questions[0].prompts[0].text == begun.questions[0].prompts[0].text
    asked = {(s.id, p.id) for s in record.questions for p in s.prompts}
    assert {("frame", "what"), ("frame", "old"), ("gone", "x")} <= asked
    saved = workspace.save(record)
    assert workspace.load(begun.id) == saved


def test_saving_says_what_is_done(workspace: Workspace, begun: Teardown) -> None:
    for prompt in begun.questions[0].prompts:
        begun.work("frame").answers[prompt.id] = "text"
    begun.work("frame").score = 2
    workspace.save(begun)
    (row,) = workspace.summaries()
    assert (row.sections_done, row.sections_total) == (1, len(begun.questions))


def test_single_changes_are_saved(workspace: Workspace, begun: Teardown) -> None:
    workspace.answer(begun.id, "frame.what", "The editor")
    workspace.score(begun.id, "frame", 3)
    claim = workspace.add_claim(begun.id, ClaimDraft("strengths", "It cites"))
    record = workspace.load(begun.id)
    assert record.sections["frame"].answers == {"what": "The editor"}
    assert record.sections["frame"].score == 3
    assert record.claims == [claim]
    assert record.rev == 4


def test_a_single_change_is_made_however_often_others_save(
    workspace: Workspace, other: Workspace, begun: Teardown, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = workspace.library.save

    def save_a_moment_late(record: Teardown, *, unworked: bool) -> Teardown:
        with suppress(LibraryBusy):  # the second time nobody else gets in
            other.answer(begun.id, "frame.who", "theirs")
        return save(record, unworked=unworked)

    monkeypatch.setattr(workspace.library, "save", save_a_moment_late)
    workspace.answer(begun.id, "frame.what", "ours")
    record = workspace.load(begun.id)
    assert record.sections["frame"].answers == {"what": "ours", "who": "theirs"}
    assert record.rev == 3


def test_it_gives_up_with_a_named_conflict(
    workspace: Workspace,
    other: Workspace,
    begun: Teardown,
    places: Places,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save = workspace.library.save
    path = places.library / "teardowns" / f"{begun.id}.json"

    def always_late(record: Teardown, *, unworked: bool) -> Teardown:
        # A program that synchronizes folders knows nothing of our lock.
        document = json.loads(path.read_text("utf-8"))
        (kept,) = document["_default"].values()
        kept["rev"] += 1
        path.write_text(json.dumps(document), encoding="utf-8")
        return save(record, unworked=unworked)

    monkeypatch.setattr(workspace.library, "save", always_late)
    with pytest.raises(Conflict):
        workspace.answer(begun.id, "frame.what", "ours")
    assert other.load(begun.id).sections == {}


def test_finishing_keeps_the_day_as_it_is_here(
    workspace: Workspace, begun: Teardown, clock: FrozenClock
) -> None:
    clock.zone = ("NZDT", 13 * 3600)
    clock.move(hours=5)  # 14:00 UTC on Monday, Tuesday in Auckland
    finished = workspace.finish(begun)
    assert (finished.status, finished.finished_at) == ("finished", clock.now())
    assert finished.finished_on == date(2026, 3, 3)
    assert begun.status == "draft"
    assert workspace.habit.overview().standing.week.done == 1
    reopened = workspace.reopen(finished)
    assert (reopened.status, reopened.finished_at, reopened.finished_on) == ("draft", None, None)
    assert workspace.habit.overview().standing.week.done == 0


def test_what_is_opened_again_after_its_week_stays_finished_in_that_week(
    workspace: Workspace, begun: Teardown, clock: FrozenClock
) -> None:
    first = workspace.finish(begun)
    clock.move(hours=24 * 21)
    before = workspace.habit.overview().standing
    reopened = workspace.reopen(first)
    assert (reopened.status, reopened.finished_on) == ("draft", first.finished_on)
    assert workspace.habit.overview().standing == before
    again = workspace.finish(reopened)
    assert (again.status, again.finished_at) == ("finished", first.finished_at)
    assert workspace.habit.overview().standing == before


def test_the_week_is_that_of_the_settings(workspace: Workspace) -> None:
    workspace.preferences.set("week_start", "sunday")
    workspace.preferences.set("goal", "3")
    overview = workspace.habit.overview()
    assert (overview.standing.week.start, overview.rules.goal) == (date(2026, 3, 1), 3)


def test_archiving_is_a_save_only_where_it_changes_something(
    workspace: Workspace, begun: Teardown
) -> None:
    assert workspace.archive(begun.id).rev == 2
    assert workspace.archive(begun.id).rev == 2
    assert not workspace.archive(begun.id, archived=False).archived


def test_the_trash_keeps_and_gives_back(workspace: Workspace, begun: Teardown) -> None:
    workspace.last_places.remember(begun.id, Place("frame", "what"))
    workspace.past.trash(begun.id)
    assert workspace.last_places.recall(begun.id) is None
    with pytest.raises(NotFound):
        workspace.load(begun.id)
    assert [row.id for row in workspace.past.trashed()] == [begun.id]
    assert workspace.past.resolve_trashed("noti") == begun.id
    workspace.past.restore(begun.id)
    assert workspace.load(begun.id) == begun
    workspace.past.trash(begun.id)
    assert workspace.past.empty_trash() == 1
    with pytest.raises(NotFound):
        workspace.past.resolve_trashed(begun.id)


def test_a_short_id_in_the_trash_must_fit_one(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.past.trash(workspace.create(NewTeardown(product="Twin")).id)
    with pytest.raises(AmbiguousId):
        workspace.past.resolve_trashed("twin")
    with pytest.raises(NotFound):
        workspace.past.resolve_trashed("twi")


def test_an_old_version_is_brought_back(workspace: Workspace, begun: Teardown) -> None:
    workspace.answer(begun.id, "frame.what", "one")
    workspace.answer(begun.id, "frame.what", "two")
    assert [version.rev for version in workspace.past.history(begun.id)] == [2, 1]
    assert workspace.past.bring_back(begun.id, 2).sections["frame"].answers == {"what": "one"}


def test_words_are_found(workspace: Workspace, begun: Teardown) -> None:
    workspace.answer(begun.id, "frame.what", "A remarkable zeugma")
    (hit,) = workspace.search("zeug")
    assert hit.id == begun.id
    assert "zeugma" in hit.snippet


# Two versions


def _stale(workspace: Workspace, other: Workspace, begun: Teardown) -> tuple[Teardown, Teardown]:
    """Return our unsaved version and the one that another program saved meanwhile."""
    ours = workspace.load(begun.id)
    theirs = other.answer(begun.id, "frame.what", "theirs")
    ours.work("frame").answers["what"] = "ours"
    with pytest.raises(Conflict):
        workspace.save(ours)
    return ours, theirs


def test_both_are_kept_side_by_side(
    workspace: Workspace, other: Workspace, begun: Teardown
) -> None:
    ours, theirs = _stale(workspace, other, begun)
    second = workspace.keep_both(ours)
    assert workspace.load(begun.id) == theirs
    loaded = workspace.load(second.id)
    assert loaded.sections["frame"].answers == {"what": "ours"}
    assert loaded.tags == [SECOND_VERSION]
    assert workspace.template_of(loaded) == workspace.template_of(theirs)


def test_what_another_program_trashed_can_still_be_kept(
    workspace: Workspace, other: Workspace, begun: Teardown
) -> None:
    ours = workspace.load(begun.id)
    other.past.trash(begun.id)
    with pytest.raises(NotFound):
        workspace.save(ours)
    assert workspace.load(workspace.keep_both(ours).id).product == ours.product


# Between starts


def test_a_place_and_a_draft_outlive_the_program(
    workspace: Workspace, other: Workspace, begun: Teardown
) -> None:
    workspace.last_places.remember(begun.id, Place("frame", "who", 2, 5))
    workspace.drafts.keep(begun, "The disk was full")
    assert other.last_places.recall(begun.id) == Place("frame", "who", 2, 5)
    (draft,) = other.drafts.all()
    assert draft.record == begun
    other.drafts.drop(draft.path)
    assert workspace.drafts.all() == []


def test_a_crash_report_lies_in_the_state_folder(workspace: Workspace, places: Places) -> None:
    path = workspace.report_crash(ValueError("odd"))
    assert path is not None
    assert path.parent == places.state


# Settings


def test_a_changed_setting_is_in_force_at_once(workspace: Workspace) -> None:
    assert workspace.settings["goal"] == 1
    assert workspace.preferences.set("goal", "4") == 4
    assert workspace.settings["goal"] == 4


def test_problems_include_the_template_and_the_keys(workspace: Workspace, places: Places) -> None:
    places.config.mkdir(parents=True)
    places.settings_file.write_text(
        "template = 'quik'\n[keys]\n'home.nwe' = 'n'\n", encoding="utf-8"
    )
    found = workspace.preferences.problems([])
    assert [(each.key, each.line) for each in found] == [("template", 1), ("keys.home.nwe", 3)]


# The catalogue


def test_what_comes_next_was_not_done_before(workspace: Workspace) -> None:
    first = workspace.practice.next_products()[0]
    workspace.create(NewTeardown(product=first.name))
    assert first not in workspace.practice.next_products()


def test_the_worked_example_is_never_counted(workspace: Workspace) -> None:
    example = workspace.example()
    assert example.example
    assert workspace.example_row().example
    assert list(workspace.summaries()) == []


def test_the_doctor_is_content_with_what_we_write(
    workspace: Workspace, begun: Teardown, clock: FrozenClock
) -> None:
    clock.move(minutes=1)
    workspace.finish(begun)
    workspace.past.trash(workspace.create(NewTeardown(product="Gone")).id)
    assert workspace.care.doctor() == []
    assert workspace.care.fix() == []
    workspace.care.tidy()
    assert workspace.care.doctor() == []


@pytest.mark.parametrize(
    "change",
    [
        {"product": Product(name="日本\u202e", url="x" * 2000)},
        {"tags": ["", " ", "a,b"]},
        {"updated_at": make_record().updated_at + timedelta(days=36500)},
        {"author": "\x00\x1b"},
    ],
)
def test_whatever_a_record_holds_comes_back(
    workspace: Workspace, begun: Teardown, change: dict[str, Any]
) -> None:
    saved = workspace.save(begun.model_copy(update=change))
    assert workspace.load(begun.id) == saved
