"""A teardown as a page: safe against any text in it, and with everything on it."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.exchange.html import to_html
from store.exchange.html_text import block, inline, link
from store.records import Counterpoint
from tests.store.exchange.example_record import example_record
from tests.store.making import make_record
from tests.store.record_strategies import teardowns
from tests.store.text_strategies import FRAGMENTS, texts

if TYPE_CHECKING:
    from store.records import Teardown

EXAMPLE = to_html(example_record())

OURS = frozenset(
    (
        *("html", "head", "meta", "title", "style", "body", "div", "header", "main", "footer"),
        *("nav", "section", "article", "p", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "ul", "li"),
        *("dl", "dt", "dd", "a", "span", "bdi", "small", "time", "blockquote", "svg", "rect"),
        *("em", "strong", "s", "code", "pre", "br", "hr", "table", "thead", "tbody"),
        *("tr", "th", "td"),
    )
)
ATTRIBUTES = frozenset(
    (
        *("id", "class", "dir", "href", "rel", "lang", "charset", "http-equiv", "content", "name"),
        *("aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex", "datetime", "start"),
        *("viewbox", "preserveaspectratio", "x", "y", "width", "height"),
    )
)
VOID = frozenset({"meta", "br", "hr", "rect"})
WICKED = (
    *(
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</style><script>",
        "<svg onload=",
    ),
    *("javascript:alert(1)", "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "<a href=x>"),
    *("[a](data:text/html,<script>)", "![a](data:image/png,x)", "![a](http://x.example/a.png)"),
    *("[a]: javascript:x\n\n[a]", "<javascript:alert(1)>", "[a](java\tscript:x)", '" onclick="x'),
    *("' onmouseover='x", "</title><script>", "--><script>", "]]><script>", "<![CDATA[<script>"),
    *("[a](vbscript:x)", "[a](//evil.example)", "[a](file:///etc/passwd)", "&#106;avascript:x"),
    *('[a](http://x.example/"onclick=x)', "</main></body>", "<iframe src=x>", "<base href=x>"),
    *("<meta http-equiv=refresh content=0>", "http://x.example/<b>", "[![a](http://a.example)](b)"),
    *("| a |\n|--:|\n| <b> |", "\x00", "\ud800", "\x1b[31m", "\u202e", "&lt;script&gt;", "&#0;"),
)


class Page(HTMLParser):
    """Takes a page apart and holds it against what we write."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in OURS, tag
        values = dict(attrs)
        assert len(values) == len(attrs)
        assert values.keys() <= ATTRIBUTES, values
        assert not any(name.startswith("on") or name in {"src", "style"} for name in values)
        self.tags[tag] += 1
        if (target := values.get("href")) is not None:
            pattern = r"https?://|mailto:|#|[\w%-]+\.evidence/[\w.-]+\Z"
            assert re.match(pattern, target, re.IGNORECASE), target
            outside = not target.startswith("#")
            assert ("rel" in values) == outside
            self.links.append(target)
        if anchor := values.get("id"):
            self.anchors.append(anchor)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    @property
    def text(self) -> str:
        """Every word on the page."""
        return "".join(self.words)


def assert_sound(page: str) -> Page:
    """Return the page taken apart, once nothing in it can do harm."""
    found = Page(page)
    for tag in ("html", "head", "body", "title", "style", "main", "h1"):
        assert found.tags[tag] == 1
    assert len(set(found.anchors)) == len(found.anchors)
    assert {target[1:] for target in found.links if target[0] == "#"} <= set(found.anchors)
    assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]", page)
    page.encode("utf-8")
    return found


def hostile() -> st.SearchStrategy[str]:
    parts = st.lists(st.sampled_from((*WICKED, *FRAGMENTS)), max_size=6).map("".join)
    return parts | texts()


@given(teardowns())
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_record_makes_anything_but_our_own_elements(record: Teardown) -> None:
    assert_sound(to_html(record))


@given(hostile())
@settings(max_examples=300, deadline=None)
def test_no_answer_makes_anything_but_our_own_elements(text: str) -> None:
    for made in (block(text), inline(text), link(text), link(text, text)):
        Page(made)


@pytest.mark.parametrize("text", WICKED)
def test_a_wicked_text_is_harmless_in_every_field(text: str) -> None:
    values = everywhere(example_record().to_dict(), text)
    page = assert_sound(to_html(type(example_record()).model_validate(values)))
    assert "script" not in page.tags
    assert "img" not in page.tags


KEPT = frozenset(
    (
        *("id", "section", "status", "created_at", "updated_at", "finished_at", "kind", "basis"),
        *("confidence", "verdict", "outcome", "observable", "source", "response", "evidence"),
        *("fetched_at", "made_at", "due", "resolved_at", "at", "started_at", "ended_at"),
        *("local_date", "begun_on", "finished_on", "observed_from", "observed_to", "review_by"),
        *("scored_at", "asked_at", "imported_at", "standing"),
    )
)


def everywhere(value: Any, text: str, name: str = "") -> Any:
    """Return the values with every free text replaced."""
    if isinstance(value, dict):
        return {key: everywhere(one, text, key) for key, one in value.items()}
    if isinstance(value, list) and name != "evidence":
        return [everywhere(one, text, name) for one in value]
    if isinstance(value, list):
        return [everywhere(one, text) if isinstance(one, dict) else one for one in value]
    return text if isinstance(value, str) and name not in KEPT else value


def test_html_in_an_answer_shows_as_it_was_typed() -> None:
    text = "a <b>bold</b> <!-- remark --> <script>alert(1)</script>"
    assert text in assert_sound(to_html(make_record(text=text))).text


def test_markdown_in_an_answer_is_rendered() -> None:
    page = to_html(make_record(text="*soft* **loud** `code`\n\n- one\n- two\n\n# Mine\n\n> said"))
    for piece in (
        "<em>soft</em>",
        "<strong>loud</strong>",
        "<code>code</code>",
        "<h4 ",
        ">one</li>",
    ):
        assert piece in page
    assert "<blockquote>" in page


def test_what_a_model_said_brings_no_link_of_its_own() -> None:
    planted = "**Expired.** [Sign in](https://evil.example) https://evil.example/a"
    record = make_record()
    record.counterpoints = [
        Counterpoint.model_validate(
            {"id": "k1", "section": "frame", "source": "model", "counterpoint": planted}
            | {"cheapest_check": planted}
        )
    ]
    page = to_html(record)
    assert page.count(f">{planted}<") == 2
    assert "evil.example" not in "".join(re.findall(r'href="[^"]*"', page))


def test_a_picture_becomes_a_link_with_its_words() -> None:
    made = block("![The menu](https://x.example/menu.png)")
    assert 'href="https://x.example/menu.png"' in made
    assert "[picture: The menu]" in made
    assert "<img" not in made
    linked = block("[![The menu](https://x.example/menu.png)](https://x.example)")
    assert linked.count("<a ") == 1
    assert "[picture: The menu]" in linked


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("see https://x.example/a_b.", "https://x.example/a_b"),
        ("<https://x.example>", "https://x.example"),
        ("[a](mailto:ana@x.example)", "mailto:ana@x.example"),
        ("(https://x.example/a)", "https://x.example/a"),
    ],
)
def test_an_address_is_a_link(text: str, target: str) -> None:
    assert Page(block(text)).links == [target]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "x", "ftp://x", "http://", "https://a b"]
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert Page(link(address, "words")).links == []


def test_a_text_that_is_too_deep_to_render_stands_literally() -> None:
    text = "> " * 60 + "deep"
    page = Page(block(text))
    assert text in page.text
    assert page.tags["blockquote"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "> " * 50_000,
        "*a_ " * 25_000,
        "![a](http://b.example) " * 4_000,
        "|a" * 20_000,
    ],
    ids=["brackets", "quotes", "stars", "pictures", "bars"],
)
def test_a_long_text_made_to_be_slow_is_rendered(text: str) -> None:
    assert text[:20].strip("> ![").strip()[:1] in Page(block(text)).text


def test_everything_that_a_reader_looks_for_is_on_the_page() -> None:
    page = assert_sound(EXAMPLE)
    for words in (
        "Notion AI",
        "By Ana, observed 20 to 22 November 2026, finished 22 November 2026",
        "Scored 3 of 4",
        "Basis: tried",
        "Confidence: high",
        "Severity 2 of 4: minor",
        "2 of 3 passed · 1 failed",
        "70 % likely",
        "I changed my answer",
        "Cheap refusal beats cheap retry.",
        "What cannot be concluded",
        "Help page about drafts",
        "tried 1",
        "Left open:",
        "What do you leave out?",
    ):
        assert words in page.text, words


def test_every_text_of_a_record_is_on_its_page() -> None:
    record = example_record()
    shown = assert_sound(to_html(record)).text
    for plan in (record.claims, record.predictions, record.metrics, record.counterpoints):
        for part in plan:
            for value in part.model_dump(
                exclude={"id", "section", "claim", "target_quote"}
            ).values():
                if isinstance(value, str) and " " in value:
                    assert value in shown


def test_the_contents_lead_to_every_part() -> None:
    page = assert_sound(EXAMPLE)
    inside = [target for target in page.links if target.startswith(("#section", "#limits"))]
    assert inside == ["#section-1", "#section-2", "#limits"]


def test_a_claim_leads_to_its_evidence() -> None:
    said = '<a href="#evidence-1"><span class="id">e1</span> <bdi>Help page about drafts</bdi></a>'
    assert said in EXAMPLE


def test_the_page_forbids_everything_but_its_own_style() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', EXAMPLE)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "url(" not in EXAMPLE
    assert "@import" not in EXAMPLE


def test_the_page_is_the_same_each_time() -> None:
    assert to_html(example_record()) == EXAMPLE


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Begun 2 March 2026, a draft"),
        ({"begun_on": "2026-03-03"}, "Begun 3 March 2026"),
        ({"observed_from": "2026-03-03"}, "Observed from 3 March 2026"),
        ({"observed_to": "2026-03-03"}, "Observed until 3 March 2026"),
        (
            {"observed_from": "2025-12-30", "observed_to": "2026-01-02"},
            "Observed 30 December 2025 to 2 January 2026",
        ),
        ({"observed_from": "2026-03-03", "observed_to": "2026-03-03"}, "Observed 3 March 2026"),
        ({"example": True}, "An example, in no figure"),
    ],
)
def test_what_the_head_says(fields: dict[str, Any], words: str) -> None:
    assert words in assert_sound(to_html(make_record(**fields))).text


def test_an_empty_teardown_is_a_page_too() -> None:
    record = make_record(sections={}, product={"name": ""})
    page = assert_sound(to_html(record))
    assert "A product without a name" in page.text
    assert page.tags["nav"] == 0


def looked_at_again() -> str:
    values = example_record().to_dict()
    values["claims"][0]["evidence"] = ["q1", "q2", "e9"]
    item = values["evidence"][0]
    item |= {"verdict": "partial", "reasons": ["A part <b>is</b> missing."], "site": "Notion"}
    item["quotes"].append({"id": "q2", "exact": "Gone words", "standing": "gone"})
    item["quotes"].append({"id": "q3", "exact": "Press Tab", "standing": "moved"})
    record = type(example_record()).model_validate(values)
    return assert_sound(to_html(record, files={"e1": "a%20b.evidence/e1.md"})).text


def test_evidence_says_what_became_of_it() -> None:
    shown = looked_at_again()
    assert "Read in part" in shown
    assert "A part <b>is</b> missing." in shown
    assert "22 November 2026: the page has changed; of its quotes 2 moved, 1 gone" in shown
    assert "q1 · on the page · ◐ changed on the pagePress Escape to discard.It says now" in shown
    assert "q2 · ○ gone from the pageGone words" in shown
    assert "q3 · on the page · ◐ stands elsewhere on the page" in shown


def test_a_claim_names_what_it_rests_on_and_what_is_lost_of_it() -> None:
    shown = looked_at_again()
    assert "q1 Press Escape to discard. · ◐ changed on the page" in shown
    assert "q2 Gone words · ○ gone from the page" in shown
