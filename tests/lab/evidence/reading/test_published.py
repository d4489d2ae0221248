"""A page has a day only where it states one; a wrong day is worse than none."""

from __future__ import annotations

import json

import pytest

from tests.lab.evidence.reading.made import PROSE, article, facts_of


def linked(**values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "Article", **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def published(html: str, url: str = "https://acme.example/blog/pricing") -> str | None:
    return facts_of(html, url=url).published


META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    "shown",
    [
        "January 5, 2026",
        "Jan. 5th, 2026",
        "5 January 2026",
        "2026-01-05",
        "05.01.2026",
        "1/5/2026",
        "5 de enero de 2026",
        "2026年1月5日",
        "Published on Jan 5, 2026 · 4 min read",
        '<time datetime="2026-01-05">a while ago</time>',
    ],
)
def test_a_day_that_page_and_markup_state_is_taken(shown: str) -> None:
    html = article(head=linked(datePublished="2026-01-05"), beside=f"<p>{shown}</p>")

    assert published(html) == "2026-01-05"


@pytest.mark.parametrize("shown", ["January 5, 2026", "Posted: 5 Jan 2026 by Ann"])
def test_a_day_right_below_the_heading_needs_no_markup(shown: str) -> None:
    assert published(article(beside=f"<div>{shown}</div>")) == "2026-01-05"


def test_a_day_in_the_head_is_taken_where_the_page_shows_none() -> None:
    assert published(article(head=META.format("2026-01-05T10:00:00+00:00"))) == "2026-01-05"


@pytest.mark.parametrize(
    "shown",
    [
        "Updated January 5, 2026",
        "Last modified: Jan 5, 2026",
        "Reviewed on 5 January 2026",
        "© 2026 Acme",
        "Effective January 5, 2026",
        "Webinar: January 5, 2026",
        '<span class="date-changed">January 5, 2026</span>',
        "3/4/2026",
        "January 2026",
        "February 30, 2026",
        "January 5, 2027",
    ],
)
def test_what_is_no_day_of_publication_is_not_taken_for_one(shown: str) -> None:
    assert published(article(beside=f"<p>{shown}</p>")) is None


def test_the_day_of_the_last_change_is_not_taken_from_the_markup() -> None:
    html = article(
        head=linked(dateModified="2026-01-05")
        + '<meta property="article:modified_time" content="2026-01-05">'
    )

    assert published(html) is None


def test_a_bare_day_that_programs_are_told_is_the_last_change_is_left() -> None:
    html = article(head=linked(dateModified="2026-01-05"), beside="<p>January 5, 2026</p>")

    assert published(html) is None


def test_a_page_that_shows_another_day_than_its_markup_has_none() -> None:
    html = article(head=linked(datePublished="2020-03-03"), beside="<p>January 5, 2026</p>")

    assert published(html) is None


def test_markup_that_contradicts_itself_states_nothing() -> None:
    html = article(
        head=linked(datePublished="2020-03-03") + META.format("2026-01-05T10:00:00+00:00")
    )

    assert published(html) is None


def test_both_readings_of_a_day_in_numbers_can_confirm_the_markup() -> None:
    html = article(head=linked(datePublished="2026-02-03"), beside="<p>03/02/2026</p>")

    assert published(html) == "2026-02-03"


def test_days_of_comments_and_of_related_cards_are_left_alone() -> None:
    below = (
        f"{PROSE}<section class='comments'><p>January 5, 2026</p><p>Nice!</p></section>"
        "<aside><a href='/b'>Another text</a><time datetime='2026-01-09'>Jan 9</time></aside>"
    )

    assert published(article(body=below)) is None


def test_a_related_text_in_the_markup_does_not_lend_its_day() -> None:
    data = {
        "@graph": [
            {
                "@type": "BlogPosting",
                "url": "https://acme.example/blog/other",
                "datePublished": "2025-12-24",
            },
            {
                "@type": "BlogPosting",
                "url": "https://acme.example/blog/pricing/",
                "datePublished": "2026-01-05",
            },
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    assert published(article(head=head, beside="<p>Jan 5, 2026</p>")) == "2026-01-05"


def test_an_item_of_a_list_does_not_lend_its_day() -> None:
    data = {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "item": {"@type": "Article", "datePublished": "2026-01-05"}}
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'

    assert published(article(head=head)) is None


def test_a_stamp_is_the_day_that_the_address_names_where_both_can_be_true() -> None:
    html = article(head=META.format("2026-01-06T02:30:00+00:00"))

    assert published(html, "https://acme.example/2026/01/05/pricing") == "2026-01-05"


@pytest.mark.parametrize("kind", ["service", "product", "collection", "listing", "documentation"])
def test_pages_that_are_no_texts_of_a_day_have_none(kind: str) -> None:
    html = article(head=linked(datePublished="2026-01-05"), beside="<p>January 5, 2026</p>")

    assert facts_of(html, kind=kind).published is None  # type: ignore[arg-type]  # all are kinds


@pytest.mark.parametrize(
    "stamp", ["0000-00-00", "1970-01-01", "yesterday", "2026", "{{ date }}", "9" * 5000]
)
def test_a_stamp_that_nobody_filled_in_is_none(stamp: str) -> None:
    assert published(article(head=META.format(stamp))) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.example/",
        "https://acme.example/pricing",
        "https://acme.example/docs/current/pricing.html",
        "https://docs.acme.example/pricing",
        "https://acme.example/services/pricing/",
        "https://acme.example/en-us/products",
    ],
)
def test_an_address_may_speak_against_a_text_of_a_day(url: str) -> None:
    html = article(head=linked(datePublished="2026-01-05"), beside="<p>January 5, 2026</p>")

    assert published(html, url) is None
