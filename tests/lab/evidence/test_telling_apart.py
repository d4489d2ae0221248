"""Two machines that each added evidence, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.keeping import add_evidence, add_observation, add_quote
from lab.merging import merge
from lab.writing import ClaimDraft, add_claim
from tests.lab.evidence.pages import FETCHED, make_capture
from tests.lab.making import LONG_AGO, make_record

if TYPE_CHECKING:
    from store.records import Teardown

BODY = "a" * 64


def with_page() -> Teardown:
    record = make_record()
    add_evidence(record, make_capture(), body=BODY)
    return record


def claim(record: Teardown, statement: str, *evidence: str) -> None:
    draft = ClaimDraft(section="frame", statement=statement, evidence=evidence)
    add_claim(record, draft, now=LONG_AGO)


def grounds(record: Teardown) -> dict[str, list[str]]:
    """Return the words of what each claim rests on."""
    words = {item.id: item.title for item in record.evidence}
    words |= {quote.id: quote.exact for item in record.evidence for quote in item.quotes}
    return {one.statement: [words[name] for name in one.evidence] for one in record.claims}


def test_each_claim_goes_on_resting_on_what_its_author_saw() -> None:
    base = with_page()
    ours, theirs = base.model_copy(deep=True), base.model_copy(deep=True)
    for record, words in ((ours, "ours"), (theirs, "theirs")):
        seen = add_observation(record, f"Seen: {words}", now=FETCHED)
        quote = add_quote(record, "e1", exact=f"Quoted: {words}")
        claim(record, words, seen.id, quote.id)
    merged = merge(ours, theirs, base=base)
    assert merged.clashes == ()
    assert grounds(merged.record) == {
        "ours": ["Seen: ours", "Quoted: ours"],
        "theirs": ["Seen: theirs", "Quoted: theirs"],
    }
    assert [item.id for item in merged.record.evidence] == ["e1", "e2", "e3"]


def test_quotes_of_different_pages_keep_ids_of_their_own() -> None:
    base = with_page()
    add_evidence(base, make_capture(url="https://b.test/", title="Docs"), body="b" * 64)
    ours, theirs = base.model_copy(deep=True), base.model_copy(deep=True)
    claim(ours, "ours", add_quote(ours, "e1", exact="One").id)
    claim(theirs, "theirs", add_quote(theirs, "e2", exact="Two").id)
    merged = merge(ours, theirs, base=base)
    assert grounds(merged.record) == {"ours": ["One"], "theirs": ["Two"]}


def test_the_very_same_on_both_sides_stays_one() -> None:
    base = with_page()
    ours, theirs = base.model_copy(deep=True), base.model_copy(deep=True)
    for record in (ours, theirs):
        claim(record, "Cheap.", add_quote(record, "e1", exact="$10").id)
    merged = merge(ours, theirs, base=base)
    assert (merged.record.evidence, merged.clashes) == (ours.evidence, ())
    assert grounds(merged.record) == {"Cheap.": ["$10"]}
