from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from lab.habit.digest import Digest, digest_of
from lab.habit.due import KINDS, Due, chance_pick, drafts, few_of_each, rematches, weakest
from lab.model import Summary
from teardown_templates.catalog import CatalogEntry


def finished(day: str, *, product: str = "Notion AI", **values: Any) -> Summary:
    return Summary(
        id=f"x-{day}", product=product, status="finished", finished_on=day,
        finished_at=f"{day}T12:00:00Z", **values,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "today", "on"),
    [
        (["2026-01-01"], date(2026, 1, 30), None),
        (["2026-01-01"], date(2026, 1, 31), "2026-01-31"),
        (["2026-01-01", "2026-02-03"], date(2026, 3, 31), None),
        (["2026-01-01", "2026-02-03"], date(2026, 4, 1), "2026-04-01"),
        (["2026-01-01", "2026-02-03", "2026-04-02"], date(2026, 7, 1), "2026-06-30"),
        # One that came late still rests a month before the next.
        (["2026-01-01", "2026-03-25"], date(2026, 5, 1), "2026-04-24"),
        (["2026-01-01", "2026-02-03", "2026-04-02", "2026-07-01"], date(2027, 7, 1), None),
    ],
)
def test_a_rematch_is_due_after_30_90_and_180_days(
    days: list[str], today: date, on: str | None
) -> None:
    found = rematches([finished(day) for day in days], today=today)
    assert [due.on for due in found] == ([on] if on else [])
    assert all(due.id == f"x-{days[-1]}" for due in found)


def test_the_day_that_the_person_named_counts_in_place_of_the_usual_ones() -> None:
    row = finished("2026-03-02")
    early, late = "2026-03-09", "2026-06-01"
    found = rematches([row], today=date(2026, 3, 10), wanted={row.id: early})
    assert [due.on for due in found] == [early]
    assert rematches([row], today=date(2026, 5, 1), wanted={row.id: late}) == []
    assert rematches([row], today=date(2026, 5, 1), wanted={row.id: "soon"}) != []
    often = [finished(f"2026-03-0{day}") for day in (1, 2, 3, 4)]
    assert rematches(often, today=date(2027, 1, 1)) == []
    assert rematches(often, today=date(2027, 1, 1), wanted={often[-1].id: late}) != []


@pytest.mark.parametrize("day", ["2026-05-02", "9999-12-31"])
def test_a_finish_in_the_future_asks_for_no_rematch(day: str) -> None:
    assert rematches([finished(day)], today=date(2026, 5, 1)) == []


def test_who_archives_the_last_teardown_of_a_product_is_asked_for_no_rematch() -> None:
    earlier = finished("2026-01-01", archived=True)
    assert rematches([earlier], today=date(2026, 5, 1)) == []
    assert rematches([earlier, finished("2026-02-03")], today=date(2026, 5, 1)) != []


def test_a_rematch_that_is_begun_is_a_draft_and_no_longer_due() -> None:
    rows = [
        finished("2026-01-01"),
        Summary(id="b", product="notion  ai", updated_at="2026-03-01T00:00:00Z"),
    ]
    assert rematches(rows, today=date(2026, 5, 1)) == []
    assert [due.id for due in drafts(rows)] == ["b"]


@pytest.mark.parametrize("typed", ["café  ai", "Cafe\u0301 AI"])
def test_a_product_typed_in_another_way_is_the_same_product(typed: str) -> None:
    rows = [finished("2026-01-01", product="Café AI"), finished("2026-02-03", product=typed)]
    assert [due.id for due in rematches(rows, today=date(2026, 5, 1))] == ["x-2026-02-03"]


def digest(**scores: int) -> Digest:
    return digest_of({"sections": {name: {"score": score} for name, score in scores.items()}})


def test_the_weakest_section_of_late_is_drilled() -> None:
    rows = [finished(f"2026-01-0{day}") for day in range(1, 9)]
    digests = {row.id: digest(frame=3, variance=2) for row in rows}
    digests["x-2026-01-08"] = digest(frame=3, variance=1, recovery=0)
    digests["x-2026-01-01"] = digest(frame=0)
    found = weakest(rows, digests)
    assert found is not None
    assert (found.section, found.n) == ("variance", 6)
    assert weakest(rows[:1], digests) is None


def test_what_only_rematches_ask_for_is_not_drilled() -> None:
    rows = [finished(f"2026-01-0{day}", template="rematch") for day in range(1, 4)]
    assert weakest(rows, {row.id: digest(recall=0) for row in rows}) is None


def test_of_many_things_to_do_the_first_of_each_kind_comes_before_any_second() -> None:
    dues = [Due(kind, f"{kind} {n}", "", "") for kind in KINDS[1:3] for n in range(9)]
    dues.append(Due("draft", "draft 0", "", ""))
    few = few_of_each(dues, 5)
    assert [due.id for due in few] == [
        "draft 0", "rematch 0", "rematch 1", "prediction 0", "prediction 1",
    ]  # fmt: skip
    assert few_of_each(dues, 99) == sorted(dues, key=lambda due: KINDS.index(due.kind))


def test_a_chance_pick_is_never_the_one_that_is_suggested_anyway() -> None:
    entries = [CatalogEntry(id=name, name=name) for name in "abc"]
    picked = {pick.id for seed in range(30) if (pick := chance_pick(entries, Random(seed)))}
    assert picked == {"b", "c"}
    assert chance_pick([], Random(0)) is None


@pytest.mark.parametrize(
    ("made", "due", "late"),
    [
        ("2026-03-01T09:00:00Z", "", False),
        ("2026-03-01T10:00:00.5Z", "", True),
        ("2026-03-01T10:00:00.5Z", "2026-05-01", False),
        ("2026-03-03T10:00:00Z", "2026-05-01", True),
        ("", "", False),
    ],
)
def test_what_was_foretold_after_the_first_run_or_the_finish_came_too_late(
    *, made: str, due: str, late: bool
) -> None:
    digest = digest_of(
        {
            "finished_at": "2026-03-02T10:00:00Z",
            "probes": [{"trials": [{"at": "2026-03-01T10:00:00Z"}, {"at": None}, {}]}],
            "predictions": [{"id": "p1", "made_at": made, "due": due, "probability": 0.5}],
        }
    )
    assert [each["late"] for each in digest.waiting] == [late]
