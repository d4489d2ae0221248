from __future__ import annotations

from typing import Any

import pytest

from lab.drafting import NewTeardown, checked
from lab.errors import NoSuchPart, UsageError
from lab.writing import ClaimDraft, add_claim, write_answer, write_score
from store.records import Evidence
from tests.lab.making import LONG_AGO, make_record, question, section


def test_an_answer_is_kept_as_it_is() -> None:
    record = make_record()
    write_answer(record, "frame.who", "  \n ")
    assert record.sections["frame"].answers == {"who": "  \n "}
    write_answer(record, "frame.who", "")
    assert record.sections["frame"].answers == {}


def test_ids_with_dots_are_found() -> None:
    record = make_record(section("a.b", question("c.d")), section("a", question("b.c")))
    write_answer(record, "a.b.c.d", "one")
    write_answer(record, "a.b.c", "two")
    assert record.sections["a.b"].answers == {"c.d": "one"}
    assert record.sections["a"].answers == {"b.c": "two"}


@pytest.mark.parametrize("name", ["", "frame", "frame.", ".", ".who"])
def test_what_names_no_question_is_wrong_usage(name: str) -> None:
    with pytest.raises((UsageError, NoSuchPart)):
        write_answer(make_record(), name, "text")


def test_an_unknown_name_gets_the_nearest_and_all_there_are() -> None:
    with pytest.raises(NoSuchPart, match=r"did you mean “frame”.*frame, contact"):
        write_answer(make_record(), "fraem.who", "text")
    with pytest.raises(NoSuchPart, match=r"did you mean “who”.*who, job"):
        write_answer(make_record(), "frame.hwo", "text")


def test_nothing_is_left_behind_by_a_refused_answer() -> None:
    record = make_record()
    with pytest.raises(NoSuchPart):
        write_answer(record, "frame.nothing", "text")
    assert record == make_record()


def test_a_score_has_its_moment_and_can_be_taken_back() -> None:
    record = make_record()
    write_score(record, "frame", 0, now=LONG_AGO)
    assert (record.sections["frame"].score, record.sections["frame"].scored_at) == (0, LONG_AGO)
    write_score(record, "frame", None, now=LONG_AGO)
    assert (record.sections["frame"].score, record.sections["frame"].scored_at) == (None, None)


@pytest.mark.parametrize("score", [-1, 5, 100])
def test_a_score_beyond_the_rubric_is_refused(score: int) -> None:
    record = make_record()
    with pytest.raises(UsageError, match="0 to 4"):
        write_score(record, "frame", score, now=LONG_AGO)
    assert record == make_record()


@pytest.mark.parametrize(
    ("section_id", "kind"),
    [
        ("strengths", "strength"),
        ("weaknesses", "finding"),
        ("redesign", "proposal"),
        ("frame", "inference"),
    ],
)
def test_a_claim_has_the_kind_that_its_section_collects(section_id: str, kind: str) -> None:
    record = make_record(section(section_id))
    claim = add_claim(record, ClaimDraft(section_id, "It is so"), now=LONG_AGO)
    assert (claim.id, claim.kind, claim.created_at) == ("c1", kind, LONG_AGO)
    assert record.claims == [claim]


def test_a_claim_may_lean_on_evidence_that_is_there() -> None:
    record = make_record(evidence=[Evidence(id="e1")])
    claim = add_claim(record, ClaimDraft("frame", "x", evidence=("e1",)), now=LONG_AGO)
    assert claim.evidence == ["e1"]
    with pytest.raises(NoSuchPart, match="e2"):
        add_claim(record, ClaimDraft("frame", "x", evidence=("e1", "e2")), now=LONG_AGO)
    assert len(record.claims) == 1


@pytest.mark.parametrize(
    "odd",
    [
        {"statement": " \n"},
        {"basis": "hunch"},
        {"confidence": "very"},
        {"severity": 5},
        {"severity": -1},
        {"kind": "opinion"},
    ],
)
def test_a_claim_that_cannot_be_is_refused(odd: dict[str, Any]) -> None:
    record = make_record()
    values = {"section": "frame", "statement": "x"} | odd
    with pytest.raises(UsageError):
        add_claim(record, ClaimDraft(**values), now=LONG_AGO)
    assert record.claims == []


def test_white_space_in_facts_is_tidied() -> None:
    request = checked(
        NewTeardown(product=" Notion\n AI ", plan="\tPlus ", tags=(" a ", "a", "", "b  c"))
    )
    assert (request.product, request.plan, request.tags) == ("Notion AI", "Plus", ("a", "b c"))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"product": ""}, "no name"),
        ({"product": "\u2003\u00a0"}, "no name"),
        ({"product": "x" * 201}, "200 is the most"),
        ({"url": "x" * 2001}, "2000 is the most"),
        ({"tags": ("ok", "x" * 201)}, "A tag is too long"),
        ({"product": "a\x1bb"}, "no text"),
        ({"author": "a\udc80b"}, "no text"),
        ({"region": "a\x9bb"}, "no text"),
    ],
)
def test_a_fact_that_cannot_be_one_is_refused_by_name(odd: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked(NewTeardown(**{"product": "Notion AI"} | odd))


def test_a_name_of_any_script_is_a_name() -> None:
    for name in ("日本語", "עברית", "e\u0301", "\U0001f468\u200d\U0001f469", "x" * 200):
        assert checked(NewTeardown(product=name)).product == name
