"""Which blocks are taken, and what kind of page it is said to be."""

from __future__ import annotations

import pytest

from lab.evidence.extraction import extract
from lab.evidence.extraction.choosing import best_share
from lab.evidence.extraction.features import BLOCK_FEATURES
from lab.evidence.extraction.forest import Forest, load_forest
from lab.evidence.extraction.kinds import KINDS, PAGE_FEATURES
from tests.benchmarks.bench_extraction import f1, plain_text
from tests.benchmarks.train_extraction import labels

_TEXT = (
    "The harbour master keeps a record of every boat that comes in, who sails it, what it carries "
    "and how long it stays. "
)


def test_the_weights_are_for_the_features_there_are() -> None:
    assert load_forest("blocks").features == [*BLOCK_FEATURES, *KINDS]
    assert load_forest("kinds").features == PAGE_FEATURES


def test_a_forest_adds_up_what_its_trees_say() -> None:
    forest = Forest({"features": ["a"], "classes": 1, "trees": [[0, 0.5, -1.0, 1.0], 0.0]})
    low, high = forest.likelihoods([[0.5], [0.6]])
    assert low == pytest.approx(0.2689, abs=1e-4)
    assert high == pytest.approx(0.7311, abs=1e-4)


def test_the_blocks_with_the_best_expected_score_are_taken() -> None:
    assert best_share([0.9, 0.8, 0.1], [10, 10, 100]) == 0.8
    assert best_share([0.9, 0.5], [10, 10]) == 0.5


def test_menus_and_footers_are_left_out() -> None:
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(12))
    page = (
        f"<body><nav class='menu'><ul>{links}</ul></nav><main><article><h1>The harbour</h1>"
        f"<p>{_TEXT * 3}</p><p>{_TEXT * 3}</p><p>{_TEXT * 3}</p></article></main>"
        f"<footer class='footer'><ul>{links}</ul><p>© Harbour. All rights reserved.</p></footer>"
    )
    found = extract(page, url="https://example.com/blog/2026/harbour")
    assert "Section" not in found.markdown
    assert "rights reserved" not in found.markdown
    assert found.page_kind == "article"
    assert 0.5 < found.share_kept < 1


def test_a_heading_right_above_what_is_taken_comes_with_it() -> None:
    page = (
        "<body><header><nav><a href='/a'>Prices</a> <a href='/b'>Docs</a></nav></header><main>"
        "<h1>Dinner, decided.</h1><p>It plans a week of meals from what is in your kitchen.</p>"
        "<h2>How it works</h2><ul><li>Photograph your shelves.</li><li>Get seven dinners.</li>"
        "</ul></main></body>"
    )
    lines = extract(page, url="https://example.com/").markdown.splitlines()
    assert lines[0] == "# Dinner, decided."
    assert "## How it works" in lines


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><title>T</title><main><h1>Plans</h1><p>Pro costs $8 a month.</p></main>",
        "<html><head><title>T</title></head><section><h1>Plans</h1>Pro costs $8 a month.</section>",
        "<article><h1>Plans</h1><p>Pro costs $8 a month.</p></article><p>Cancel at any time.</p>",
    ],
)
def test_a_page_may_leave_out_its_body_tag(page: str) -> None:
    markdown = extract(page, url="https://example.com/").markdown
    assert markdown.startswith("# Plans\n\nPro costs $8 a month.")
    assert ("Cancel" in markdown) == ("Cancel" in page)


def test_an_empty_app_shows_that_it_is_one() -> None:
    page = (
        '<body><div id="root"></div><noscript>Please turn on JavaScript.</noscript>'
        '<script src="/app.js"></script><script type="application/ld+json">{}</script></body>'
    )
    found = extract(page, url="https://example.com/")
    assert (found.words, found.scripts, found.app_roots) == (0, 1, ("div#root",))
    assert found.noscript_text == "Please turn on JavaScript."


def test_text_for_readers_without_scripts_is_the_page_if_it_is_all_there_is() -> None:
    page = (
        f"<body><div id='app'></div><noscript><h1>Harbour</h1><p>{_TEXT * 6}</p></noscript></body>"
    )
    assert "harbour master" in extract(page, url="https://example.com/").markdown


def test_scripts_without_spaces_count_by_their_characters() -> None:
    text = "港の管理人は入港するすべての船を記録し、誰が操縦し何を運ぶかを書き留める。" * 5
    assert extract(f"<main><p>{text}</p></main>", url="").words > 80


def test_blocks_are_labelled_by_where_their_words_stand() -> None:
    found = labels(
        ["Menu", "One two three four five.", "Six seven"], "one two three four five six seven"
    )
    assert found == [0.0, 1.0, 1.0]


def test_the_measure_counts_words_as_often_as_they_stand() -> None:
    assert f1("a a b", "a b b") == pytest.approx(2 / 3)
    assert plain_text("\\- see [a\\_b](https://x.example/y)") == "- see [a_b]"
