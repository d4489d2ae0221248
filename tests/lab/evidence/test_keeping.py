"""Evidence in a record: adding, quoting, what rests on it, taking it out."""

from __future__ import annotations

import pytest

from lab.errors import NoSuchPart, UsageError
from lab.evidence.keeping import (
    add_evidence,
    add_observation,
    add_quote,
    claims_naming,
    evidence_ids,
    find_evidence,
    remove,
    same_as,
    uses,
)
from lab.merging import snapshot
from lab.writing import ClaimDraft, add_claim
from store.records import Evidence, Quote, Teardown
from tests.lab.evidence.pages import FETCHED, make_capture
from tests.lab.making import LONG_AGO, make_record

BODY = "a" * 64
OTHER = "b" * 64


def with_pricing() -> tuple[Teardown, Evidence]:
    record = make_record()
    return record, add_evidence(record, make_capture(), body=BODY)


def claim(record: Teardown, *evidence: str) -> str:
    draft = ClaimDraft(section="frame", statement="It is cheap.", evidence=evidence)
    return add_claim(record, draft, now=LONG_AGO).id


def test_a_capture_becomes_evidence_with_all_that_the_page_states_of_itself() -> None:
    record = make_record()
    capture = make_capture(
        author="Ana", published="2026-08-01", site="Acme", language="en", verdict="partial",
        reasons=("A part is missing.",), final_url="https://acme.test/plans",
    )  # fmt: skip
    item = add_evidence(record, capture, body=BODY, section="frame")
    assert item.model_dump(exclude_defaults=True) == {
        "id": "e1", "kind": "page", "title": "Pricing", "url": "https://acme.test/pricing",
        "final_url": "https://acme.test/plans", "author": "Ana", "published": "2026-08-01",
        "site": "Acme", "language": "en", "page_kind": "service", "section": "frame",
        "fetched_at": FETCHED, "sha256": capture.sha256, "verdict": "partial",
        "reasons": ["A part is missing."], "body": BODY,
    }  # fmt: skip


def test_a_fact_that_a_page_does_not_state_stays_empty() -> None:
    _, item = with_pricing()
    assert (item.author, item.published, item.site, item.language) == ("", "", "", "")


def test_a_file_goes_by_the_address_that_it_was_saved_from() -> None:
    record = make_record()
    saved = make_capture(url="page.html", is_file=True, title=None)
    item = add_evidence(record, saved, body=BODY)
    assert (item.kind, item.url, item.title) == ("file", "https://acme.test/pricing", "page.html")


def test_a_section_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchPart, match="no section “prices”"):
        add_evidence(make_record(), make_capture(), body=BODY, section="prices")


def test_ids_are_apart_from_each_other_and_from_what_claims_still_name() -> None:
    record, first = with_pricing()
    add_quote(record, first.id, exact="$10 a month")
    record.evidence.append(Evidence(id="q5", quotes=[Quote(id="e7", exact="odd")]))
    claim(record, "q1")
    record.claims[0].evidence.append("e9")
    assert add_evidence(record, make_capture(), body=BODY).id == "e10"
    assert add_quote(record, first.id, exact="each member").id == "q6"
    assert len(evidence_ids(record)) == 6


def test_the_same_passage_is_not_quoted_twice() -> None:
    record, item = with_pricing()
    first = add_quote(record, item.id, exact="$10", prefix="costs ")
    assert add_quote(record, item.id, exact="$10", prefix="costs ") is first
    assert add_quote(record, item.id, exact="$10", prefix="was ").id == "q2"


@pytest.mark.parametrize("exact", ["", " \n"])
def test_an_empty_quote_is_refused(exact: str) -> None:
    record, item = with_pricing()
    with pytest.raises(UsageError, match="empty"):
        add_quote(record, item.id, exact=exact)


def test_an_observation_has_its_beginning_as_its_title() -> None:
    record = make_record()
    short = add_observation(record, "It took nine seconds.", now=FETCHED)
    long = add_observation(record, "It took nine seconds. " * 9, now=FETCHED, section="frame")
    assert (short.title, short.note) == ("It took nine seconds.", "")
    assert long.title.endswith("…")
    assert len(long.title) <= 81
    assert long.note.startswith("It took nine seconds. It took")
    assert (long.kind, long.section, long.fetched_at) == ("observation", "frame", FETCHED)
    with pytest.raises(UsageError, match="says nothing"):
        add_observation(record, "  ", now=FETCHED)


# The same page once more


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.test/pricing",
        "http://www.acme.test/pricing/",
        "https://ACME.test:443/pricing#plans",
    ],
)
def test_the_same_page_with_the_same_text_is_the_same(url: str) -> None:
    record, item = with_pricing()
    found = same_as(record, make_capture(url=url, final_url=url), body=BODY)
    assert found is not None
    assert (found.evidence, found.how) == (item, "same")


def test_the_same_page_with_another_text_has_changed() -> None:
    record, _ = with_pricing()
    found = same_as(record, make_capture(), body=OTHER)
    assert found is not None
    assert found.how == "changed"


def test_a_saved_file_of_a_page_is_that_page() -> None:
    record, _ = with_pricing()
    found = same_as(record, make_capture(url="x.html", is_file=True), body=OTHER)
    assert found is not None
    assert found.how == "changed"


@pytest.mark.parametrize(
    "url",
    ["https://acme.test/pricing?plan=pro", "https://acme.test:8080/pricing", "https://b.test/"],
)
def test_another_address_is_another_page(url: str) -> None:
    record, _ = with_pricing()
    assert same_as(record, make_capture(url=url, final_url=url), body=OTHER) is None


def test_two_addresses_that_end_at_one_wall_are_one_page_only_with_the_same_text() -> None:
    record = make_record()
    wall = "https://acme.test/login"
    add_evidence(record, make_capture(final_url=wall), body=BODY)
    other = make_capture(url="https://acme.test/docs", final_url=wall)
    assert same_as(record, other, body=OTHER) is None
    found = same_as(record, other, body=BODY)
    assert found is not None
    assert found.how == "same"


def test_a_file_without_an_address_is_the_same_only_by_its_text() -> None:
    record = make_record()
    add_evidence(record, make_capture(url="a.md", final_url="", is_file=True), body=BODY)
    again = make_capture(url="b.md", final_url="", is_file=True)
    assert same_as(record, again, body=BODY) is not None
    assert same_as(record, again, body=OTHER) is None


# What rests on it


def test_a_claim_rests_on_evidence_through_its_quotes_too() -> None:
    record, item = with_pricing()
    quote = add_quote(record, item.id, exact="$10")
    spare = add_observation(record, "Nobody asked.", now=FETCHED)
    names = [claim(record, item.id), claim(record, quote.id), claim(record, item.id, quote.id)]
    claim(record)
    found = uses(record)
    assert [each.id for each in found[item.id]] == names
    assert found[spare.id] == []
    assert [each.id for each in claims_naming(record, quote.id)] == names[1:]


def test_a_claim_on_what_is_not_there_is_refused() -> None:
    record, _ = with_pricing()
    with pytest.raises(NoSuchPart, match="no evidence “q9”"):
        claim(record, "q9")


def test_evidence_goes_with_its_quotes_and_claims_go_on_without_both() -> None:
    record, item = with_pricing()
    quote = add_quote(record, item.id, exact="$10")
    spare = add_observation(record, "I saw it.", now=FETCHED)
    claim(record, item.id, spare.id)
    claim(record, quote.id)
    claim(record, spare.id)
    gone = remove(record, item.id)
    assert (gone.evidence.id, gone.quote) == (item.id, None)
    assert [each.id for each in gone.claims] == ["c1", "c2"]
    assert [each.evidence for each in record.claims] == [["e2"], [], ["e2"]]
    assert record.evidence == [spare]


def test_a_quote_goes_alone() -> None:
    record, item = with_pricing()
    quote = add_quote(record, item.id, exact="$10")
    claim(record, item.id, quote.id)
    gone = remove(record, quote.id)
    assert (gone.evidence.id, gone.quote) == (item.id, quote)
    assert [each.id for each in gone.claims] == ["c1"]
    assert record.claims[0].evidence == ["e1"]
    assert record.evidence[0].quotes == []


def test_a_snapshot_of_the_record_stays_as_it_was() -> None:
    record, item = with_pricing()
    first = add_quote(record, item.id, exact="$10")
    claim(record, first.id)
    before = snapshot(record)
    kept = before.model_copy(deep=True)
    add_quote(record, item.id, exact="a month")
    remove(record, first.id)
    assert before == kept != record


def test_what_is_not_there_is_named_with_what_is() -> None:
    record, _ = with_pricing()
    with pytest.raises(NoSuchPart, match="It has e1") as caught:
        find_evidence(record, "e4")
    assert "no evidence “e4”" in str(caught.value)
    with pytest.raises(NoSuchPart, match="teardown capture"):
        remove(make_record(), "e1")
