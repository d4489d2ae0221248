from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from lab.review import marks_of_claims
from store.records import Claim, Evidence, Probe, Quote, Trial
from tests.lab.making import make_record, question, section
from tests.lab.review.looking import TODAY, findings, look

if TYPE_CHECKING:
    from lab.review import Finding
    from store.records import Teardown

SEEN = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
PRICES = "https://example.com/pricing"


def resting(
    *claims: dict[str, Any], quote: dict[str, Any] | None = None, **values: Any
) -> Teardown:
    """Return a record of claims on one page, e1, with one quote, q1."""
    record = make_record(section("frame", question("claims", kind="claims")))
    record.work("frame").score = 2
    facts = {"id": "e1", "kind": "page", "title": "Pricing", "url": PRICES, "fetched_at": SEEN}
    said = {"id": "q1", "exact": "$20 per month", "standing": "stands"} | (quote or {})
    record.evidence = [Evidence.model_validate(facts | values | {"quotes": [said]})]
    record.claims = [
        Claim.model_validate(
            {"id": f"c{number}", "section": "frame", "statement": "Cheap", "basis": "published"}
            | {"evidence": ["q1"]}
            | claim
        )
        for number, claim in enumerate(claims or ({},), 1)
    ]
    return record


def told(record: Teardown) -> list[Finding]:
    return [each for each in findings(record) if each.claim]


@pytest.mark.parametrize(
    ("quote", "rule", "question_asked", "mark"),
    [
        (
            {"standing": "gone"},
            "quote-gone",
            "“Pricing” no longer says “$20 per month”. Is it still so?",
            "rests on a quote that is gone",
        ),
        (
            {"standing": "moved", "now": "$25 per month"},
            "quote-changed",
            "“Pricing” said “$20 per month” and now says “$25 per month”. Does it still hold?",
            "rests on a quote that reads otherwise now",
        ),
        (
            {"standing": "moved"},
            "quote-moved",
            "“$20 per month” stands among other words now. Does it still mean the same?",
            "rests on a quote that stands among other words now",
        ),
    ],
)
def test_a_claim_whose_quote_does_not_stand_is_asked_about(
    quote: dict[str, Any], rule: str, question_asked: str, mark: str
) -> None:
    record = resting(quote=quote)
    (found,) = told(record)
    assert (found.rule, found.question) == (rule, question_asked)
    assert (found.claim, found.section, found.match) == ("c1", "frame", "Cheap")
    assert marks_of_claims(record, TODAY) == {"c1": mark}


@pytest.mark.parametrize("standing", ["stands", "unchecked"])
def test_a_claim_whose_quote_stands_is_left_alone(standing: str) -> None:
    record = resting(quote={"standing": standing})
    assert told(record) == []
    assert marks_of_claims(record, TODAY) == {}
    assert look(record).doubts.line == ""


def test_a_claim_on_the_page_does_not_rest_on_its_quotes() -> None:
    record = resting({"evidence": ["e1"]}, quote={"standing": "gone"})
    assert told(record) == []
    assert marks_of_claims(record, TODAY) == {}


def test_an_old_page_is_asked_about_once_however_many_claims_rest_on_it() -> None:
    record = resting({}, {"evidence": ["e1"]}, fetched_at=SEEN - timedelta(days=45))
    (found,) = told(record)
    assert found.rule == "evidence-stale"
    assert found.question == (
        "“Pricing” was captured 45 days ago; prices are looked at again after 30. 2 claims rest on "
        "it. Is it still so?"
    )
    assert marks_of_claims(record, TODAY) == dict.fromkeys(("c1", "c2"), "rests on old evidence")


def test_an_old_page_that_no_claim_rests_on_is_nobodys_question() -> None:
    assert told(resting({"evidence": []}, fetched_at=SEEN - timedelta(days=400)))[0].rule == (
        "no-source"
    )


@pytest.mark.parametrize(
    ("verdict", "rule"),
    [
        ("blocked", "evidence-unread"),
        ("client-rendered", "evidence-unread"),
        ("poor", "evidence-poor"),
    ],
)
def test_a_page_that_was_not_read_holds_no_claim_but_its_quotes_do(verdict: str, rule: str) -> None:
    (found,) = told(resting({"evidence": ["e1"]}, verdict=verdict))
    assert found.rule == rule
    assert told(resting({"evidence": ["q1"]}, verdict=verdict)) == []


def test_of_several_reasons_the_gravest_is_the_mark() -> None:
    record = resting(
        {"evidence": ["q1", "e1", "q2"]},
        quote={"standing": "moved"},
        fetched_at=SEEN - timedelta(days=45),
    )
    record.evidence[0].quotes.append(Quote(id="q2", exact="Free", standing="gone"))
    assert marks_of_claims(record, TODAY) == {"c1": "rests on a quote that is gone"}
    record.evidence[0].quotes[0].standing = "gone"
    assert marks_of_claims(record, TODAY) == {"c1": "rests on 2 quotes that are gone"}


def test_the_review_counts_each_doubtful_claim_once() -> None:
    record = resting(
        {}, {}, {"evidence": ["e1"]}, quote={"standing": "gone"},
        fetched_at=SEEN - timedelta(days=45),
    )  # fmt: skip
    assert look(record).doubts.line == "3 want another look: quote gone 2 · old evidence 1"


def test_an_example_stays_as_it_was_written() -> None:
    record = resting(quote={"standing": "gone"}, fetched_at=SEEN - timedelta(days=400))
    record.example = True
    assert told(record) == []
    assert marks_of_claims(record, TODAY) == {}
    assert look(record).doubts.line == ""


# High confidence on one source

LANDING: dict[str, Any] = {
    "url": "https://example.com/",
    "title": "Example",
    "page_kind": "service",
}


def test_high_confidence_on_one_site_is_asked_about() -> None:
    (found,) = told(resting({"confidence": "high"}, **LANDING))
    assert (found.rule, found.severity) == ("sure-one-source", "hint")


def test_two_pages_of_one_site_are_one_source_and_two_sites_are_two() -> None:
    record = resting({"confidence": "high", "evidence": ["e1", "e2"]}, **LANDING)
    other = {"id": "e2", "kind": "page", "url": "https://www.example.com/about"}
    record.evidence.append(Evidence.model_validate(other))
    assert [each.rule for each in told(record)] == ["sure-one-source"]
    record.evidence[1].url = "https://elsewhere.example/review"
    assert told(record) == []


def test_what_a_maker_charges_is_so_by_standing_there() -> None:
    assert told(resting({"confidence": "high"})) == []


def test_what_was_seen_once_is_no_rule_until_it_was_run_again() -> None:
    seen: dict[str, Any] = {"kind": "observation", "title": "It refused", "url": ""}
    record = resting({"confidence": "high", "basis": "tried", "evidence": ["e1"]}, **seen)
    (found,) = told(record)
    assert found.question == "Seen once, as far as is kept here. What happens the next time?"
    record.probes = [Probe(id="p1", trials=[Trial(id="t1"), Trial(id="t2")])]
    assert told(record) == []
