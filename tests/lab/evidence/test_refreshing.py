"""A second look at a page: what it changes in the record, and what it never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lab.errors import UsageError
from lab.evidence.keeping import add_evidence, add_observation, add_quote
from lab.evidence.quoting import anchor_at, page_text
from lab.evidence.refreshing import SawNothing, address_of, note_look, take_latest
from lab.evidence.standing import standing_line
from tests.lab.evidence.pages import FETCHED, PRICING, make_capture
from tests.lab.making import make_record

if TYPE_CHECKING:
    from lab.evidence.captured import Capture
    from lab.evidence.comparing import Comparison
    from store.records import Evidence

DEARER = PRICING.replace("$10 a month", "$14 a month").replace(
    "Every answer names its sources, and you can open each of them beside the text.",
    "Talk to our sales people about all the rest of it.",
)
QUOTED = ("costs $10 a month", "no limit on the number of answers", "Every answer names its")
BODY = "a" * 64
NEW = "b" * 64


def quoted() -> Evidence:
    """Return the price page with three quotes."""
    record = make_record()
    item = add_evidence(record, make_capture(), body=BODY)
    text = page_text(PRICING).text
    for words in (
        "costs $10 a month",
        "no limit on the number of answers",
        "Every answer names its",
    ):
        start = text.index(words)
        add_quote(record, item.id, **anchor_at(text, start, start + len(words))._asdict())
    return record.evidence[0]


def look(item: Evidence, markdown: str = DEARER, **values: Any) -> tuple[Evidence, Comparison]:
    capture = make_capture(markdown, days=90, **values)
    return note_look(item, capture, body=NEW, first=PRICING, now=markdown)


def test_what_a_look_found_stands_beside_the_first_capture() -> None:
    before = quoted()
    item, comparison = look(before, title="Plans")
    assert item.latest is not None
    assert item.latest.model_dump(exclude_defaults=True) == {
        "fetched_at": make_capture(days=90).fetched_at, "title": "Plans",
        "sha256": make_capture(DEARER).sha256, "verdict": "good", "body": NEW,
    }  # fmt: skip
    first = {"body", "sha256", "fetched_at", "title", "url", "verdict"}
    assert item.model_dump(include=first) == before.model_dump(include=first)
    assert not comparison.is_unchanged


def test_each_quote_says_how_it_stands_and_keeps_its_own_words() -> None:
    item, _ = look(quoted())
    assert [(quote.standing, quote.now) for quote in item.quotes] == [
        ("moved", "costs $14 a month"),
        ("stands", ""),
        ("gone", ""),
    ]
    assert item.quotes[0].exact == "costs $10 a month"
    assert standing_line(item) == "1 quote stands, 1 moved, 1 is gone"


def test_a_page_that_says_the_same_lets_every_quote_stand() -> None:
    changed, _ = look(quoted())
    item, comparison = look(changed, PRICING)
    assert comparison.is_unchanged
    assert [quote.standing for quote in item.quotes] == ["stands"] * 3
    assert [quote.now for quote in item.quotes] == [""] * 3
    assert standing_line(item) == "3 quotes stand"


@pytest.mark.parametrize("verdict", ["blocked", "client-rendered", "poor"])
def test_a_look_that_saw_nothing_changes_nothing(verdict: str) -> None:
    item, _ = look(quoted())
    before = item.model_copy(deep=True)
    with pytest.raises(SawNothing, match="stays as it was"):
        look(item, "Please wait.", verdict=verdict)
    assert item == before


def test_a_page_that_was_poor_from_the_first_is_compared_all_the_same() -> None:
    poor = quoted().model_copy(update={"verdict": "poor"})
    item, _ = look(poor, verdict="poor")
    assert item.latest is not None


def test_taking_the_new_page_moves_quotes_along_and_leaves_what_is_gone_marked() -> None:
    seen, _ = look(quoted(), title="Plans")
    item = take_latest(seen, text=DEARER)
    assert (item.body, item.title, item.latest) == (NEW, "Plans", None)
    assert item.fetched_at == make_capture(days=90).fetched_at
    assert [(quote.exact, quote.standing) for quote in item.quotes] == [
        ("costs $14 a month", "unchecked"),
        ("no limit on the number of answers", "unchecked"),
        ("Every answer names its", "gone"),
    ]
    assert item.quotes[1].suffix.startswith(", as long")
    assert all(quote.now == "" for quote in item.quotes)


def test_neither_touches_the_piece_that_a_snapshot_may_share() -> None:
    first = quoted()
    before = first.model_copy(deep=True)
    seen, _ = look(first)
    assert first == before
    after_the_look = seen.model_copy(deep=True)
    take_latest(seen, text=DEARER)
    assert seen == after_the_look


def test_there_is_nothing_to_take_before_a_look() -> None:
    with pytest.raises(UsageError, match="was not looked at again"):
        take_latest(quoted(), text=PRICING)


def test_a_page_is_looked_at_where_it_was_asked_for() -> None:
    item = add_evidence(make_record(), make_capture(final_url="https://acme.test/x"), body=BODY)
    assert address_of(item) == "https://acme.test/pricing"


def test_what_nobody_can_fetch_says_what_to_do_instead() -> None:
    record = make_record()
    saved: Capture = make_capture(url="p.html", is_file=True)
    with pytest.raises(UsageError, match="Save the page again"):
        address_of(add_evidence(record, saved, body=BODY))
    with pytest.raises(UsageError, match="has no page"):
        address_of(add_observation(record, "I saw it.", now=FETCHED))
