"""The page about the format says what is true."""

from __future__ import annotations

import re
from pathlib import Path

from store.exchange.forms import CLAIM
from store.exchange.markdown import LINT_RULES, to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.store.exchange.example_record import example_record

PAGE = Path(__file__).parents[3] / "docs" / "markdown-format.md"


def example() -> str:
    found = re.search(r"\n````markdown\n(.*?)````\n", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_its_example_is_the_export_to_the_byte() -> None:
    assert example() == to_markdown(example_record())


def test_its_example_reads_back() -> None:
    assert from_markdown(example()) == example_record()


def test_its_grammar_names_every_mark_of_the_example() -> None:
    grammar = PAGE.read_text(encoding="utf-8").split("````markdown")[0]
    names = set(re.findall(r"<!-- /?teardown:([a-z-]+)", example()))
    items = {"prediction", "counterpoint", "probe", "metric", "lesson", "quote"}
    assert {name for name in names - items if name not in grammar} == set()
    assert CLAIM.mark in grammar


def test_it_says_which_rules_of_the_linter_are_off() -> None:
    page = PAGE.read_text(encoding="utf-8").split("````markdown")[0]
    assert set(re.findall(r"MD\d+", LINT_RULES)) == set(re.findall(r"MD\d+", page))
