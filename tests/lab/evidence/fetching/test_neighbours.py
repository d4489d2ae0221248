"""The other pages of a site that are worth a capture."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from lab.evidence.captured import Fetched, Neighbour
from lab.evidence.fetching import fetch_neighbours
from lab.evidence.fetching.neighbours import neighbours_of
from lab.evidence.fetching.sites import site_of
from tests.conftest import MONDAY_MORNING
from tests.lab.evidence.serving import answer

if TYPE_CHECKING:
    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.serving import Site

HERE = "https://www.example.com/product/"


def found(*links: str, here: str = HERE) -> list[tuple[str, str]]:
    return [(each.kind, each.url) for each in neighbours_of("".join(links), here)]


def link(address: str, words: str = "Look") -> str:
    return f'<p><a href="{address}">{words}</a></p>'


@pytest.mark.parametrize(
    ("address", "words", "kind"),
    [
        ("/pricing", "Look", "pricing"),
        ("/x", "Plans &amp; Pricing", "pricing"),
        ("/x", "<b>Pricing</b>", "pricing"),
        ("/de/preise.html", "Los", "pricing"),
        ("/x", "料金プラン", "pricing"),
        ("/x", "Tarifs", "pricing"),
        ("https://docs.example.com", "Look", "docs"),
        ("https://example.com/Documentation", "Look", "docs"),
        ("/x", "Documentação", "docs"),
        ("/blog/change-log/", "Look", "changelog"),
        ("/x", "What’s new", "changelog"),
        ("/release_notes", "Look", "changelog"),
        ("/legal/terms-of-service", "Look", "terms"),
        ("/x", "Datenschutzerklärung", "terms"),
        ("/x", "개인정보처리방침", "terms"),
    ],
)
def test_a_link_is_known_by_its_address_or_by_its_words(
    address: str, words: str, kind: str
) -> None:
    assert [each[0] for each in found(link(address, words))] == [kind]


@pytest.mark.parametrize(
    "address",
    [
        *("https://example.org/pricing", "https://notexample.com/pricing", "mailto:a@example.com"),
        *(
            "javascript:pricing",
            "/pricing.pdf",
            "#pricing",
            "http://[x/pricing",
            "/a/b/c/d/pricing",
        ),
        *("https://ana:secret@example.com/pricing", "https://example.com:8443/pricing"),
        *("https://example.com:x/pricing", "data:text/html,pricing", "/pricing?" + "x" * 600),
    ],
)
def test_what_is_foreign_or_no_page_is_left_out(address: str) -> None:
    assert found(link(address, "Pricing")) == []


def test_words_that_only_mention_prices_lead_nowhere() -> None:
    assert found(link("/blog/why-pricing-is-hard", "Why our pricing is hard")) == []


def test_one_page_is_offered_once_under_its_best_words() -> None:
    links = (
        link("https://example.com/pricing/?utm_source=top", ""),
        link("/pricing#enterprise", "Pricing"),
        link("http://www.example.com/Pricing", "More"),
    )
    offered = neighbours_of("".join(links), HERE)
    assert offered == (Neighbour("https://www.example.com/pricing", "pricing", "Pricing"),)


def test_the_page_itself_is_not_its_neighbour() -> None:
    assert found(link("/product", "Pricing"), link("?", "Docs")) == []


def test_a_handful_of_each_kind_is_offered_the_plainest_first() -> None:
    links = [link(f"/a/b/{number}/docs", "Look") for number in range(9)]
    offered = found(*links, link("/docs", "Docs"), link("/x", "Terms"), link("/y", "Pricing"))
    assert offered[0] == ("pricing", "https://www.example.com/y")
    assert offered[1] == ("docs", "https://www.example.com/docs")
    assert [kind for kind, _ in offered] == ["pricing", "docs", "docs", "docs", "terms"]


def test_addresses_count_from_the_base_that_a_page_names() -> None:
    assert found('<base href="/de/">', link("preise")) == [
        ("pricing", "https://www.example.com/de/preise")
    ]


def test_a_link_without_words_is_named_by_its_label_or_its_path() -> None:
    links = '<a href="/pricing" aria-label="All\nplans"></a><a href="/legal/tos"><img></a>'
    assert [each.title for each in neighbours_of(links, HERE)] == ["All plans", "legal/tos"]


def test_a_hundred_thousand_links_and_tags_are_no_more_than_a_handful() -> None:
    page = "<div>" * 100_000 + link("/pricing") * 50_000
    assert len(neighbours_of(page, HERE)) <= 3


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("example.com", "example.com"),
        ("docs.api.example.com", "example.com"),
        ("www.example.co.uk", "example.co.uk"),
        ("www.example.com.au", "example.com.au"),
        ("a.b.de", "b.de"),
        ("mine.github.io", "mine.github.io"),
        ("x.mine.vercel.app", "mine.vercel.app"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("localhost", "localhost"),
    ],
)
def test_a_site_is_what_one_owner_has(host: str, site: str) -> None:
    assert site_of(host) == site


# The sitemap


def sitemap(*addresses: str, of: str = "urlset") -> str:
    listed = "".join(f"<url><loc>{each}</loc></url>" for each in addresses)
    return f'<?xml version="1.0"?><{of}>{listed}</{of}>'


async def listed(getting: Getting, host: str = "shop.test") -> list[str]:
    page = Fetched(f"http://{host}/", f"http://{host}/", b"", "", "", MONDAY_MORNING)
    offered = await fetch_neighbours(
        page,
        limits=getting.limits,
        environ={},
        look_up=getting.internet.look_up,
        dial=getting.internet.dial,
    )
    return [each.url for each in offered]


async def test_the_sitemap_says_what_links_do_not(shop: Site, getting: Getting) -> None:
    shop.page(
        "/sitemap.xml",
        sitemap("http://shop.test/pricing", "http://shop.test/a?b&amp;c", "http://x"),
    )
    assert await listed(getting) == ["http://shop.test/pricing"]
    assert shop.paths == ["/robots.txt", "/sitemap.xml"]


async def test_a_packed_sitemap_named_in_robots_txt_is_found_and_one_part_of_it_read(
    shop: Site, getting: Getting
) -> None:
    shop.page("/robots.txt", "Sitemap: http://shop.test/all.xml.gz")
    index = sitemap("http://shop.test/posts.xml", "http://shop.test/pages.xml", of="sitemapindex")
    shop.page("/all.xml.gz", gzip.compress(index.encode()))
    shop.page("/pages.xml", sitemap("http://shop.test/docs/"))
    assert await listed(getting) == ["http://shop.test/docs/"]
    assert shop.paths == ["/robots.txt", "/all.xml.gz", "/pages.xml"]


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "http://shop.test/pricing"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<urlset><url><loc>&b;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    "data",
    [
        BOMB.encode(),
        gzip.compress(bytes(20_000_000)),
        b"\x1f\x8bnot packed",
        b"x" * 2_000_000,
        sitemap("http://elsewhere.test/pricing", "file:///etc/passwd").encode(),
        sitemap("http://127.0.0.1/sitemap.xml", of="sitemapindex").encode(),
        sitemap(of="sitemapindex").encode(),
    ],
    ids=["entities", "bomb", "damaged", "too large", "foreign", "private part", "empty index"],
)
async def test_a_sitemap_of_tricks_offers_nothing(
    data: bytes, shop: Site, getting: Getting
) -> None:
    shop.page("/sitemap.xml", data)
    assert await listed(getting) == []
    assert getting.internet.dialled == ["93.184.215.14"] * 2


async def test_a_sitemap_is_left_alone_where_the_site_asks_for_that(
    shop: Site, getting: Getting
) -> None:
    shop.page("/robots.txt", "User-agent: *\nDisallow: /s").page("/sitemap.xml", sitemap())
    assert await listed(getting) == []
    assert shop.paths == ["/robots.txt"]


async def test_a_slow_sitemap_is_not_waited_for(shop: Site, getting: Getting) -> None:
    shop.play("/sitemap.xml", lambda visit: visit.wait())
    getting.within(seconds=0.1)
    assert await listed(getting) == []


async def test_a_site_without_one_offers_nothing(shop: Site, getting: Getting) -> None:
    shop.play("*", answer(status=404))
    assert await listed(getting) == []
    assert await listed(getting, "nosuch.test") == []
