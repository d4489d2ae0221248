"""Two machines over one synced folder: both sides in one, a person asked where they clash."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from lab.places import find_places
from lab.syncing import Verdict, common_base, judge
from lab.workspace import Workspace
from lab.writing import write_answer
from tests.conftest import FrozenClock
from tests.store.making import on_disk

if TYPE_CHECKING:
    from pathlib import Path

    from store.records import Teardown

COPY_NAMES = [
    "{id} (Ana's conflicted copy 2026-11-20).json",
    "{id} (1).json",
    "{id} 2.json",
    "{id}.sync-conflict-20261120-101500-ABCDEFG.json",
    "{id}-LAPTOP.json",
    "{id} (conflicted copy 2026-11-20 101500).json",
]


class Machine:
    """One of two machines, with its own copy of the folder."""

    def __init__(self, folder: Path, clock: FrozenClock) -> None:
        self.folder = folder
        self.clock = clock
        self.workspace = Workspace(find_places(folder, {}), clock=clock, environ={})
        self.library = folder / "library"

    def write(self, teardown_id: str, question: str, text: str) -> Teardown:
        """Answer one question."""
        return self.workspace.answer(teardown_id, question, text)

    def text(self, teardown_id: str, question: str) -> str:
        """Return one answer."""
        section, _, prompt = question.partition(".")
        return self.workspace.load(teardown_id).sections[section].answers[prompt]

    def fetch(self, other: Machine, teardown_id: str, name: str) -> Path:
        """Do what a syncing tool does: keep the other's file beside ours, take its history."""
        path = self.library / "teardowns" / name.format(id=teardown_id)
        shutil.copy2(other.library / "teardowns" / f"{teardown_id}.json", path)
        mine, theirs = (each.library / "history" / teardown_id for each in (self, other))
        mine.mkdir(parents=True, exist_ok=True)
        for version in theirs.iterdir() if theirs.is_dir() else ():
            if not (mine / version.name).exists():
                shutil.copy2(version, mine / version.name)
        return path

    def every_text(self, teardown_id: str) -> set[str]:
        """Return every answer in the teardown and in its history."""
        library = self.workspace.library
        versions = library.history(teardown_id)
        records = [library.load_version(teardown_id, version.name) for version in versions]
        records.append(self.workspace.load(teardown_id))
        return {
            answer
            for record in records
            for work in record.sections.values()
            for answer in work.answers.values()
        }


@pytest.fixture
def begun(tmp_path: Path) -> tuple[Machine, Machine, str]:
    """Two machines with the same teardown, saved a few times."""
    from lab.drafting import NewTeardown

    clock = FrozenClock()
    one = Machine(tmp_path / "one", clock)
    record = one.workspace.create(NewTeardown("Notion AI", template="quick"))
    for number in range(3):
        one.write(record.id, "frame.what", f"draft {number}")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    return one, Machine(tmp_path / "two", clock), record.id


@pytest.mark.parametrize("name", COPY_NAMES)
def test_what_does_not_touch_is_put_together(
    begun: tuple[Machine, Machine, str], name: str
) -> None:
    one, two, teardown_id = begun
    mine = one.write(teardown_id, "frame.who", "from one")
    theirs = two.write(teardown_id, "strengths.best", "from two")
    assert mine.rev == theirs.rev, "both took the same number"
    path = one.fetch(two, teardown_id, name)
    (copy,) = one.workspace.copies.all()
    assert (copy.path, copy.teardown_id) == (path, teardown_id)
    assert one.workspace.copies.settle(copy).verdict is Verdict.MERGES
    assert one.text(teardown_id, "frame.who") == "from one"
    assert one.text(teardown_id, "strengths.best") == "from two"
    assert not path.exists()
    assert one.workspace.copies.all() == []
    assert one.workspace.care.doctor() == []
    aside = [v for v in one.workspace.library.history(teardown_id) if v.aside]
    assert len(aside) == 1
    assert "a copy that" in aside[0].reason


def test_several_saves_on_each_side_undo_nothing(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.what", "rewritten by one")
    one.write(teardown_id, "frame.who", "one again")
    one.write(teardown_id, "frame.who", "one at last")
    two.write(teardown_id, "strengths.best", "two")
    two.write(teardown_id, "strengths.best", "two at last")
    for first, second in ((one, two), (two, one)):
        first.fetch(second, teardown_id, "{id} (1).json")
    for machine in (one, two):
        (copy,) = machine.workspace.copies.all()
        assert machine.workspace.copies.settle(copy).verdict is Verdict.MERGES
        assert machine.text(teardown_id, "frame.what") == "rewritten by one"
        assert machine.text(teardown_id, "frame.who") == "one at last"
        assert machine.text(teardown_id, "strengths.best") == "two at last"


def test_where_both_changed_the_same_nothing_is_done_without_a_person(
    begun: tuple[Machine, Machine, str],
) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.what", "from one")
    two.write(teardown_id, "frame.what", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    before = on_disk(one.library)
    (copy,) = one.workspace.copies.all()
    found = one.workspace.copies.settle(copy)
    assert (found.verdict, found.clashes) == (Verdict.CLASHES, 1)
    assert on_disk(one.library) == before
    (ailment,) = one.workspace.care.doctor()
    assert "Both sides changed one place" in ailment.todo
    assert not ailment.fixable
    assert one.workspace.care.fix() == []
    assert on_disk(one.library) == before


def test_a_later_save_loses_neither_side(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.what", "from one")
    two.write(teardown_id, "frame.what", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    for number in range(3):
        one.write(teardown_id, "frame.what", f"later {number}")
    (copy,) = one.workspace.copies.all()
    one.workspace.copies.put_aside(copy, why="somebody chose the other one")
    assert {"from one", "from two", "later 2"} <= one.every_text(teardown_id)


def test_what_says_the_same_or_less_is_put_aside_and_nothing_is_saved(
    begun: tuple[Machine, Machine, str],
) -> None:
    one, two, teardown_id = begun
    one.fetch(two, teardown_id, "{id} (1).json")
    rev = one.write(teardown_id, "frame.what", "from one").rev
    one.fetch(one, teardown_id, "{id} 2.json")
    verdicts = [one.workspace.copies.settle(c).verdict for c in one.workspace.copies.all()]
    assert verdicts == [Verdict.OLDER, Verdict.SAME]
    assert one.workspace.load(teardown_id).rev == rev
    assert one.workspace.care.doctor() == []
    assert not any(version.aside for version in one.workspace.library.history(teardown_id))


def test_one_that_went_on_from_ours_is_taken_in(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    two.write(teardown_id, "frame.what", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    (copy,) = one.workspace.copies.all()
    assert one.workspace.copies.settle(copy).verdict is Verdict.MERGES
    assert one.text(teardown_id, "frame.what") == "from two"
    assert "draft 2" in one.every_text(teardown_id)


def test_more_saves_after_a_clash_never_hide_it(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.who", "from one")
    one.write(teardown_id, "strengths.best", "one again")
    two.write(teardown_id, "frame.who", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    (copy,) = one.workspace.copies.all()
    found = one.workspace.copies.settle(copy)
    assert (found.verdict, found.clashes) == (Verdict.CLASHES, 1)
    assert one.text(teardown_id, "frame.who") == "from one"


def test_what_was_saved_after_the_other_side_is_no_base(
    begun: tuple[Machine, Machine, str],
) -> None:
    one, two, teardown_id = begun
    two.write(teardown_id, "frame.who", "from two")
    two.write(teardown_id, "redesign.bet", "two again")
    one.clock.move(minutes=5)
    one.write(teardown_id, "frame.who", "from one")
    one.write(teardown_id, "strengths.best", "one again")
    one.fetch(two, teardown_id, "{id} (1).json")
    (copy,) = one.workspace.copies.all()
    assert one.workspace.copies.settle(copy).verdict is Verdict.CLASHES
    assert one.text(teardown_id, "frame.who") == "from one"


def test_a_copy_that_was_merged_hides_no_clash_of_the_next_one(
    begun: tuple[Machine, Machine, str],
) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.who", "from one")
    two.write(teardown_id, "strengths.best", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    (copy,) = one.workspace.copies.all()
    assert one.workspace.copies.settle(copy).verdict is Verdict.MERGES
    two.write(teardown_id, "frame.who", "from two")
    one.fetch(two, teardown_id, "{id} (2).json")
    (copy,) = one.workspace.copies.all()
    assert one.workspace.copies.settle(copy).verdict is Verdict.CLASHES
    assert one.text(teardown_id, "frame.who") == "from one"


def test_without_any_history_a_person_decides(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    two.write(teardown_id, "frame.what", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    shutil.rmtree(one.library / "history")
    (copy,) = one.workspace.copies.all()
    assert one.workspace.copies.settle(copy).verdict is Verdict.CLASHES


def test_doctor_fix_does_what_is_safe_and_leaves_the_rest(
    begun: tuple[Machine, Machine, str],
) -> None:
    one, two, teardown_id = begun
    one.write(teardown_id, "frame.who", "from one")
    two.write(teardown_id, "strengths.best", "from two")
    one.fetch(two, teardown_id, "{id} (1).json")
    two.write(teardown_id, "frame.who", "another thing")
    clashing = one.fetch(two, teardown_id, "{id} 2.json")
    (mended,) = one.workspace.care.fix()
    assert "Both are in" in mended.todo
    (left,) = one.workspace.care.doctor()
    assert left.path == clashing


def test_a_copy_that_changes_meanwhile_stays(begun: tuple[Machine, Machine, str]) -> None:
    one, two, teardown_id = begun
    two.write(teardown_id, "frame.what", "from two")
    path = one.fetch(two, teardown_id, "{id} (1).json")
    (copy,) = one.workspace.copies.all()
    two.write(teardown_id, "frame.what", "from two, later")
    one.fetch(two, teardown_id, "{id} (1).json")
    one.workspace.copies.settle(copy)
    assert path.exists()
    (again,) = one.workspace.copies.all()
    one.workspace.copies.settle(again)
    assert one.text(teardown_id, "frame.what") == "from two, later"


def test_the_base_is_the_oldest_of_the_nearest() -> None:
    from tests.store.making import make_record

    def record(rev: int, **answers: str) -> Teardown:
        made = make_record()
        made.rev = rev
        for prompt, text in answers.items():
            made.work("job").answers[prompt] = text
        return made

    six = record(6, who="a")
    seven = record(7, who="a", why="b")
    mine = record(9, who="a", why="b", mine="m")
    mine_8 = record(8, who="a", why="b", mine="half")
    theirs = record(9, who="a", why="b", theirs="t", more="u")
    theirs_8 = record(8, who="a", why="b", theirs="t")
    for versions in ([six, seven, mine_8, theirs_8], [theirs_8, mine_8, seven, six]):
        assert common_base(mine, theirs, versions) is seven
        assert common_base(theirs, mine, versions) is seven
        found = judge(mine, theirs, versions)
        assert found.merged is not None
        assert found.merged.sections["job"].answers == {
            "who": "a", "why": "b", "mine": "m", "theirs": "t", "more": "u",
        }  # fmt: skip
    assert common_base(mine, theirs, []) is None


def test_rescued_text_and_odd_settings_are_said(begun: tuple[Machine, Machine, str]) -> None:
    one, _, teardown_id = begun
    record = one.workspace.load(teardown_id)
    write_answer(record, "frame.what", "rescued")
    one.workspace.drafts.keep(record, "The disk was full.")
    one.workspace.places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    one.workspace.places.settings_file.write_text("gaol = 2\n", "utf-8")
    one.workspace.read_settings_again()
    said = [(each.severity, each.what) for each in one.workspace.care.doctor()]
    assert said == [
        ("warning", "There is rescued text for “Notion AI”"),
        ("note", "Something in the settings is not used"),
    ]
