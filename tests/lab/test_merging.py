from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from lab.merging import merge, snapshot
from store.records import (
    Claim,
    Probe,
    Product,
    SectionWork,
    Session,
    Teardown,
    TemplateRef,
    Trial,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_teardown(**answers: str) -> Teardown:
    return Teardown(
        id="cursor-ab12",
        rev=3,
        template=TemplateRef(id="quick"),
        created_at=NOW,
        updated_at=NOW,
        product=Product(name="Cursor"),
        sections={"frame": SectionWork(answers=dict(answers), seconds=60)},
    )


def a_claim(name: str, statement: str) -> Claim:
    return Claim(id=name, section="frame", statement=statement)


def test_what_each_side_changed_alone_is_taken_from_both() -> None:
    base = a_teardown(what="a", who="b")
    ours = a_teardown(what="mine", who="b")
    theirs = a_teardown(what="a", who="theirs")
    theirs.rev = 4
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert merged.record.sections["frame"].answers == {"what": "mine", "who": "theirs"}
    assert merged.record.rev == 4


def test_the_same_answer_changed_twice_is_a_clash_and_the_preferred_side_stands() -> None:
    base, ours, theirs = a_teardown(what="a"), a_teardown(what="mine"), a_teardown(what="theirs")
    kept = merge(ours, theirs, base=base)
    assert kept.clashes == ("sections.frame.answers.what",)
    assert kept.record.sections["frame"].answers["what"] == "mine"
    left = merge(ours, theirs, base=base, prefer="theirs")
    assert left.record.sections["frame"].answers["what"] == "theirs"


def test_an_answer_taken_back_stays_away() -> None:
    base, ours = a_teardown(what="a", who="b"), a_teardown(who="b")
    theirs = a_teardown(what="a", who="c")
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert merged.record.sections["frame"].answers == {"who": "c"}


def test_without_the_common_version_everything_that_differs_clashes() -> None:
    merged = merge(a_teardown(what="mine"), a_teardown(what="theirs"), base=None)
    assert merged.clashes == ("sections.frame.answers.what",)


def test_two_claims_of_the_same_name_are_both_kept() -> None:
    base, ours, theirs = a_teardown(), a_teardown(), a_teardown()
    ours.claims = [a_claim("c1", "mine")]
    theirs.claims = [a_claim("c1", "theirs"), a_claim("c2", "also theirs")]
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert {claim.id: claim.statement for claim in merged.record.claims} == {
        "c1": "theirs",
        "c2": "also theirs",
        "c3": "mine",
    }


def test_a_claim_edited_here_and_another_deleted_there_are_both_so_afterwards() -> None:
    base, ours, theirs = a_teardown(), a_teardown(), a_teardown()
    base.claims = [a_claim("c1", "one"), a_claim("c2", "two")]
    ours.claims = [a_claim("c1", "one, sharper"), a_claim("c2", "two")]
    theirs.claims = [a_claim("c1", "one")]
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert [claim.statement for claim in merged.record.claims] == ["one, sharper"]


def test_minutes_spent_on_both_sides_add_up_and_never_clash() -> None:
    base, ours, theirs = a_teardown(), a_teardown(), a_teardown()
    ours.sections["frame"].seconds = 90
    theirs.sections["frame"].seconds = 100
    for record, minute in ((ours, 1), (theirs, 2)):
        session = Session(
            started_at=NOW.replace(minute=minute), ended_at=NOW, local_date=NOW.date()
        )
        record.practice.sessions = [session]
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert merged.record.sections["frame"].seconds == 130
    assert len(merged.record.practice.sessions) == 2


texts = st.dictionaries(st.sampled_from(["what", "who", "stakes"]), st.text(max_size=5))


@given(base=texts, ours=texts, theirs=texts)
def test_nothing_is_lost_without_being_named_as_a_clash(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge(a_teardown(**ours), a_teardown(**theirs), base=a_teardown(**base))
    result = merged.record.sections["frame"].answers
    for key in {*base, *ours, *theirs}:
        mine, other, before = ours.get(key), theirs.get(key), base.get(key)
        if mine != other and before not in {mine, other}:
            assert f"sections.frame.answers.{key}" in merged.clashes
            assert result.get(key) == mine
        else:
            assert result.get(key) == (other if mine == before else mine)


def test_a_snapshot_does_not_follow_what_is_changed_afterwards() -> None:
    record = a_teardown(what="a")
    record.practice.sessions = [Session(started_at=NOW, ended_at=NOW, local_date=NOW.date())]
    record.claims = [a_claim("c1", "one")]
    before = record.to_dict()
    copy = snapshot(record)
    record.sections["frame"].answers["what"] = "b"
    record.sections["frame"].score = 3
    record.work("other").answers["x"] = "y"
    record.claims.append(a_claim("c2", "two"))
    record.practice.sessions[0].active_seconds = 5
    record.product.name = "Other"
    record.take_home.cannot_conclude = "much"
    record.tags.append("t")
    assert copy.to_dict() == before


def with_trial(seconds: float | None) -> Teardown:
    record = a_teardown()
    record.probes = [Probe(id="q1", trials=[Trial(id="t1", seconds=seconds)])]
    return record


def test_a_measured_time_is_no_sum() -> None:
    merged = merge(with_trial(None), with_trial(3.0), base=with_trial(2.0))
    assert merged.record.probes[0].trials[0].seconds is None
    assert merged.clashes == ("probes.q1.trials.t1.seconds",)
    merged = merge(with_trial(4.0), with_trial(3.0), base=with_trial(2.0))
    assert merged.clashes == ("probes.q1.trials.t1.seconds",)


def test_an_item_of_ours_that_moves_aside_takes_no_name_that_was_ever_used() -> None:
    base = a_teardown()
    base.claims = [a_claim("c1", "one"), a_claim("c2", "taken out by both")]
    ours, theirs = a_teardown(), a_teardown()
    ours.claims = [a_claim("c1", "one"), a_claim("c3", "mine")]
    theirs.claims = [a_claim("c1", "one"), a_claim("c3", "theirs")]
    merged = merge(ours, theirs, base=base)
    assert {claim.id: claim.statement for claim in merged.record.claims} == {
        "c1": "one",
        "c3": "theirs",
        "c4": "mine",
    }


# What a person chose for each difference


def test_each_difference_goes_to_the_side_that_was_chosen_for_it() -> None:
    base = a_teardown(what="a", who="b", job="c")
    ours = a_teardown(what="mine", who="mine", job="mine")
    theirs = a_teardown(what="theirs", who="theirs", job="theirs")
    merged = merge(
        ours,
        theirs,
        base=base,
        prefer="theirs",
        chosen={"sections.frame.answers.what": "ours", "sections.frame.answers.who": "theirs"},
    )
    assert merged.record.sections["frame"].answers == {
        "what": "mine",
        "who": "theirs",
        "job": "theirs",
    }


def test_what_only_one_side_changed_can_be_turned_down() -> None:
    base, ours = a_teardown(what="a"), a_teardown(what="mine", who="new")
    chosen = {"sections.frame.answers.what": "theirs", "sections.frame.answers.who": "theirs"}
    merged = merge(ours, base, base=base, chosen=chosen)  # type: ignore[arg-type]  # a dict of the two words
    assert merged.record.sections["frame"].answers == {"what": "a"}


def test_a_section_that_only_one_side_has_can_be_turned_down_too() -> None:
    base, ours = a_teardown(what="a"), a_teardown(what="a")
    ours.work("contact").answers["runs"] = "mine"
    turned_down = merge(ours, base, base=base, chosen={"sections.contact.answers.runs": "theirs"})
    assert turned_down.record.work("contact").answers == {}
    taken = merge(base, ours, base=base, chosen={"sections.contact.answers.runs": "theirs"})
    assert taken.record.work("contact").answers == {"runs": "mine"}


def test_an_item_that_was_chosen_keeps_what_the_other_side_changed_elsewhere_in_it() -> None:
    base, ours, theirs = a_teardown(), a_teardown(), a_teardown()
    base.claims = [a_claim("c1", "base")]
    ours.claims = [a_claim("c1", "mine")]
    theirs.claims = [a_claim("c1", "theirs").model_copy(update={"severity": 3})]
    merged = merge(ours, theirs, base=base, prefer="theirs", chosen={"claims.c1": "ours"})
    (claim,) = merged.record.claims
    assert (claim.statement, claim.severity) == ("mine", 3)


def test_the_instants_of_a_status_and_a_score_go_with_them() -> None:
    base, ours, theirs = a_teardown(), a_teardown(), a_teardown()
    ours.status, ours.finished_at, ours.finished_on = "finished", NOW, NOW.date()
    ours.work("frame").score, ours.work("frame").scored_at = 1, NOW
    theirs.work("frame").score = 2
    theirs.work("frame").scored_at = NOW.replace(year=2027)
    merged = merge(
        ours,
        theirs,
        base=base,
        prefer="ours",
        chosen={"status": "theirs", "sections.frame.score": "theirs"},
    ).record
    assert (merged.status, merged.finished_at, merged.finished_on) == ("draft", None, None)
    assert (merged.work("frame").score, merged.work("frame").scored_at) == (
        2,
        theirs.work("frame").scored_at,
    )
