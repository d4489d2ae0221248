"""Title, site and language come out clean; nothing that a page puts into its head does harm."""

from __future__ import annotations

import json

import pytest

from lab.evidence.reading.linked_data import read_things
from tests.lab.evidence.reading.made import article, facts_of


def page(*, head: str = "", body: str = "", tag: str = "") -> str:
    return f"<!doctype html><html{tag}><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Pricing | Acme</title>", "<h1>Pricing</h1>", "Pricing"),
        ("<title>Acme – Pricing</title>", "<h1>Plans for everybody</h1>", "Pricing"),
        ("<title>Pricing &amp; plans</title>", "", "Pricing & plans"),
        ("<title>Acme</title>", "<h1>Welcome to all of it</h1>", "Acme"),
        ('<meta property="og:title" content="Pricing">', "", "Pricing"),
        ("", "<h1>Pricing</h1>", "Pricing"),
        ("<title>What we charge: a guide | Acme</title>",
         "<h1>Acme</h1><h2>What we charge: a guide</h2>", "What we charge: a guide"),
        ("<title>Pricing\n\tand plans\u2028for &#x202e;all\x07</title>", "",
         "Pricing and plans for all"),
        ("<title> </title>", "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_or_what_the_head_says_without_the_site(
    head: str, body: str, title: str | None
) -> None:
    assert facts_of(page(head=head, body=body), url="https://acme.example/x").title == title


def test_a_very_long_title_is_cut_between_words() -> None:
    title = facts_of(page(head=f"<title>{'Pricing plans ' * 500}</title>")).title

    assert title is not None
    assert len(title) <= 301
    assert title.endswith(("plans…", "Pricing…"))


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        (' lang="en"', "en"),
        (' lang="EN-us"', "en-US"),
        (' lang="pt_BR"', "pt-BR"),
        (' lang="zh-hans-cn"', "zh-Hans-CN"),
        (' xml:lang="de"', "de"),
        (' lang=""', None),
        (' lang="{{ lang }}"', None),
        (' lang="und"', None),
        ("", None),
    ],
)
def test_the_language_is_the_one_that_the_page_names(tag: str, language: str | None) -> None:
    assert facts_of(page(tag=tag)).language == language


@pytest.mark.parametrize(
    ("head", "site"),
    [
        ('<meta property="og:site_name" content="Acme  Blog">', "Acme Blog"),
        ('<meta name="application-name" content="Acme">', "Acme"),
        (
            '<script type="application/ld+json">{"@type": "WebSite", "name": "Acme"}</script>',
            "Acme",
        ),
        ("<title>Pricing | Acme</title>", None),
    ],
)
def test_the_site_is_named_only_where_it_names_itself(head: str, site: str | None) -> None:
    assert facts_of(page(head=head)).site == site


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "Article", "headline": "Prices",}',
        '<!-- {"@type": "Article", "headline": "Prices"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Prices"}\n//]]>',
        '[{"@type": ["Article", "Thing"], "headline": "Prices"}]',
        '{"@graph": [{"@type": "https://schema.org/Article", "headline": "Prices"}]}',
        '{"@type": "Article", "headline": "Pri\nces"}',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Prices&quot;}",
    ],
)
def test_linked_data_is_read_through_what_pages_wrap_it_in(script: str) -> None:
    (thing,) = read_things([script])

    assert "article" in thing.types
    assert thing.text("headline").replace("\n", "") == "Prices"


@pytest.mark.parametrize(
    "script",
    [
        "",
        "null",
        '"text"',
        '{"@type": "Article", "headline": ',
        "[" * 200_000,
        '{"@type":' * 50_000,
        "{" * 10,
        '{"@type": {"a": [1, null]}}',
    ],
)
def test_broken_linked_data_says_nothing_and_harms_nothing(script: str) -> None:
    assert read_things([script]) == []


def test_ten_megabytes_of_linked_data_are_not_even_parsed() -> None:
    huge = json.dumps([{"@type": "Article", "headline": "x" * 1_000}] * 10_000)

    assert read_things([huge]) == []


def test_linked_data_with_very_many_or_very_deep_objects_is_cut() -> None:
    many = json.dumps([{"@type": "Thing"}] * 20_000)
    deep = '{"@type": "Thing", "a": ' * 60 + "1" + "}" * 60

    assert len(read_things([many])) == 5_000
    assert len(read_things([deep])) < 60


def test_halves_of_characters_and_hidden_directions_do_not_survive() -> None:
    data = r'{"@type": "Article", "author": "Ann \ud800Lee\u202e"}'
    html = article(
        head=f'<script type="application/ld+json">{data}</script>', beside="<p>By Ann Lee</p>"
    )

    found = facts_of(html)

    assert str(found).encode()
    assert found.author == "Ann Lee"


def test_a_page_full_of_metas_is_read_all_the_same() -> None:
    metas = "".join(f'<meta name="n{number}" content="{"y" * 200}">' for number in range(5_000))

    assert facts_of(page(head=f"<title>Pricing</title>{metas}")).title == "Pricing"
