"""What one person sees of a group, what they do next, and what they decide about findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lab.compare.decisions import joined, taken_out
from lab.compare.likeness import ClaimAt
from lab.errors import UsageError
from lab.group.errors import NameTaken, NotYet
from lab.group.halting import Halt, Halted
from lab.group.layout import round_file
from lab.group.overview import overview
from lab.group.own_seal import check_size
from tests.lab.group.conftest import needs_git
from tests.lab.group.people import Person, bare_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.group.overview import GroupView


@pytest.fixture
def two(person: Callable[[str], Person]) -> tuple[Person, Person]:
    """Ana and Ben, who share a folder."""
    ana = person("Ana").begin(with_git=False)
    return ana, person("Ben").join(ana.folder)


def seen_by(someone: Person) -> GroupView:
    return overview(someone.group, someone.workspace.summaries())


def test_what_is_next_goes_through_a_round(two: tuple[Person, Person]) -> None:
    ana, ben = two
    assert not seen_by(ana).rounds
    name = ana.group.new_round("Inlet", template="quick")

    def step() -> str:
        return seen_by(ana).rounds[0].step.do

    (view,) = seen_by(ana).rounds
    assert (view.product, view.opened_by, view.meeting, view.me) == (
        "Inlet",
        "Ana",
        0,
        ana.group.me,
    )
    assert view.standing.opening is not None
    assert view.standing.opening.template == "quick"
    assert (step(), view.teardown) == ("begin", "")
    mine = ana.write(score=4)
    assert (step(), seen_by(ana).rounds[0].teardown) == ("go on", mine.id)
    ana.group.round(name).seal(mine)
    assert step() == "wait"
    assert "Wait for Ben" in seen_by(ana).rounds[0].step.words
    ben.seal(name)
    assert step() == "reveal"
    ana.group.round(name).reveal()
    assert step() == "wait"
    ben.group.round(name).reveal()
    assert step() == "compare"
    assert "score again" in seen_by(ana).rounds[0].step.words
    ana.group.round(name).score_again({"frame": 2})
    assert seen_by(ana).rounds[0].again == {"frame": 2}
    assert "who moved" in seen_by(ana).rounds[0].step.words


def test_what_was_sealed_in_one_round_is_not_taken_for_the_next(
    two: tuple[Person, Person],
) -> None:
    ana, _ = two
    ana.seal(ana.group.new_round("Inlet"))
    ana.clock.move(minutes=24 * 60)
    ana.group.new_round("Inlet")
    newest, first = seen_by(ana).rounds
    assert (newest.step.do, newest.teardown) == ("begin", "")
    assert first.teardown
    assert (first.meeting, newest.meeting) == (0, 1)


def test_a_decision_about_findings_is_kept_in_the_round_and_taken_back(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    for each in two:
        each.seal(name)
    for each in two:
        each.group.round(name).reveal()
    claims = [ClaimAt(one.id, "c1") for one in ana.group.round(name).compare().subjects]

    def together() -> int:
        return len(ben.group.round(name).compare().findings.by("all"))

    assert together() == 1
    split = taken_out(claims[0], claims[1:], by="somebody", now=ana.clock.now())
    before = ana.group.round(name).put_decisions(split)
    assert (before, together()) == ((), 0)
    ana.clock.move(minutes=1)
    again = joined(claims, by="", now=ana.clock.now())
    before = ana.group.round(name).put_decisions(again)
    assert [each.do for each in before] == ["split"]
    assert before[0].by == ana.group.me
    assert together() == 1
    ana.group.round(name).put_decisions(before, instead_of=again)
    assert together() == 0
    ana.group.round(name).put_decisions((), instead_of=split)
    assert together() == 1


def test_a_name_that_is_taken_says_who_has_it(two: tuple[Person, Person], tmp_path: Path) -> None:
    ana, _ = two
    other = Person(tmp_path / "second", "ana")
    with pytest.raises(NameTaken) as raised:
        other.join(ana.folder)
    assert (raised.value.member, raised.value.folder) == (ana.group.me, ana.folder)
    other.workspace.close()


@needs_git
def test_what_waits_for_a_sync_is_counted(person: Callable[[str], Person], tmp_path: Path) -> None:
    ana = person("Ana").begin(remote=bare_repository(tmp_path / "host.git"))
    assert ana.group.unsent() == 1
    ana.sync()
    assert ana.group.unsent() == 0
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    assert ana.group.unsent() == 2
    (ana.folder / "notes.txt").write_text("mine, and never sent")
    ana.sync()
    assert ana.group.unsent() == 0
    assert person("Ben").begin(with_git=False).group.unsent() is None


@needs_git
def test_what_was_broken_off_begins_nothing_and_the_next_sync_sends_it(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    ana = person("Ana").begin(remote=bare_repository(tmp_path / "host.git"))
    said: list[str] = []
    halt = Halt()

    def tell(doing: str) -> None:
        said.append(doing)
        if doing == "Sending yours":
            halt.stop()

    with pytest.raises(Halted):
        ana.workspace.groups.open(ana.folder, halt=halt).sync(tell=tell)
    assert said[-1] == "Sending yours"
    assert ana.sync().sent == 1


def test_who_finds_their_seal_or_text_changed_puts_the_first_one_back(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    (before,) = seen_by(ana).rounds
    seal = ana.folder / round_file(name, "seals", ana.group.me)
    seal.write_text(seal.read_text().replace('commitment = "', f'commitment = "{"0" * 64}" # '))
    (broken,) = seen_by(ana).rounds
    assert (broken.step.do, broken.my_state, broken.my_fault) == ("seal", "broken", "seal")
    with pytest.raises(NotYet, match="Ben has not sealed"):
        ana.group.round(name).reveal()
    ben.seal(name)
    done = ana.group.round(name).seal(ana.workspace.load(before.teardown))
    assert done.notes[-1] == "Somebody had changed your seal. It is the first one again."
    ana.group.round(name).reveal()
    text = ana.folder / round_file(name, "teardowns", ana.group.me)
    text.write_text("something else")
    (broken,) = seen_by(ana).rounds
    assert (broken.step.do, broken.my_fault) == ("reveal", "text")
    seal.unlink()
    ana.group.round(name).reveal()
    assert seen_by(ana).rounds[0].my_state == "revealed"
    with pytest.raises(UsageError, match="You have revealed"):
        ana.group.round(name).reveal()


def test_what_another_member_signed_is_not_offered_as_ones_own(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    brought = ana.workspace.library.insert(ben.write())
    assert seen_by(ana).rounds[0].step.do == "begin"
    with pytest.raises(UsageError, match="is Ben’s, not yours"):
        ana.group.round(name).seal(brought)
    mine = ana.write()
    assert seen_by(ana).rounds[0].teardown == mine.id
    with pytest.raises(UsageError, match="too large for a round: 8 MB"):
        check_size(mine, "x" * (8 * 1024 * 1024 + 1))


def test_a_decision_holds_though_anothers_clock_is_ahead(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    for each in two:
        each.seal(name)
    for each in two:
        each.group.round(name).reveal()
    claims = [str(one.claims[0].id) for one in ana.group.round(name).teardowns()]
    one, other = (
        f"{record.id}/{claim}"
        for record, claim in zip(ana.group.round(name).teardowns(), claims, strict=True)
    )
    ben.clock.move(days=400)
    ben.group.round(name).decide("split", [one, other])
    assert not ana.group.round(name).compare().findings.by("all")
    ana.group.round(name).decide("join", [one, other])
    assert len(ben.group.round(name).compare().findings.by("all")) == 1
