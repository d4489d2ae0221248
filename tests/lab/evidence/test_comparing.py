from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.comparing import compare
from lab.evidence.quoting import anchor_at, page_text
from store.records import Quote

if TYPE_CHECKING:
    from lab.evidence.comparing import Comparison

PAGE = """# Pricing

The **Plus** plan costs $20 per month, billed yearly. The Team plan costs $30 per month, \
billed yearly.

We do not train on your data. [Ask us](https://example.com/ask) for more.

| Plan | Storage | Support |
| --- | --- | --- |
| Plus | 10 GB | mail |
| Team | 10 GB | mail |
"""
FILLER = "\n\n".join(f"Paragraph {n} tells of nothing that anybody quotes." for n in range(300))


def quoted(name: str, words: str, page: str = PAGE, *, after: str = "") -> Quote:
    text = page_text(page).text
    start = text.index(words, text.index(after))
    return Quote(id=name, **anchor_at(text, start, start + len(words))._asdict())


def one(words: str, new: str, *, after: str = "") -> tuple[str, str, str]:
    """Return how a quote of the page stands on a new one, what it says now, and why."""
    (found,) = compare(PAGE, new, [quoted("q1", words, after=after)]).quotes
    assert (found.end > found.start) == (found.standing != "gone")
    return found.standing, found.now, found.reason


def joined(seen: Comparison, kind: str) -> str:
    return "".join(text for which, text in seen.segments if which in {"equal", kind})


def test_a_page_that_says_the_same_is_unchanged_whatever_its_marks() -> None:
    new = PAGE.replace("**Plus**", "_Plus_").replace("# Pricing", "Pricing\n===")
    seen = compare(PAGE, new.replace("We do", "We\u00a0do"), [quoted("q1", "$20 per month")])
    assert seen.is_unchanged
    assert (seen.added, seen.removed, seen.line) == (0, 0, "nothing changed")
    assert seen.passages() == []
    assert [quote.standing for quote in seen.quotes] == ["stands"]


def test_one_changed_price_on_a_long_page_is_one_small_passage() -> None:
    old = f"{FILLER}\n\n{PAGE}\n\n{FILLER}"
    seen = compare(old, old.replace("$20", "$25"), [quoted("q1", "$20 per month", old)])
    assert seen.line == "1 word new, 1 word taken out"
    (passage,) = seen.passages()
    assert len("".join(text for _, text in passage.segments)) < 250
    assert seen.after[passage.place :].startswith("25 per month")
    (quote,) = seen.quotes
    assert (quote.standing, quote.now) == ("moved", "$25 per month")
    assert seen.after[quote.start : quote.end] == quote.now


def test_places_far_from_each_other_are_passages_of_their_own() -> None:
    old = f"{PAGE}\n\n{FILLER}"
    new = old.replace("$20", "$25").replace("Paragraph 200 tells", "Paragraph 200 now tells")
    seen = compare(old, f"{new}\n\nLast words.", [])
    assert [
        next(text for kind, text in passage.segments if kind == "added").strip()
        for passage in seen.passages()
    ] == ["25", "now", "Last words."]
    assert seen.line == "4 words new, 1 word taken out"


@pytest.mark.parametrize(
    ("words", "old", "new", "standing"),
    [
        ("$20 per month", "", "", ("stands", "", "")),
        ("$20 per month", "Plus** plan costs", "Starter** tier is only", ("stands", "", "")),
        ("$20", "$20", "$20.50", ("moved", "$20.50", "words")),
        ("$20 per month", "per month", "per seat", ("moved", "$20 per seat", "words")),
        ("train on your data", "do not train", "train", ("moved", "", "sentence")),
        ("We do not train", "do not", "may", ("moved", "We may train", "words")),
        ("Ask us for more.", "[Ask us](https://example.com/ask)", "Ask us", ("stands", "", "")),
    ],
)  # fmt: skip
def test_how_a_quote_stands_is_what_became_of_its_own_place(
    words: str, old: str, new: str, standing: tuple[str, str, str]
) -> None:
    assert one(words, PAGE.replace(old, new)) == standing


def test_what_stood_elsewhere_before_is_not_taken_for_what_was_taken_out() -> None:
    plus = "The **Plus** plan costs $20 per month, billed yearly. "
    assert one("$20 per month", PAGE.replace(plus, "")) == ("gone", "", "")
    assert one("The Plus plan costs $20 per month", PAGE.replace(plus, "")) == ("gone", "", "")
    assert one("10 GB", PAGE.replace("| Plus | 10 GB | mail |\n", ""), after="Plus 10")[0] == "gone"
    without_team = PAGE.replace("| Team | 10 GB | mail |\n", "")
    assert one("10 GB", without_team, after="Plus 10")[0] == "stands"


def test_a_section_that_went_elsewhere_takes_its_quotes_along() -> None:
    first, second, *rest = PAGE.split("\n\n")
    new = "\n\n".join([first, *rest, FILLER, second])
    assert one("The Team plan costs $30 per month, billed yearly.", new)[0] == "stands"
    assert one("We do not train on your data.", new)[0] == "stands"


def test_each_quote_is_answered_in_its_order() -> None:
    quotes = [quoted("q2", "$30 per month"), quoted("q1", "Pricing")]
    quotes.append(Quote(id="q9", exact="from another page altogether"))
    found = compare(PAGE, PAGE, quotes).quotes
    assert [(quote.id, quote.standing) for quote in found] == [
        ("q2", "stands"), ("q1", "stands"), ("q9", "gone"),
    ]  # fmt: skip


@pytest.mark.parametrize("new", ["", "\n\n", "---\n"])
def test_a_page_that_says_nothing_any_more_keeps_no_quote(new: str) -> None:
    seen = compare(PAGE, new, [quoted("q1", "$20 per month")])
    assert [quote.standing for quote in seen.quotes] == ["gone"]
    assert (seen.added, seen.is_unchanged) == (0, False)
    assert compare(new, new, []).is_unchanged


_pages = st.lists(
    st.sampled_from(["The plan. ", "Costs **$20**. ", "\n\n", "- item\n", "# Head\n", "天気。"]),
    max_size=12,
).map("".join)  # fmt: skip


@given(_pages, _pages)
def test_both_pages_can_be_read_from_the_comparison(old: str, new: str) -> None:
    seen = compare(old, new, [])
    assert (seen.before, seen.after) == (page_text(old).text, page_text(new).text)
    assert joined(seen, "added") == seen.after
    assert seen.is_unchanged or joined(seen, "removed") == seen.before
    assert bool(seen.passages()) != seen.is_unchanged
    for passage in seen.passages():
        assert any(kind != "equal" for kind, _ in passage.segments)
        assert 0 <= passage.place <= len(seen.after)


def test_long_pages_with_nothing_in_common_are_compared_within_a_second() -> None:
    chance = random.Random(4)
    old, new = (
        " ".join(f"{letter}{chance.randrange(4000)}" for _ in range(17_000)) for letter in "ab"
    )
    quotes = [
        quoted(f"q{n}", " ".join(old.split()[n : n + 9]), old) for n in range(0, 15_000, 5000)
    ]
    start = time.process_time()
    seen = compare(old, new, quotes)
    # About 0.3 s on one ordinary core.
    assert time.process_time() - start < 3
    assert {quote.standing for quote in seen.quotes} == {"gone"}
