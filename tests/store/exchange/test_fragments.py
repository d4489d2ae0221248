"""Links to the very words on a page."""

from __future__ import annotations

import pytest

from store.exchange.fragments import fragment_link

PAGE = "https://example.com/pricing"
LONG = "Answers come with a source for every sentence and you can open each of them beside the text"


def test_a_quote_of_some_length_is_named_in_full_without_its_surroundings() -> None:
    link = fragment_link(
        PAGE, exact="Unlimited answers for every member of a team.", prefix="x y ", suffix=" z"
    )
    assert link == f"{PAGE}#:~:text=Unlimited%20answers%20for%20every%20member%20of%20a%20team."


def test_a_short_quote_is_told_from_others_by_whole_words_around_it() -> None:
    link = fragment_link(
        PAGE, exact="$10 a month", prefix="answers\non Plus for ", suffix=" and member, billed"
    )
    assert link == f"{PAGE}#:~:text=on%20Plus%20for-,%2410%20a%20month,-and%20member%2C%20billed"


def test_a_long_quote_is_named_by_how_it_begins_and_ends() -> None:
    link = fragment_link(PAGE, exact=LONG)
    assert link == f"{PAGE}#:~:text=Answers%20come%20with%20a,them%20beside%20the%20text"


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        ("off-peak, A&B in one of our larger plans", "off%2Dpeak%2C%20A%26B"),
        ("2 * 3 models in snake_case for each team", "2%20%2A%203%20models%20in%20snake_case"),
        ("Größe und Maß für alle Länder und Leute", "Gr%C3%B6%C3%9Fe"),
    ],
)
def test_what_has_a_meaning_in_a_link_is_spelt_out(exact: str, said: str) -> None:
    assert f":~:text={said}" in fragment_link(PAGE, exact=exact)


def test_what_spans_several_blocks_is_named_by_both_ends() -> None:
    assert fragment_link(PAGE, exact="Plan\nPrice\nPlus\n$10") == f"{PAGE}#:~:text=Plan,%2410"
    text = "What you get in all of the plans\n—\nanswers with sources"
    assert fragment_link(PAGE, exact=text).endswith(
        "What%20you%20get%20in,answers%20with%20sources"
    )


@pytest.mark.parametrize(
    ("url", "start"),
    [
        (f"{PAGE}#plans", f"{PAGE}#plans:~:text=All"),
        (f"{PAGE}#plans:~:text=Old", f"{PAGE}#plans:~:text=All"),
        (f"{PAGE}?q=1", f"{PAGE}?q=1#:~:text=All"),
    ],
)
def test_an_address_keeps_its_own_fragment_and_loses_an_earlier_directive(
    url: str, start: str
) -> None:
    assert fragment_link(url, exact="All models on every plan that we sell").startswith(start)


@pytest.mark.parametrize("url", ["", "notes.html", "javascript:alert(1)", "https://a.test/ b"])
def test_only_an_address_of_the_web_leads_to_words(url: str) -> None:
    assert fragment_link(url, exact="All models") == url


@pytest.mark.parametrize("exact", ["", "—", "\n — \n"])
def test_no_words_leave_the_address_as_it_is(exact: str) -> None:
    assert fragment_link(PAGE, exact=exact) == PAGE


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert ":~:text=" in fragment_link(PAGE, exact="broken \ud83d pair of words")
