"""Whatever stands in a foreign page is in the teardown that it becomes."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.exchange.errors import MarkdownInvalid
from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.store.exchange.foreign.reading_pages import FORMS, lost_lines, page, read
from tests.store.text_strategies import FRAGMENTS

HEADINGS = [
    *(f"{'#' * level} {section.title}" for level in (1, 2, 3) for section in FORMS[1].questions),
    *(f"## {prompt.text}" for section in FORMS[0].questions for prompt in section.prompts),
    *(
        "# Teardown of X",
        "## 2. Weaknesses",
        "### Why",
        "Strengths\n---",
        "# Mine\n",
        "**Redesign**",
    ),
    *("## Background", "### Why", "## What cannot be concluded", "# ", "###### deep", "```", "~~~"),
    *("---\ntitle: a\nmood: b # c\n---", "---\na: [b\n---", "---\nstatus: done\ndate: soon\n---"),
]
LINES = st.one_of(st.sampled_from(HEADINGS), st.sampled_from(FRAGMENTS), st.text(max_size=12))


@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n"]))
@settings(max_examples=150)
@example(["---\na: 1\na: 2\n---", "text"], "\n")
@example(["---", "no end"], "\n")
def test_every_line_is_found_in_the_record(parts: list[str], between: str) -> None:
    text = between.join(parts).encode("utf-8", "replace").decode()
    if not text.removeprefix("\ufeff").strip():
        return
    record = read(text).record
    assert lost_lines(text, record) == []
    assert from_markdown(to_markdown(record)) == record


def test_front_matter_that_is_not_clear_becomes_notes_with_its_line() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*a, *a]\n" for c in "bcdefgh")
    found = read(f"---\n{bomb}---\n\n# Strengths\n\nfast\n")
    assert "a: &a [x, x]" in found.record.sections["notes"].answers["notes"]
    assert found.record.sections["strengths"].answers["best"] == "fast"
    assert any(one.line == 2 and "“&” and “*” names" in one.what for one in found.placed)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    found = read("---\n\nWords above.\n\n---\n\n## Weaknesses\n\nslow\n")
    assert found.record.sections["weaknesses"].answers["findings"] == "slow"
    assert "Words above." in found.record.sections["notes"].answers["notes"]


def test_what_the_front_matter_says_in_no_way_that_we_know_becomes_words() -> None:
    found = read("---\ndate: last Tuesday\nauthor: [1, {a: b}]\nstatus: finished\n---\nWords\n")
    notes = found.record.sections["notes"].answers["notes"]
    assert notes.startswith("author: [1, {a: b}]\nstatus: finished") or "status: finished" in notes
    assert found.record.status == "draft"
    assert (found.record.model_extra or {})["front_matter"] == {"date": "last Tuesday"}


def test_the_report_says_where_everything_went() -> None:
    said = {one.line: f"{one.what}: {one.where}" for one in read(page("front-matter.md")).placed}
    assert said == {
        1: "Front matter: rating, reviewers, draft_of: kept as front matter",
        16: "“Granola – product teardown”: the title; the product’s name comes from it",
        18: "What stands above the headings: notes",
        20: "“What works, and why it works”: What works, and why it works: "
        "Name up to three strengths. For each: …",
        24: "“Weaknesses”: What does not work, and how much it matters: "
        "List your findings. For each: where, what …",
        32: "“What I take home”: What I take home: One principle that should hold for other …",
    }
    assert read(page("front-matter.md")).placed[0].what == (
        "Front matter: title, company, url, plan, author, date, tags"
    )
    images = read(page("images.md")).placed
    assert [(one.line, one.what) for one in images if "picture" in one.what] == [
        (3, "4 pictures are named")
    ]


@pytest.mark.parametrize(
    "text",
    ["> " * 5000 + "deep", "\n".join("  " * n + "- x" for n in range(1500)), "[" * 100_000,
     "# x\n" * 20_000, "a\n---\n" * 20_000, "<div>" * 20_000, "\t" * 50_000 + "x", "|" * 100_000,
     "# a" + " " * 200_000 + "b", "# " + "a - " * 50_000, "[a]: b\n" * 30_000,
     "```x\n" * 50_000 + "teardown:"],
    ids=["quotes", "lists", "brackets", "headings", "underlines", "html", "tabs", "pipes",
         "spaces in a heading", "dashes in a heading", "references", "fences"],
)  # fmt: skip
def test_a_hostile_shape_is_read_in_seconds_and_nothing_is_lost(text: str) -> None:
    start = time.perf_counter()
    record = read(text).record
    assert time.perf_counter() - start < 10
    lines = {line for line in text.split("\n") if line.strip()}
    assert lost_lines("\n".join(sorted(lines)), record) == []


def test_front_matter_that_nobody_typed_is_not_read() -> None:
    long = "".join(f"key{number}: value\n" for number in range(20_000))
    found = read(f"---\n{long}---\n# X\n")
    assert found.placed[0].what == "The front matter is not clear (it is far too long)"
    assert "key19999: value" in found.record.sections["notes"].answers["notes"]


def test_a_page_that_is_far_too_long_or_empty_is_refused() -> None:
    with pytest.raises(MarkdownInvalid, match="more than 8 MB"):
        read("x" * (8 * 1024 * 1024 + 1))
    with pytest.raises(MarkdownInvalid, match="line 100000: a page of so many lines"):
        read("x\n" * 100_001)
    with pytest.raises(MarkdownInvalid, match="nothing in this file"):
        read(" \n\t\n")
