"""What was decided about matched findings, and which teardown came before a rematch."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from lab.compare.decisions import DecisionsUnreadable, joined, standing, taken_out
from lab.compare.earlier import earlier_one
from lab.compare.kept import KeptDecisions
from lab.compare.likeness import ClaimAt
from store.summary import Summary
from tests.lab.making import LONG_AGO

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER, THIRD = ClaimAt("a-1", "c1"), ClaimAt("b-1", "c1"), ClaimAt("c-1", "c4")


def kept_in(folder: Path) -> KeptDecisions:
    return KeptDecisions(folder / "matches.json", held=nullcontext)


def test_decisions_are_kept_the_later_one_holds_and_taking_back_restores_the_earlier(
    tmp_path: Path,
) -> None:
    kept = kept_in(tmp_path)
    assert kept.all() == []
    kept.decide(joined([ONE, OTHER, THIRD], by="Ana", now=LONG_AGO))
    later = kept.decide(taken_out(ONE, [ONE, OTHER], by="Ana", now=LONG_AGO + timedelta(hours=1)))
    again = kept_in(tmp_path)
    assert standing(again.all()).apart == {frozenset((ONE, OTHER))}
    assert standing(again.all()).together == ((ONE, THIRD),)
    again.take_back(later)
    assert standing(kept.all()).together == ((ONE, OTHER), (ONE, THIRD))


def test_a_file_that_holds_something_else_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "matches.json"
    path.write_text("my own notes", encoding="utf-8")
    kept = kept_in(tmp_path)
    with pytest.raises(DecisionsUnreadable, match=r"matches\.json.*Move it somewhere else"):
        kept.all()
    with pytest.raises(DecisionsUnreadable):
        kept.decide(joined([ONE, OTHER], by="", now=LONG_AGO))
    assert path.read_text("utf-8") == "my own notes"


def test_the_last_one_of_the_same_product_and_person_came_before_a_rematch() -> None:
    def row(name: str, day: int, product: str = "Notion AI", author: str = "Ana") -> Summary:
        return Summary(
            id=name, product=product, author=author, created_at=f"2026-01-{day:02}T00:00:00Z"
        )

    rows = [
        row("now", 20),
        row("later", 25),
        row("ben", 19, author="Ben"),
        row("other", 18, product="Otter"),
        row("before", 10, product="NOTION  ai", author="ana"),
        row("first", 2),
    ]
    assert earlier_one("now", rows) == "before"
    assert earlier_one("before", rows) == "first"
    assert earlier_one("first", rows) == ""
    assert earlier_one("gone", rows) == ""
