"""A page has an author only where it names a person for one."""

from __future__ import annotations

import json

import pytest

from tests.lab.evidence.reading.made import PROSE, article, facts_of


def linked(author: object, **values: object) -> str:
    data = {"@context": "https://schema.org", "@type": "Article", "author": author, **values}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def author(html: str) -> str | None:
    return facts_of(html).author


ANN = "<p>By Ann Lee</p>"


@pytest.mark.parametrize(
    "stated",
    [
        "Ann Lee",
        "By Ann Lee",
        {"@type": "Person", "name": "Ann Lee"},
        [{"@type": "Person", "name": "Ann Lee"}],
        {"@type": "Person", "name": ["Ann Lee"]},
    ],
)
def test_every_form_of_linked_data_is_understood(stated: object) -> None:
    assert author(article(head=linked(stated), beside=ANN)) == "Ann Lee"


def test_an_author_may_stand_elsewhere_in_the_graph() -> None:
    graph = [
        {"@type": "Article", "author": {"@id": "#ann"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'

    assert author(article(head=head, beside=ANN)) == "Ann Lee"


@pytest.mark.parametrize(
    "beside",
    [
        "<p>By Ann Lee</p>",
        "<p>Written by <a href='/x'>Ann Lee</a> | 4 min read</p>",
        "<div>By</div><div>Ann Lee</div>",
        "<p><a rel='author' href='/ann'>Ann Lee</a></p>",
        "<p class='post-author'>Ann Lee</p>",
        "<p><span itemprop='author'>Ann Lee</span> <b>Jan 5, 2026</b></p>",
    ],
)
def test_a_byline_beside_the_heading_needs_no_markup(beside: str) -> None:
    assert author(article(beside=beside)) == "Ann Lee"


def test_several_authors_are_joined() -> None:
    head = linked([{"name": "Ann Lee"}, {"name": "Bo Ray"}])

    assert author(article(head=head, beside="<p>By Ann Lee and Bo Ray</p>")) == "Ann Lee, Bo Ray"


def test_the_byline_may_name_more_than_the_markup() -> None:
    html = article(head=linked("Ann Lee"), beside="<p>By Ann Lee, Bo Ray &amp; Cy Doe</p>")

    assert author(html) == "Ann Lee, Bo Ray, Cy Doe"


def test_a_name_in_the_markup_counts_where_the_page_shows_it() -> None:
    shown = f"{PROSE}<p>About Ann Lee: she writes about prices.</p>"

    assert author(article(head=linked("Ann Lee"), body=shown)) == "Ann Lee"
    assert author(article(head=linked("Ann Lee"))) is None


@pytest.mark.parametrize(
    "stated",
    [
        "admin",
        "Acme",
        "https://acme.example/ann",
        "ann@acme.example",
        "@annlee",
        "{{ page.author }}",
        "undefined",
        "mdelatorreq6vkpg2ma0ci",
        "",
        {"@type": "Organization", "name": "Acme"},
        {"@type": "Person"},
        {"@id": "#nobody"},
        7,
        None,
    ],
)
def test_what_names_nobody_is_no_author(stated: object) -> None:
    head = (
        linked(stated)
        + f'<meta name="author" content="{stated if isinstance(stated, str) else ""}">'
        + '<meta property="og:site_name" content="Acme">'
    )

    assert author(article(head=head)) is None


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Medically reviewed by Ann Lee</p>",
        "<p>By the editorial team</p>",
        "<p>By Acme Staff</p>",
        "<p>By popular demand, we lowered our prices.</p>",
        "<p class='author-bio'>Certified Price Writer</p>",
        "<p><a href='/team/join-us'>Join Us Now</a></p>",
        "<p>By the editorial team</p><p class='author'>Ann Lee</p>",
    ],
)
def test_what_stands_beside_a_heading_is_not_always_its_author(beside: str) -> None:
    assert author(article(beside=beside)) is None


def test_an_author_of_a_comment_or_of_a_review_is_not_the_author_of_the_page() -> None:
    head = linked(None, comment=[{"@type": "Comment", "author": {"name": "Bo Ray"}}])
    body = f"{PROSE}<section><p class='comment-author'>Bo Ray</p><p>Nice!</p></section>"

    assert author(article(head=head, body=body)) is None


def test_titles_after_a_name_stay_and_offices_go() -> None:
    html = article(head=linked("Ann Lee"), beside="<p>By Ann Lee, PhD, Senior Editor</p>")

    assert author(html) == "Ann Lee, PhD"


def test_a_paper_is_not_part_of_the_name() -> None:
    head = '<meta property="og:site_name" content="Price Daily">'

    assert author(article(head=head, beside="<p>By Ann Lee, Price Daily</p>")) == "Ann Lee"


@pytest.mark.parametrize("kind", ["service", "product", "collection", "listing", "documentation"])
def test_pages_that_nobody_signs_have_no_author(kind: str) -> None:
    html = article(head=linked("Ann Lee"), beside=ANN)

    assert facts_of(html, kind=kind).author is None  # type: ignore[arg-type]  # all are kinds
