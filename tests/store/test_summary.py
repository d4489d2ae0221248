"""What a list shows of one record, taken from its raw JSON."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.records import CURRENT_SCHEMA, Teardown
from store.summary import KNOWN_SCHEMA, Summary, summarize
from tests.benchmarks.library_maker import make_record
from tests.store.raw_library import raw_record

if TYPE_CHECKING:
    from pathlib import Path

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_every_field_of_the_list_comes_from_the_record(tmp_path: Path) -> None:
    record = raw_record(
        "notion-ai-7k2q",
        author="Mira",
        status="finished",
        tags=["trust", "voice"],
        finished_at="2026-03-03T10:00:00Z",
        finished_on="2026-03-03",
        product={"name": "Notion AI", "maker": "Notion", "category": "writing"},
        questions=[{"id": "a"}, {"id": "b"}, {"id": "c"}],
        sections={
            "a": {"seconds": 100, "score": 3, "done": True},
            "b": {"seconds": 49, "score": 0, "done": False},
            "c": {"seconds": 0, "score": None, "done": True},
        },
        archived=True,
        example=True,
        rev=7,
    )
    assert summarize(record, folder=str(tmp_path)) == Summary(
        id="notion-ai-7k2q",
        product="Notion AI",
        maker="Notion",
        author="Mira",
        template="quick",
        status="finished",
        tags=("trust", "voice"),
        created_at="2026-03-02T09:00:00Z",
        updated_at="2026-03-02T09:00:00Z",
        finished_at="2026-03-03T10:00:00Z",
        finished_on="2026-03-03",
        sections_done=2,
        sections_total=3,
        minutes=2,
        archived=True,
        example=True,
        category="writing",
        score_total=3,
        score_count=2,
        rev=7,
        folder=str(tmp_path),
    )
    assert summarize(record, folder=str(tmp_path)).path == tmp_path / "notion-ai-7k2q.json"


def test_minutes_are_rounded_to_the_nearest() -> None:
    def minutes(seconds: int) -> int:
        return summarize(raw_record("a", sections={"x": {"seconds": seconds}})).minutes

    assert [minutes(s) for s in (0, 29, 30, 89, 90)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("number", range(20))
def test_a_row_says_what_the_validated_record_says(number: int) -> None:
    raw = make_record(number, size=4_000)
    record = Teardown.model_validate(raw)
    row = summarize(raw)
    dumped = record.to_dict()
    assert row.fault == ""
    assert (row.created_at, row.updated_at) == (dumped["created_at"], dumped["updated_at"])
    assert row.finished_at == dumped["finished_at"]
    assert row.tags == tuple(record.tags)
    assert row.sections_done == sum(section.done for section in record.sections.values())
    assert row.score_total == sum(s.score for s in record.sections.values() if s.score is not None)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone comes below
    st.integers(-14 * 60, 14 * 60),
)
def test_instants_are_given_as_the_record_would_write_them(at: datetime, minutes: int) -> None:
    written = at.replace(tzinfo=timezone(timedelta(minutes=minutes))).isoformat()
    raw = raw_record("a", updated_at=written)
    assert summarize(raw).updated_at == Teardown.model_validate(raw).to_dict()["updated_at"]


def test_the_list_knows_the_same_format_as_the_records() -> None:
    assert KNOWN_SCHEMA == CURRENT_SCHEMA


def test_a_record_in_an_older_format_is_lifted() -> None:
    row = summarize(
        {
            "schema": 1,
            "id": "old-abcd",
            "product": "Old product",
            "template": "quick",
            "created_at": "2024-01-01T00:00:00Z",
            "updated_at": "2024-01-02T00:00:00Z",
            "sections": [{"id": "frame", "answers": [], "score": 2, "seconds": 60, "done": True}],
        }
    )
    assert (row.product, row.template, row.score_total, row.minutes, row.fault) == (
        "Old product",
        "quick",
        2,
        1,
        "",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"schema": KNOWN_SCHEMA + 1}, "newer teardown"),
        ({"schema": "two"}, "not hold a teardown"),
        ({"schema": True}, "not hold a teardown"),
        ({"updated_at": "yesterday"}, "dates"),
        ({"created_at": "2026-03-02T09:00:00"}, "dates"),
        ({"product": "Notion"}, "which product"),
        ({"schema": 1, "product": 3}, "product: should be text"),
    ],
)
def test_what_keeps_a_record_from_being_opened_is_said(changes: dict[str, Any], words: str) -> None:
    assert words in summarize(raw_record("a", **changes)).fault


@given(st.dictionaries(st.sampled_from([*raw_record("a"), "extra"]), _JSON))
def test_no_record_is_too_odd_for_a_row(odd: dict[str, Any]) -> None:
    row = summarize({**raw_record("a"), **odd})
    assert isinstance(row.product, str)
    assert all(isinstance(tag, str) for tag in row.tags)
    assert row.sections_done >= 0
    assert 0 <= row.score_total <= 4 * row.score_count


def test_listing_loads_neither_pydantic_nor_sqlite_nor_tinydb(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from store.summaries import SummaryCache;"
        f"SummaryCache(Path({str(tmp_path)!r})).refresh();"
        "print([m for m in ('pydantic', 'sqlite3', 'tinydb', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
