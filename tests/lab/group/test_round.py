"""A round, in a folder that is shared without git: sealed, revealed, compared, scored again."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from lab.compare.saying import opening, title
from lab.errors import UsageError
from lab.group.errors import NoGroup, NotYet
from lab.group.facts import to_toml
from lab.group.layout import owner_of, round_file
from lab.group.overview import overview
from lab.group.saying import member_words, phase_words, role_words, size_words
from lab.group.seals import canonical, commitment, new_nonce, opens
from store.records import Claim, Probe, SectionWork
from tests.lab.making import question, section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lab.group.facts import Values
    from store.records import Teardown
    from tests.lab.group.people import Person


@pytest.fixture
def two(person: Callable[[str], Person]) -> tuple[Person, Person]:
    """Ana and Ben, who share a folder."""
    ana = person("Ana").begin(with_git=False)
    return ana, person("Ben").join(ana.folder)


def states(someone: Person, round_name: str) -> dict[str, str]:
    return {one.name: one.state for one in someone.group.standing(round_name).members}


def test_a_seal_fixes_text_round_and_member_and_shows_nothing() -> None:
    nonce = new_nonce()
    said = commitment("Text\r\nmore", nonce=nonce, round_name="r", member="ana")
    assert opens(said, "Text\nmore\n", nonce=nonce, round_name="r", member="ana")
    for text, key, name, who in (
        ("Text\nmore!", nonce, "r", "ana"), ("Text\nmore", new_nonce(), "r", "ana"),
        ("Text\nmore", nonce, "s", "ana"), ("Text\nmore", nonce, "r", "ben"),
    ):  # fmt: skip
        assert not opens(said, text, nonce=key, round_name=name, member=who)
    assert canonical("x") == canonical("x\n\n") == canonical("x\r\n")


def test_a_round_goes_from_seal_to_movement(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet", prompt="Say it", until=date(2026, 3, 9))
    assert name == "2026-03-02-inlet"
    ana.seal(name, score=4)
    sealed = (ana.folder / round_file(name, "seals", ana.group.me)).read_text()
    assert "refund" not in sealed
    assert ana.group.standing(name).phase == "sealing"
    with pytest.raises(NotYet, match="Ben has not sealed yet"):
        ana.group.round(name).reveal()
    ben.seal(name, score=1)
    for one in two:
        one.group.round(name).reveal()
    assert states(ana, name) == {"Ana": "revealed", "Ben": "revealed"}
    assert ben.group.standing(name).phase == "revealed"
    found = ana.group.round(name).compare()
    assert found == ben.group.round(name).compare()
    assert [one.label for one in found.subjects] == ["Ana", "Ben"]
    assert found.agenda[0].spread == 3
    assert len(found.findings.by("all")) == 1
    ben.group.round(name).score_again({"frame": 3})
    assert not ana.group.round(name).compare().movement, (
        "second scores of others show after one's own"
    )
    ana.group.round(name).score_again({"frame": 3})
    (moved,) = ana.group.round(name).compare().movement
    assert [(one.before, one.after) for one in moved.moved] == [(4, 3), (1, 3)]
    mine, theirs = (f"{each.id}/c1" for each in found.subjects)
    ben.group.round(name).decide("split", [mine, theirs])
    assert not ana.group.round(name).compare().findings.by("all")
    ana.clock.move(minutes=1)
    ana.group.round(name).decide("join", [mine, theirs])
    assert len(ben.group.round(name).compare().findings.by("all")) == 1
    agreed = ana.group.round(name).adjudicate()
    assert agreed.author == "Ana and Ben"
    assert agreed.sections["frame"].score is None
    assert agreed.sections["frame"].answers["who"] == (
        "Ana:\n\nIt is for Ana.\n\nBen:\n\nIt is for Ben."
    )
    assert f"From Ana ({mine.replace('/', ' ')}) and Ben" in agreed.claims[0].because
    assert agreed.origin is not None
    assert agreed.origin.name == f"Tuesday: {name}"
    with pytest.raises(UsageError, match=f"begun already.*teardown open {agreed.id}"):
        ana.group.round(name).adjudicate()
    agreed.origin.name = "Tuesday: 2026-02-23-otter"
    with pytest.raises(UsageError, match="is of another round"):
        ana.group.round(name).publish(agreed)


def test_before_ones_own_seal_the_others_texts_are_not_shown(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ana.group.round(name).reveal(anyway=True)
    assert states(ben, name) == {"Ana": "revealed", "Ben": "missing"}
    with pytest.raises(NotYet, match="You have not sealed"):
        ben.group.round(name).compare()
    with pytest.raises(NotYet, match="You have not sealed"):
        ben.group.round(name).score_again({"frame": 1})
    written = ben.group.write_site(ben.root / "site")
    assert "You have not sealed" in written.notes[0]
    assert all("refund" not in page.read_text() for page in (ben.root / "site").rglob("*.html"))


def test_what_was_sealed_is_revealed_though_the_teardown_went_on(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    record = ana.write(score=4)
    ana.group.round(name).seal(record)
    ana.workspace.score(record.id, "frame", 0)
    ben.seal(name, score=1)
    for one in two:
        one.group.round(name).reveal()
    assert ben.group.round(name).compare().scores[0].high == 4


def test_a_seal_is_given_once_and_survives_a_crash_before_it_was_shown(
    two: tuple[Person, Person],
) -> None:
    ana, _ = two
    name = ana.group.new_round("Inlet")
    record = ana.write()
    ana.group.round(name).seal(record)
    seal = ana.folder / round_file(name, "seals", ana.group.me)
    first = seal.read_text()
    with pytest.raises(UsageError, match="sealed 2026-03-02-inlet already"):
        ana.group.round(name).seal(record)
    seal.unlink()  # as if the machine had gone down before the seal was written
    ana.group.round(name).seal(record)
    assert seal.read_text() == first
    seal.unlink()  # by somebody else; meanwhile the teardown went on
    ana.workspace.score(record.id, "frame", 0)
    done = ana.group.round(name).seal(ana.workspace.load(record.id))
    assert "It is the first one again." in done.notes[-1]
    assert seal.read_text() == first
    ana.group.round(name).reveal(anyway=True)
    assert states(ana, name)["Ana"] == "revealed"


def test_two_windows_that_seal_at_once_leave_one_seal_that_can_be_opened(
    two: tuple[Person, Person],
) -> None:
    ana, _ = two
    name = ana.group.new_round("Inlet")
    records = [ana.write(score=number % 5) for number in range(6)]
    refused: list[Exception] = []

    def seal(record: Teardown) -> None:
        try:
            ana.group.round(name).seal(record)
        except UsageError as error:
            refused.append(error)

    windows = [threading.Thread(target=seal, args=(record,)) for record in records]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(refused) == len(records) - 1
    ana.group.round(name).reveal(anyway=True)
    assert states(ana, name)["Ana"] == "revealed"


def test_nothing_is_sealed_where_what_it_hides_cannot_be_kept(two: tuple[Person, Person]) -> None:
    ana, _ = two
    name = ana.group.new_round("Inlet")
    kept = ana.workspace.places.state / "groups" / ana.group.id / f"{name}.sealed.json"
    kept.mkdir()
    with pytest.raises(OSError, match=kept.name):
        ana.seal(name)
    assert states(ana, name)["Ana"] == "missing"


def test_a_seal_fits_its_text_however_lines_end() -> None:
    text = canonical("one\r\r\r\ntwo\r\n")
    assert text == canonical(text) == canonical(text.replace("\n", "\r\n")) == "one\ntwo\n"


def test_the_last_day_ends_where_each_of_them_is(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet", until=date(2026, 3, 2))
    ana.seal(name)
    seal = ana.folder / round_file(name, "seals", ana.group.me)
    words = seal.read_text()
    late = {}
    for on, at in {
        "2026-03-02": "2026-03-03T07:00:00Z",
        "2026-03-01": "2026-03-09T07:00:00Z",
    }.items():
        facts: Values = {"format": 1, "sealed_at": at, "sealed_on": on,
                 "commitment": words.split('"')[1]}  # fmt: skip
        seal.write_text(to_toml(facts))
        found = ben.group.standing(name).of(ana.group.me)
        late[at] = found is not None and found.late
    assert late == {"2026-03-03T07:00:00Z": False, "2026-03-09T07:00:00Z": True}


def test_a_text_that_was_shown_before_it_was_sealed_is_late(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    seal = ana.folder / round_file(name, "seals", ana.group.me)
    ana.group.round(name).reveal(anyway=True)
    seal.write_text(seal.read_text().replace("2026-03-02T", "2026-03-04T"))
    found = ben.group.standing(name).of(ana.group.me)
    assert found is not None
    assert member_words(found) == (
        "has revealed, late, and it is what was sealed. Sealed only after it had been shown."
    )


def test_ids_and_names_that_people_made_up_to_clash_are_still_told_apart(
    two: tuple[Person, Person], person: Callable[[str], Person]
) -> None:
    ana, ben = two
    cleo = person("Cleo").join(ana.folder)
    name = ana.group.new_round("Inlet")
    for each, made_up in ((ana, "x-1"), (ben, "x-1"), (cleo, f"x-1-{ana.group.me}")):
        each.group.round(name).seal(each.write(id=made_up))
    for each in (ana, ben, cleo):
        each.group.round(name).reveal()
    assert len({one.id for one in ana.group.round(name).compare().subjects}) == 3


def test_the_groups_own_teardown_leaves_out_nothing_that_anybody_wrote(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ben.seal(
        name,
        questions=[section("frame", question("when")), section("safety", question("harm"))],
        sections={"frame": SectionWork(answers={"when": "On Monday."}),
                  "safety": SectionWork(answers={"harm": "A wrong refund."})},
        claims=[Claim(id="c1", section="safety", kind="finding", statement="Nobody is warned.")],
    )  # fmt: skip
    for each in two:
        each.group.round(name).reveal()
    agreed = ana.group.round(name).adjudicate()
    answers = {prompt: text for work in agreed.sections.values()
               for prompt, text in work.answers.items()}  # fmt: skip
    assert answers == {"who": "Ana:\n\nIt is for Ana.", "when": "Ben:\n\nOn Monday.",
                       "harm": "Ben:\n\nA wrong refund."}  # fmt: skip
    assert {claim.statement for claim in agreed.claims} == {
        "It promised a refund that no policy allows.", "Nobody is warned.",
    }  # fmt: skip


def test_who_was_taken_out_by_hand_comes_back_as_the_same(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    me = ana.group.me
    (ben.folder / "members" / f"{me}.toml").unlink()
    with pytest.raises(NoGroup, match=r"no member of “Tuesday” any more.*the same one again"):
        ana.group.round(name).reveal(anyway=True)
    ana.join(ana.folder)
    assert ana.group.me == me
    ana.group.round(name).reveal(anyway=True)
    assert states(ana, name)["Ana"] == "revealed"


def test_who_joins_later_sees_what_was_over_and_holds_nothing_up(
    two: tuple[Person, Person], person: Callable[[str], Person]
) -> None:
    ana, _ = two
    name, other = ana.group.new_round("Inlet"), ana.group.new_round("Other")
    for each in two:
        each.seal(name)
    ana.seal(other)
    for each in two:
        each.group.round(name).reveal()
    zoe = person("Zoe")
    zoe.clock.move(hours=1)
    zoe.join(ana.folder)
    assert ana.group.standing(name).phase == "revealed"
    assert len(zoe.group.round(name).compare().subjects) == 2
    view = overview(zoe.group, [])
    steps = {one.id: (one.step.do, one.my_state) for one in view.rounds}
    assert steps == {name: ("compare", "revealed"), other: ("begin", "missing")}
    with pytest.raises(NotYet, match="You have not sealed"):
        zoe.group.round(other).compare()
    zoe.seal(name)
    assert len(ana.group.standing(name).members) == 3, "who wants to may still take part"


def test_late_forged_changed_and_missing_are_said_plainly(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    others = {each: person(each).join(ana.folder) for each in ("Ben", "Cleo", "Dov", "Eva", "Finn")}
    name = ana.group.new_round("Inlet", until=date(2026, 3, 3))
    for each in (ana, others["Ben"], others["Cleo"], others["Eva"]):
        each.seal(name)
    ana.group.standings()  # Ana's computer has seen their seals
    late = others["Dov"]
    late.clock.move(days=3)
    late.seal(name)
    ben, cleo, eva = others["Ben"], others["Cleo"], others["Eva"]
    ben.group.round(name).reveal(anyway=True)
    text = ben.folder / round_file(name, "teardowns", ben.group.me)
    text.write_text(text.read_text().replace("refund", "rebate"))
    seal = cleo.folder / round_file(name, "seals", cleo.group.me)
    seal.write_text(seal.read_text().replace("commitment = ", f'commitment = "{"0" * 64}" # '))
    (eva.folder / round_file(name, "seals", eva.group.me)).unlink()
    eva_me, said = eva.group.me, {"format": 1, "nonce": "0" * 64}
    shown = round_file(name, "teardowns", eva_me)
    (eva.folder / shown).parent.mkdir(exist_ok=True)
    (eva.folder / shown).write_text("text")
    at = "2026-03-02T10:00:00Z"
    opened = round_file(name, "reveals", eva_me)
    (eva.folder / opened).write_text(to_toml({**said, "revealed_at": at}))  # type: ignore[dict-item]  # texts and numbers
    found = {one.name: one for one in ana.group.standing(name).members}
    assert {each: one.state for each, one in found.items()} == {
        "Ana": "sealed", "Ben": "broken", "Cleo": "broken", "Dov": "sealed", "Eva": "broken",
        "Finn": "missing",
    }  # fmt: skip
    assert found["Ben"].note == "The text that was shown is not the one that was sealed."
    assert found["Cleo"].note == "The seal is another one than it was at first."
    assert found["Eva"].note == "The seal is gone."
    assert found["Dov"].late
    assert "Sealed after" in found["Dov"].note
    finn = {one.name: one for one in others["Finn"].group.standing(name).members}
    assert finn["Eva"].state == "unsealed", "a computer that never saw the seal says it so"
    with pytest.raises(NotYet, match="cannot be compared yet"):
        ana.group.round(name).compare()


def test_after_the_last_day_those_who_sealed_may_reveal(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet", until=date(2026, 3, 3))
    assert phase_words(ana.group.standing(name)) == (
        "Waits for Ana and Ben to seal, until 2026-03-03."
    )
    ana.seal(name)
    ana.clock.move(days=2)
    standing = ana.group.standing(name)
    assert phase_words(standing) == "Ready to reveal: Ana. Ben did not seal."
    ana.group.round(name).reveal()
    assert ana.group.standing(name).phase == "revealed"
    assert role_words(standing, meeting=0).startswith("Facilitator Ana. ")
    assert role_words(standing, meeting=1).startswith("Facilitator Ben. ")
    ben.clock.move(days=3)
    ben.seal(name)
    late = ana.group.standing(name).of(ben.group.me)
    assert late is not None
    assert member_words(late) == "has sealed late. Sealed after somebody had shown a text."


def test_a_group_that_is_too_small_or_too_large_is_told_so() -> None:
    assert "2 people at least" in size_words(1)
    assert size_words(2) == size_words(8) == ""
    assert "compare 8 at most" in size_words(9)


def test_nobody_passes_anothers_seal_off_as_their_own(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    source, target = (round_file(name, "seals", each.group.me) for each in two)
    (ben.folder / target).write_text((ana.folder / source).read_text())
    ana.group.round(name).reveal()
    for kind in ("teardowns", "reveals"):
        source, target = (round_file(name, kind, each.group.me) for each in two)
        (ben.folder / target).write_text((ana.folder / source).read_text())
    assert states(ana, name) == {"Ana": "revealed", "Ben": "broken"}


def test_a_clock_that_is_wrong_stops_nothing(two: tuple[Person, Person]) -> None:
    ana, ben = two
    ben.clock.move(days=-4000)
    name = ben.group.new_round("Inlet")
    ana.clock.move(days=4000)
    for each in two:
        each.seal(name)
    for each in two:
        each.group.round(name).reveal()
    assert set(states(ana, name).values()) == {"revealed"}
    assert ana.group.round(name).compare() == ben.group.round(name).compare()


def test_products_that_no_file_name_can_tell_apart_have_rounds_of_their_own(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    products = ("C", "C++", "製品", "别的", "../../x", "x")
    names = [ana.group.new_round(product) for product in products]
    assert len({*names}) == len(products)
    assert sorted(names) == sorted(ben.group.contents().rounds)
    assert ben.group.round_id("c-") == names[1]


def test_people_who_call_the_product_otherwise_are_still_compared(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    ben.seal(name, product={"name": "Inlet AI (beta)"})
    for each in two:
        each.group.round(name).reveal()
    comparison = ana.group.round(name).compare()
    assert comparison.kind == "people"
    assert title(comparison) == "Inlet and Inlet AI (beta): two people"
    assert "what goes by different names" in opening(comparison)


def test_runs_of_what_goes_by_different_names_are_not_put_together(
    two: tuple[Person, Person],
) -> None:
    ana, ben = two
    name = ana.group.new_round("Zed")
    runs = [{"id": f"t{at}", "run": at, "output": "x", "verdict": "pass"} for at in range(1, 4)]
    probe = Probe.model_validate({"id": "b1", "prompt": "P1", "pass_rule": "y", "trials": runs})
    for each, product in ((ana, "Omega"), (ben, "Zed")):
        each.seal(name, product={"name": product}, probes=[probe])
        each.group.round(name).reveal(anyway=True)
    (shared,) = ana.group.round(name).compare().trials.probes
    assert not shared.one_product
    agreed = ana.group.round(name).adjudicate()
    assert agreed.product.name == "Zed"


def test_two_who_open_the_same_round_share_it(two: tuple[Person, Person]) -> None:
    ana, ben = two
    ana.clock.move(minutes=1)
    name = ana.group.new_round("Inlet", prompt="later")
    of_ana = ana.folder / "rounds" / name / "opened"
    # Neither has the other's yet.
    away = of_ana.rename(ana.folder / "away")
    assert ben.group.new_round("INLET", prompt="first") == name
    for file in away.iterdir():
        file.rename(of_ana / file.name)
    away.rmdir()
    for each in two:
        opening = each.group.standing(name).opening
        assert opening is not None
        assert opening.prompt == "first"


def test_a_round_that_is_open_is_not_opened_over(two: tuple[Person, Person]) -> None:
    ana, ben = two
    name = ana.group.new_round("Inlet", prompt="P1", until=date(2026, 3, 9))
    with pytest.raises(UsageError, match="Ana opened a round of Inlet today") as caught:
        ben.group.new_round("inlet", prompt="P2")
    assert "everybody runs “P1”, to be sealed until 2026-03-09" in str(caught.value)
    ana.clock.move(minutes=1)
    opened = ana.group.contents().rounds[name].began
    assert ana.group.new_round("Inlet", prompt="P3") == name, "nobody has sealed yet"
    changed = ana.group.contents().rounds[name]
    assert changed.opening is not None
    assert (changed.opening.prompt, changed.began) == ("P3", opened)
    ben.seal(name)
    with pytest.raises(UsageError, match="You opened a round of Inlet today"):
        ana.group.new_round("Inlet")


def test_reading_a_file_of_another_group_does_not_change_to_it(
    two: tuple[Person, Person], person: Callable[[str], Person]
) -> None:
    ana, _ = two
    other = person("Zoe").begin(with_git=False)
    name = other.group.new_round("Inlet")
    other.seal(name)
    other.group.round(name).reveal(anyway=True)
    (text,) = (other.folder / "rounds" / name / "teardowns").iterdir()
    ana.workspace.groups.check_may_read(text)
    assert ana.workspace.groups.open().folder == ana.folder


def test_a_last_day_that_is_over_is_said_to_be(two: tuple[Person, Person]) -> None:
    ana, _ = two
    name = ana.group.new_round("Inlet", until=date(2026, 3, 3))
    assert "until 2026-03-03" in phase_words(ana.group.standing(name))
    ana.clock.move(days=3)
    words = phase_words(ana.group.standing(name))
    assert words.startswith("The last day, 2026-03-03, is over, and nobody has sealed.")


def test_whoever_is_alone_reveals_only_where_they_say_so(person: Callable[[str], Person]) -> None:
    ana = person("Ana").begin(with_git=False)
    name = ana.group.new_round("Inlet")
    ana.seal(name)
    with pytest.raises(NotYet, match="You are alone in this group"):
        ana.group.round(name).reveal()
    ana.group.round(name).reveal(anyway=True)
    assert phase_words(ana.group.standing(name)) == (
        "One text is revealed as it was sealed; comparing takes two."
    )


def test_people_of_one_name_are_told_apart_and_one_person_is_one_on_two_computers(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    other = person("ANA")
    with pytest.raises(UsageError, match="Somebody called Ana is in this group already"):
        other.join(ana.folder)
    with pytest.raises(NoGroup, match="Its members are: ana-"):
        other.workspace.groups.join(str(ana.folder), member="zoe-1")
    other.workspace.groups.join(str(ana.folder), member=ana.group.me)
    other.folder = ana.folder
    assert other.group.me == ana.group.me
    odd = [person(each).join(ana.folder) for each in ("Ána/../x", "アナ", "CON", "con ")[:3]]
    assert len(ana.group.contents().members) == 4
    files = {path.name.lower() for path in (ana.folder / "members").iterdir()}
    assert len(files) == 4
    assert all(owner_of(PurePosixPath("members", name)) for name in files)
    assert odd[1].group.contents().members[odd[1].group.me].name == "アナ"


def test_a_group_is_found_from_inside_its_folder_or_as_the_last_one(
    two: tuple[Person, Person], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ana, _ = two
    monkeypatch.chdir(ana.folder / "members")
    assert ana.workspace.groups.open().folder == ana.folder
    monkeypatch.chdir(tmp_path)
    assert ana.workspace.groups.open().folder == ana.folder
    with pytest.raises(NoGroup, match=r"has no group\.toml"):
        ana.workspace.groups.open(tmp_path)
    stranger = ana.workspace.groups
    assert stranger.open().title == "Tuesday"


def test_the_newest_round_is_the_one_that_was_opened_last(
    person: Callable[[str], Person],
) -> None:
    ana = person("Ana").begin(with_git=False)
    names = []
    for product in ("Zeta", "Alpha", "Mid"):
        names.append(ana.group.new_round(product))
        ana.clock.move(minutes=1)
    group = ana.group
    assert (group.round_id(), group.round_id("zeta")) == (names[-1], names[0])
    assert [one.id for one in group.standings()] == names[::-1]
    assert group.contents().in_order == names
    (ana.folder / "rounds" / names[-1] / "opened" / f"{group.me}.toml").unlink()
    assert ana.group.round_id() == names[1], "what nobody says begins with its day"
