from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.evidence.quoting import Anchor, Mark, Searchable, anchor_at, find, marks, stands_at
from store.records import Quote

if TYPE_CHECKING:
    from lab.evidence.quoting import Found

PAGE = (
    "Pricing\n"
    "The Plus plan costs $20 per month, billed yearly. Teams pay $30 for each seat.\n"
    "We do not train on your data. Nobody reads what you write, and it is deleted after 30 days.\n"
    "Storage is 10 GB in every plan, and support answers on working days.\n"
)


def anchored(words: str, page: str = PAGE) -> Anchor:
    start = page.index(words)
    return anchor_at(page, start, start + len(words))


def again(words: str, old: str, new: str) -> Found | None:
    """Find words of the page after a change was made to it."""
    assert old in PAGE
    return find(anchored(words), PAGE.replace(old, new))


def text_of(found: Found | None, page: str) -> str:
    assert found is not None
    return page[found.start : found.end]


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("\n", "\n\n   "),
        PAGE.replace(" ", "\u00a0"),
        PAGE.replace("not train", "not \u200btrain").replace("data", "da\u00adta"),
        f"Something new.\n{PAGE}",
        PAGE.replace("Nobody reads what you write", "Somebody else reads that"),
        PAGE.replace("Pricing", "Prices and plans").replace("Storage", "Room for files"),
    ],
)
def test_what_looks_the_same_stands(page: str) -> None:
    found = find(anchored("do not train on your data"), page)
    assert found is not None
    assert (found.standing, found.now, found.reason) == ("stands", "", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It’s “free” – for now… été", 'It\'s "free" - for now... été'),
        ("It’s “free” – for now… été", unicodedata.normalize("NFD", "It’s “free” – for now… été")),
        ("5–10 users", "5‑10 users"),  # noqa: RUF001 - dashes that look alike
    ],
)
def test_marks_that_only_look_different_are_the_same(old: str, new: str) -> None:
    page = f"Before it. {old} and so on."
    for mine, other in ((old, new), (new, old)):
        here = page.replace(old, mine)
        found = find(anchored(mine, here), page.replace(old, other))
        assert found is not None
        assert found.standing == "stands"


@pytest.mark.parametrize(
    ("quote", "old", "new", "now"),
    [
        ("$20 per month", "$20", "$25", "$25 per month"),
        ("$20", "$20", "$25", "$25"),
        ("$20", "$20", "$200", "$200"),
        ("$20", "$20", "$20.50", "$20.50"),
        ("$20", "$20", "€20", "€20"),
        ("$20", "$20", "-$20", "-$20"),
        ("$20 per month", "$20 per month", "$20 per seat", "$20 per seat"),
        ("30 days", "30 days", "30 hours", "30 hours"),
        ("10 GB", "10 GB", "10.5 GB", "10.5 GB"),
        ("do not train on your data", "do not train", "may train", "may train on your data"),
        ("We do not train on your data", "do not train", "train", "We train on your data"),
        ("billed yearly", "billed yearly", "billed monthly", "billed monthly"),
        ("every plan", "every plan", "every plan but Free", "every plan but Free"),
        ("deleted after 30 days", "is deleted", "is never deleted", "never deleted after 30 days"),
    ],
)
def test_other_words_never_stand_and_are_said(quote: str, old: str, new: str, now: str) -> None:
    found = again(quote, old, new)
    assert found is not None
    assert (found.standing, found.now, found.reason) == ("moved", now, "words")
    assert text_of(found, PAGE.replace(old, new)) == now


@pytest.mark.parametrize(
    ("quote", "old", "new"),
    [
        ("train on your data", "do not train", "train"),
        ("train on your data", "do not train", "do train"),
        ("billed yearly", "$20 per month", "$25 per month"),
        ("for each seat", "$30", "$35"),
    ],
)
def test_a_number_or_a_not_that_comes_or_goes_beside_the_words_is_a_move(
    quote: str, old: str, new: str
) -> None:
    found = again(quote, old, new)
    assert found is not None
    assert (found.standing, found.now, found.reason) == ("moved", "", "sentence")


def test_the_same_words_in_other_surroundings_have_moved() -> None:
    found = find(
        anchored("Teams choose their own model", "Models\nTeams choose their own model, always."),
        "About us\nFounded in a garage.\nTeams choose their own model. Come and see.",
    )
    assert found is not None
    assert (found.standing, found.reason) == ("moved", "place")


@pytest.mark.parametrize(
    ("quote", "page"),
    [
        ("$20 per month", "A page about something else, from $5 a day"),
        ("$20", "Nothing but $20 bills in the till"),
        ("every plan", "We have a plan for every case of need"),
        ("Nobody reads what you write", ""),
        ("Nobody reads what you write", PAGE.replace("Nobody reads what you write, and it", "It")),
    ],
)
def test_what_does_not_stand_there_is_gone(quote: str, page: str) -> None:
    assert find(anchored(quote), page) is None


def test_words_within_other_words_are_not_found() -> None:
    page = "The cat sat on the mat"
    assert find(anchored("cat", page), "Catalogues of concatenated categories") is None
    assert find(anchored("cat", page), "The category sat on the mat") is None


def test_of_equal_passages_with_equal_surroundings_the_nearest_is_meant() -> None:
    page = "so it is. " * 200
    anchor = Anchor("so", "it is. ", " it is.")
    for start in (10, 500, 1500):
        found = find(anchor, page, near=start)
        assert found is not None
        assert found.start == start


def test_a_passage_that_is_known_to_be_another_is_left_out() -> None:
    page = "Plus costs $20 per month.\nTeam costs $20 per month."
    first = page.index("$20")
    found = find(anchored("$20", page), page, is_another=lambda start, _: start == first)
    assert found is None or found.start != first


def test_where_it_is_known_to_be_the_same_other_surroundings_do_no_harm() -> None:
    anchor = Anchor("$20 per month", "The Plus plan costs ", ", billed yearly.")
    page = "Now it is only $20 per month! Every seat."
    found = stands_at(anchor, page, start=15)
    assert found is not None
    assert found.standing == "stands"
    assert stands_at(anchor, page, start=3) is None
    turned = stands_at(anchor, page.replace("only", "not"), start=14)
    assert turned is not None
    assert turned.reason == "sentence"


def test_an_anchor_without_words_is_nowhere() -> None:
    assert find(Anchor(" \u200b"), PAGE) is None


_words = st.sampled_from(
    [
        "the",
        "plan",
        "costs",
        "users",
        "month",
        "team",
        "data",
        "storage",
        "price",
        "$20",
        "40%",
        "not",
    ]
)
_sentence = st.lists(_words, min_size=4, max_size=9).map(lambda words: " ".join(words) + ".")


@given(st.lists(_sentence, min_size=3, max_size=8, unique=True), st.data())
def test_paragraphs_added_elsewhere_keep_it_standing_and_taking_it_out_makes_it_gone(
    sentences: list[str], data: st.DataObject
) -> None:
    page = "\n".join(sentences)
    number = data.draw(st.integers(0, len(sentences) - 1))
    quote = f"Xylophone {sentences[number]}"
    sentences[number] = quote
    page = "\n".join(sentences)
    anchor = anchored(quote, page)
    other = data.draw(st.integers(0, len(sentences)))
    grown = "\n".join([*sentences[:other], "An unheard-of line, put in.", *sentences[other:]])
    found = find(anchor, grown)
    assert found is not None
    assert text_of(found, grown) == quote
    if len(sentences) > 1 and other not in {number, number + 1}:
        assert found.standing == "stands"
    without = "\n".join([*sentences[:number], *sentences[number + 1 :]])
    gone = find(anchor, without)
    assert gone is None or gone.standing == "moved"


def test_quotes_are_marked_in_the_order_of_the_page_and_may_overlap() -> None:
    quotes = [
        Quote(id=name, **anchored(words)._asdict())
        for name, words in (
            ("q1", "Nobody reads what you write"),
            ("q2", "$20 per month"),
            ("q3", "costs $20"),
        )
    ]
    quotes.append(Quote(id="q4", exact="not on this page at all"))
    page = Searchable(PAGE)
    found = marks(page, quotes)
    assert [mark.quote for mark in found] == ["q3", "q2", "q1"]
    assert [PAGE[mark.start : mark.end] for mark in found] == [
        "costs $20", "$20 per month", "Nobody reads what you write",
    ]  # fmt: skip
    assert marks(PAGE, quotes) == found
    assert isinstance(found[0], Mark)


def test_one_changed_character_is_found_where_words_are_not_divided() -> None:
    page = "料金\n月額プランは20ドルで、年払いのみです。データは学習に使われません。"
    turned = find(anchored("データは学習に使われません", page), page.replace("れません", "れます"))
    assert turned is not None
    assert (turned.standing, turned.now) == ("moved", "データは学習に使われます")
    elsewhere = "お知らせ\nお客様のデータは一切学習に使われません。ご安心ください。"
    found = find(anchored("データは学習に使われません", page), elsewhere)
    assert text_of(found, elsewhere) == "データは一切学習に使われません"


def test_what_is_too_long_to_be_compared_is_found_by_its_very_words_alone() -> None:
    page = "One line of it. " * 4000
    anchor = Anchor(page.strip())
    assert text_of(find(anchor, f"Before. {page}"), f"Before. {page}") == page.strip()
    assert find(anchor, page.replace("One", "A", 1)) is None
