"""A verdict says how much of a page stands in its text, and why, to a person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from lab.evidence.reading import read_page
from lab.evidence.saved import read_saved
from tests.lab.evidence.reading.made import PROSE, article, fetched

NOW = datetime(2026, 11, 2, tzinfo=UTC)
SCRIPT = f"<script>{'function start(app) { return app.mount(); } ' * 800}</script>"


@pytest.mark.parametrize("status", [401, 402, 403, 429, 451, 503, 999])
def test_a_site_that_keeps_us_out_by_its_answer_is_blocked(status: int) -> None:
    capture = read_page(fetched(article(), status=status))

    assert capture.verdict == "blocked"
    assert str(status) in capture.reasons[0]
    assert "Save page as…" in capture.reasons[1]


CHALLENGE = "<title>Just a moment...</title><h1>acme.example</h1><p>Checking your browser.</p>"
ONE_MORE_STEP = (
    "<title>acme.example</title><h1>One more step</h1><p>Verify you are human by completing "
    "the action below.</p><p>Performance &amp; security by Example</p>"
)
DENIED = "<title>Access to this page has been denied</title><p>Press &amp; Hold to confirm.</p>"
TRAFFIC = "<title>Sorry</title><p>Our systems have detected unusual traffic from your network.</p>"
LOGIN = (
    "<title>Acme</title><h1>Welcome back</h1><form><p>Sign in to Acme</p><input type='text'>"
    "<input type='password'><a href='/r'>Forgot your password?</a></form>"
)
CONSENT = (
    "<title>Acme</title><h2>We value your privacy</h2><p>We and our 812 partners use cookies."
    "</p><button>Accept all</button>"
)
FREE = '<script type=\'application/ld+json\'>{{"@type": "Article", {}}}</script>'


@pytest.mark.parametrize("html", [CHALLENGE, ONE_MORE_STEP, DENIED, TRAFFIC, LOGIN, CONSENT])
def test_a_page_that_first_wants_a_person_is_blocked(html: str) -> None:
    capture = read_page(fetched(f"<html><head></head><body>{html}{SCRIPT}</body></html>"))

    assert capture.verdict == "blocked"
    assert "Save page as…" in capture.reasons[-1]


REACT = (
    "<noscript>You need to enable JavaScript to run this app.</noscript>"
    f'<div id="root"></div>{SCRIPT}'
)
VUE = '<div id="app"></div><script src="/assets/index-4f3a.js" type="module"></script>'
ANGULAR = "<app-root></app-root><script src='main.js' type='module'></script>"
NEXT = (
    '<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">'
    f'{{"props": "{"x" * 30_000}"}}</script><script src="/_next/main.js"></script>'
)
NUXT = f'<div id="__nuxt"></div><script>window.__NUXT__={{}}</script>{SCRIPT}'


FORUM = "<forum-assets></forum-assets><forum-app-header></forum-app-header>"


@pytest.mark.parametrize("body", [REACT, VUE, ANGULAR, NEXT, NUXT, FORUM])
def test_the_shell_of_an_app_is_client_rendered(body: str) -> None:
    html = f"<html><head><title>Acme</title></head><body>{body}</body></html>"

    capture = read_page(fetched(html))

    assert capture.verdict == "client-rendered"
    assert "filled in by scripts" in capture.reasons[0]
    assert "Save page as…" in capture.reasons[1]


def test_a_saved_shell_is_not_asked_to_be_saved_in_the_same_way_again() -> None:
    html = f'<html><body><div id="root"></div>{SCRIPT}</body></html>'

    reasons = read_page(fetched(html), is_file=True).reasons

    assert "wait until all of it is shown" in reasons[-1]
    assert "capture that file instead" not in reasons[-1]


def test_an_article_with_scripts_around_it_is_good() -> None:
    html = article(beside=f'<div id="root"></div>{SCRIPT}')

    capture = read_page(fetched(html))

    assert (capture.verdict, capture.reasons) == ("good", ())
    assert capture.words > 300


@pytest.mark.parametrize(
    "html",
    [
        "<title>Page not found | Acme</title><h1>Oops</h1><p>Try the search.</p>",
        "<title>Acme</title><h1>404</h1><p>Nothing here.</p>",
        "<title>Acme</title><h1>This page isn’t available</h1><p>It may have moved.</p>",
    ],
)
def test_an_error_page_is_poor_though_the_server_says_all_is_well(html: str) -> None:
    capture = read_page(fetched(f"<html><body>{html}</body></html>"))

    assert capture.verdict == "poor"
    assert "Check the address" in capture.reasons[0]


@pytest.mark.parametrize(
    ("status", "why"), [(404, "no such page"), (410, "no such"), (500, "error")]
)
def test_an_answer_that_is_an_error_is_poor(status: int, why: str) -> None:
    capture = read_page(fetched(article(), status=status))

    assert capture.verdict == "poor"
    assert why in capture.reasons[0]


def test_a_text_about_errors_and_robots_is_no_error_and_no_robot_check() -> None:
    html = article(heading="404 pages that verify you are human", body=PROSE * 2)

    assert read_page(fetched(html)).verdict == "good"


def test_hardly_any_text_is_poor_and_little_is_partial() -> None:
    few = read_page(fetched("Prices on request.", media_type="text/plain"))
    note = "A short note about prices. " * 8
    little = read_page(fetched(f"<main><p>{note}</p></main>{SCRIPT}"))

    assert (few.verdict, few.reasons) == ("poor", ("There is hardly any text on it: 3 words.",))
    assert (little.verdict, little.reasons) == (
        "partial",
        ("There is little text on it: 40 words.",),
    )


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("A short note about prices. " * 8, "text/plain"),
        (f"<main><h1>Prices</h1><p>{'A short note about prices. ' * 6}</p></main>", "text/html"),
    ],
)
def test_a_short_page_that_is_there_as_a_whole_is_good(text: str, media_type: str) -> None:
    found = read_page(fetched(text, media_type=media_type))
    assert (found.verdict, found.reasons) == ("good", ())


def test_a_passage_that_somebody_copied_into_a_file_is_good() -> None:
    said = read_saved("note.txt", b"Pro costs $8 a month.", now=NOW, saved_at=None)
    assert (said.verdict, said.words) == ("good", 5)


@pytest.mark.parametrize(
    "mark",
    [
        "<p>Subscribe to continue reading.</p>",
        "<p>This article is only for paying subscribers.</p>",
        FREE.format('"isAccessibleForFree": "False"'),
        FREE.format('"isAccessibleForFree": false'),
    ],
)
def test_a_paywall_makes_a_short_text_partial(mark: str) -> None:
    short = "<p>" + "The assistant costs more than it did a year ago. " * 14 + "</p>"

    capture = read_page(fetched(article(body=short + mark)))

    assert capture.verdict == "partial"
    assert "subscribers" in capture.reasons[0]


def test_many_unreadable_characters_make_a_text_partial() -> None:
    words = ("Preise für Größen " * 40).encode("utf-8")
    broken = words.replace("ö".encode(), b"\xff")

    capture = read_page(fetched(broken, media_type="text/plain", charset="utf-8"))

    assert capture.verdict in ("partial", "good")
    assert ("�" in capture.markdown) == (capture.verdict == "partial")


def test_reasons_are_sentences() -> None:
    captures = [read_page(fetched(article(), status=status)) for status in (403, 404, 500)] + [
        read_page(fetched("", media_type="text/plain"))
    ]

    assert all(one[0].isupper() and one.endswith(".") for each in captures for one in each.reasons)


@pytest.mark.parametrize(
    "content", ["0;url=/docs/latest/", "5; URL='/docs/latest/'", "0, /docs/latest/"]
)
def test_a_page_that_only_sends_browsers_on_says_where_to(content: str) -> None:
    html = f'<html><head><meta http-equiv="Refresh" content="{content}"></head><body>Wait.</body>'

    capture = read_page(fetched(html, url="https://acme.example/docs/"))

    assert capture.verdict == "poor"
    assert capture.reasons == (
        "The page only sends browsers on to https://acme.example/docs/latest/",
        "Capture that address instead.",
    )


@pytest.mark.parametrize(
    "content", ["30", "0;url=javascript:alert(1)", "5;url=#top", "0;url=http://["]
)
def test_a_page_that_only_loads_itself_again_sends_nobody_on(content: str) -> None:
    html = f'<html><head><meta http-equiv="refresh" content="{content}"></head><body>Wait.</body>'

    capture = read_page(fetched(html, url="https://acme.example/docs/"))

    assert capture.reasons == ("There is hardly any text on it: one word.",)


def test_a_page_whose_text_lies_behind_what_is_read_says_so() -> None:
    html = f"<html><head><style>{'a{} ' * 2_100_000}</style></head><body>{PROSE}</body></html>"

    capture = read_page(fetched(html))

    assert capture.verdict == "poor"
    assert "longer or deeper" in capture.reasons[1]


def test_of_an_endless_text_the_beginning_is_kept() -> None:
    capture = read_page(fetched("Twelve words of one line. \n" * 400_000, media_type="text/plain"))

    assert capture.verdict == "partial"
    assert "its end may be missing" in capture.reasons[0]
    assert 7_900_000 < len(capture.markdown) <= 8_000_000
    assert capture.markdown.endswith("line. \n")
