"""Which claims of several people are one: a proposal from words, then what people decide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lab.compare.decisions import (
    Decision,
    DecisionsUnreadable,
    decisions_from,
    decisions_text,
    joined,
    standing,
    taken_out,
)
from lab.compare.likeness import ClaimAt, Statement, statement_of
from lab.compare.matching import matched
from lab.compare.terms import stem, terms_of
from store.records import Claim
from tests.benchmarks.bench_matching import (
    PRECISION,
    RECALL,
    ours,
    quality,
    quality_later,
    word_overlap,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def said(teardown: str, *statements: str) -> list[Statement]:
    return [
        statement_of(
            teardown, Claim(id=f"c{n}", section="weaknesses", kind="finding", statement=words)
        )
        for n, words in enumerate(statements, 1)
    ]


def groups(*statements: list[Statement], decisions: list[Decision] | None = None) -> set[str]:
    every = [each for side in statements for each in side]
    found = matched(every, decided=standing(decisions or []))
    return {" ".join(map(str, group.claims)) for group in found}


def test_paraphrases_are_found_and_near_misses_are_not_better_than_words_alone_can() -> None:
    tuned, held_out = quality("tuned on"), quality("held out")
    assert min(tuned.precision, held_out.precision) >= PRECISION
    assert (tuned.recall + held_out.recall) / 2 >= RECALL
    for half, found in (("tuned on", tuned), ("held out", held_out)):
        plain = quality(half, word_overlap(0.1))
        assert found.precision > plain.precision
        assert found.recall > plain.recall


def test_where_people_share_few_words_it_still_beats_them_and_rather_proposes_too_little() -> None:
    found, plain = quality_later(ours), quality_later(word_overlap(0.1))
    assert found.precision > 2 * plain.precision
    assert found.recall > 2 * plain.recall
    assert found.precision >= 0.7


def test_the_same_in_three_mouths_is_one_finding() -> None:
    found = groups(
        said("ana", "It promised a refund that the shop does not offer.", "The button is green."),
        said("ben", "The bot commits the shop to money back that nobody offers."),
        said("cleo", "It offers repayment, against the policy of the shop."),
    )
    assert found == {"ana/c1 ben/c1 cleo/c1", "ana/c2"}


def test_a_proposal_never_takes_two_claims_of_one_person() -> None:
    words = "It overwrites my own draft without asking."
    found = groups(said("ana", words, words), said("ben", words))
    assert len(found) == 2
    assert "ana/c1 ana/c2" not in " ".join(found)


def test_the_order_in_which_people_come_changes_nothing() -> None:
    ana = said("ana", "It cites a page that says nothing of it.", "Answers are far too long.")
    ben = said("ben", "Sources lead to pages without the claim.", "Every answer is too long.")
    there = {frozenset(each.split()) for each in groups(ana, ben)}
    assert there == {frozenset(each.split()) for each in groups(ben, ana)}


def test_what_a_person_joins_is_one_and_what_a_person_splits_is_two() -> None:
    ana, ben = said("ana", "The sky is blue."), said("ben", "Prices rose in May.")
    one, other = ClaimAt("ana", "c1"), ClaimAt("ben", "c1")
    assert groups(ana, ben) == {"ana/c1", "ben/c1"}
    together = joined([one, other], by="Ana", now=NOW)
    assert groups(ana, ben, decisions=together) == {"ana/c1 ben/c1"}
    later = taken_out(one, [one, other], by="Ben", now=NOW + timedelta(minutes=1))
    assert groups(ana, ben, decisions=[*later, *together]) == {"ana/c1", "ben/c1"}
    same = said("ben", "The sky is blue.")
    assert groups(ana, same) == {"ana/c1 ben/c1"}
    assert groups(ana, same, decisions=later) == {"ana/c1", "ben/c1"}


def test_decisions_about_claims_that_are_gone_do_nothing() -> None:
    gone = joined([ClaimAt("ana", "c9"), ClaimAt("zoe", "c1")], by="", now=NOW)
    assert groups(said("ana", "It is slow."), decisions=gone) == {"ana/c1"}


def test_decisions_come_back_from_their_file() -> None:
    made = joined([ClaimAt("ana", "c1"), ClaimAt("ben", "c2")], by="Ána / “x”", now=NOW)
    assert decisions_from(decisions_text(made), name="x") == made
    assert decisions_from(decisions_text([]), name="x") == []


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "7", '{"schema": "other/v1", "decisions": []}',
        '{"schema": "teardown.matches/v1", "decisions": 3}',
        '{"schema": "teardown.matches/v1", "decisions": [{"do": "join"}]}',
        '{"schema": "teardown.matches/v1", "decisions": [{"do": "x", "claims": ["a/b", "c/d"]}]}',
        '{"schema": "teardown.matches/v1", "decisions": [{"do": "join", "claims": ["a", "c/d"]}]}',
        "[" * 5000,
    ],
)  # fmt: skip
def test_a_file_that_holds_no_decisions_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(DecisionsUnreadable, match=r"odd\.json"):
        decisions_from(text, name="odd.json")


def test_words_count_by_their_stems_meaning_and_numbers() -> None:
    assert stem("studies") == stem("studied") == "studi"
    assert stem("stopped") == stem("stops") == "stop"
    assert terms_of("Two refunds")["2"] == terms_of("2 repayments")["2"]
    assert "=refund" in terms_of("money back")
    assert {"全額", "返金"} <= terms_of("全額返金").keys()
