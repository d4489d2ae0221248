"""The benchmarks run; what they say is for a quiet machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.records import Teardown
from tests.benchmarks.bench_habit import run as run_habit
from tests.benchmarks.bench_habit import run_prompt
from tests.benchmarks.bench_import import run as run_imports
from tests.benchmarks.bench_store import run
from tests.benchmarks.bench_trials import run as run_trials
from tests.benchmarks.library_maker import make_library, make_record

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_library_is_made_every_time(tmp_path: Path) -> None:
    for name, count in (("one", 12), ("two", 12), ("more", 20)):
        make_library(tmp_path / name, count, size=3_000, pages_every=5)
    one, two, more = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*") if path.is_file()}
        for name in ("one", "two", "more")
    )
    assert one == two
    assert one.items() <= more.items()
    assert len(list((tmp_path / "one" / "pages").rglob("*.md"))) == 9


def test_made_records_are_whole_and_of_about_the_size_asked_for(tmp_path: Path) -> None:
    ids = make_library(tmp_path, 30)
    sizes = [(tmp_path / "teardowns" / f"{name}.json").stat().st_size for name in ids]
    assert all(18_000 < size < 27_000 for size in sizes)
    assert len(set(ids)) == 30
    for number in range(30):
        raw = make_record(number)
        assert Teardown.model_validate(raw).to_dict() == {
            **raw,
            "begun_on": None,
            "finished_on": None,
        }


def test_every_figure_of_the_store_is_measured(tmp_path: Path) -> None:
    lines = run(tmp_path, count=40, rounds=20)
    assert [line.name.strip().split(",")[0] for line in lines] == [
        "open to the list",
        "whole process",
        "the same without its cache",
        "open one with its pages",
        "save one",
        "its fsyncs",
        "in 40",
        "insert",
        "search keystroke",
        "index built in all",
        "a slice of it",
        "memory above an empty one",
    ]
    assert next(line for line in lines if "fsyncs" in line.name).met


def test_every_kind_of_import_is_measured(tmp_path: Path) -> None:
    lines = run_imports(tmp_path, files=3)
    assert len(lines) == 5
    assert all(size > 10_000 and seconds > 0 for _, size, seconds, _ in lines)


def test_every_shape_of_trials_is_measured() -> None:
    lines = run_trials(trials=12, rounds=1, shapes=((1, 20), (3, 200)))
    assert [(line.probes, line.size) for line in lines] == [(1, 20), (3, 200)]
    assert all(line.milliseconds > 0 for line in lines)


def test_homes_part_of_the_habit_is_measured(tmp_path: Path) -> None:
    lines = run_habit(tmp_path / "home", days=60, cards=120, rounds=1)
    lines += run_prompt(tmp_path / "prompt", count=6, rounds=1)
    assert all(line.milliseconds >= 0 for line in lines)
    assert len(lines) == 4
