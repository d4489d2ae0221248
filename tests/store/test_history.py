from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from store.errors import Damaged, NotFound
from store.history import KEEP_LAST, surplus
from store.names import VersionName, parse_version
from tests.store.making import make_record, on_disk, text_of, with_text

if TYPE_CHECKING:
    from pathlib import Path

    from store.library import Library
    from store.records import Teardown
    from tests.conftest import FrozenClock

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _saved(library: Library, *texts: str) -> Teardown:
    record = library.insert(make_record(text=texts[0]))
    for text in texts[1:]:
        record = library.save(with_text(record, text))
    return record


def test_every_save_leaves_a_version_that_can_be_read(library: Library, clock: FrozenClock) -> None:
    record = library.insert(make_record(text="one"))
    clock.move(minutes=5)
    record = library.save(with_text(record, "two"))
    clock.move(minutes=5)
    record = library.save(with_text(record, "three"))
    versions = library.history(record.id)
    assert [(v.rev, v.aside, v.fault, v.reason) for v in versions] == [
        (2, False, "", ""),
        (1, False, "", ""),
    ]
    assert versions[0].saved_at == NOW + timedelta(minutes=5)
    assert versions[0].size == len(
        (library.root / "history" / record.id / versions[0].name).read_bytes()
    )
    assert [text_of(library.load_version(record.id, rev)) for rev in (1, 2)] == ["one", "two"]
    assert text_of(library.load_version(record.id, versions[1].name)) == "one"
    for missing in (3, 0, -1, "nothing.json"):
        with pytest.raises(NotFound, match="has no version"):
            library.load_version(record.id, missing)


def test_a_version_is_the_replaced_file_itself_and_opens_with_plain_tinydb(
    library: Library, root: Path
) -> None:
    record = library.insert(make_record())
    number = (root / "teardowns" / f"{record.id}.json").stat().st_ino
    library.save(record)
    version = root / "history" / record.id / "1.json"
    assert version.stat().st_ino == number
    with TinyDB(version) as database:
        assert database.all()[0]["rev"] == 1


def test_bringing_back_is_a_save_and_loses_nothing(library: Library, clock: FrozenClock) -> None:
    record = _saved(library, "one", "two", "three")
    clock.move(hours=1)
    back = library.bring_back(record.id, 1)
    assert (text_of(back), back.rev, back.updated_at) == ("one", 4, clock.now())
    assert library.load(record.id) == back
    assert [text_of(library.load_version(record.id, rev)) for rev in (1, 2, 3)] == [
        "one",
        "two",
        "three",
    ]
    assert library.save(back).rev == 5


def test_a_teardown_whose_file_is_gone_is_brought_back(library: Library, root: Path) -> None:
    record = _saved(library, "one", "two")
    (root / "teardowns" / f"{record.id}.json").unlink()
    (ailment,) = library.doctor()
    assert "earlier versions of it are there" in ailment.what
    back = library.bring_back(record.id, 1)
    assert (text_of(back), back.rev) == ("one", 2)
    assert library.doctor() == []


def test_the_losing_side_of_a_conflict_is_kept_listed_and_never_thinned(
    library: Library, root: Path, clock: FrozenClock
) -> None:
    record = _saved(library, "one")
    winner = library.save(with_text(record, "theirs"))
    for text in ("ours", "ours again"):
        clock.move(minutes=1)
        library.keep_aside(with_text(record, text), reason="the other one was kept")
    aside = [version for version in library.history(record.id) if version.aside]
    assert [(v.rev, v.reason) for v in aside] == [(1, "the other one was kept")] * 2
    assert [text_of(library.load_version(record.id, v.name)) for v in aside] == [
        "ours again",
        "ours",
    ]
    assert aside[0].saved_at == clock.now()
    assert text_of(library.load_version(record.id, 1)) == "one", "a number is never what lost"
    assert text_of(library.load(record.id)) == "theirs"
    with TinyDB(root / "history" / record.id / aside[0].name) as database:
        assert len(database.all()) == 1
    for _ in range(KEEP_LAST * 2):
        winner = library.save(winner)
    clock.move(days=400)
    library.tidy()
    assert [v.name for v in library.history(record.id) if v.aside] == [v.name for v in aside]
    assert text_of(library.bring_back(record.id, aside[0].name)) == "ours again"


def test_what_lost_is_kept_even_with_values_that_could_not_be_saved(library: Library) -> None:
    record = library.insert(make_record())
    record.sections["job"].score = 7
    library.keep_aside(record, reason="it could not be saved")
    (version,) = library.history(record.id)
    assert version.aside
    assert b'"score": 7' in (library.root / "history" / record.id / version.name).read_bytes()


def test_a_version_number_that_comes_again_replaces_no_version(
    library: Library, root: Path
) -> None:
    record = _saved(library, "first life", "first life, saved")
    (root / "teardowns" / f"{record.id}.json").unlink()
    second = library.insert(make_record(text="second life"))
    library.save(with_text(second, "second life, saved"))
    assert [v.name for v in library.history(record.id)] == ["1-2.json", "1.json"]
    assert text_of(library.load_version(record.id, 1)) == "second life"
    assert text_of(library.load_version(record.id, "1.json")) == "first life"


def test_a_damaged_version_is_marked_and_costs_only_itself(library: Library, root: Path) -> None:
    record = _saved(library, "one", "two", "three")
    (root / "history" / record.id / "2.json").write_bytes(b"{")
    assert [bool(version.fault) for version in library.history(record.id)] == [True, False]
    with pytest.raises(Damaged):
        library.load_version(record.id, 2)
    (root / "teardowns" / f"{record.id}.json").write_bytes(b"{")
    library.fix()
    assert text_of(library.load(record.id)) == "one"


def test_files_that_are_no_versions_are_left_alone(library: Library, root: Path) -> None:
    record = _saved(library, "one", "two")
    (root / "history" / record.id / "notes.txt").write_text("mine", "utf-8")
    library.tidy()
    assert [version.rev for version in library.history(record.id)] == [1]
    assert (root / "history" / record.id / "notes.txt").exists()


def test_thinning_keeps_the_last_fifty_then_a_quarter_of_an_hour_then_a_day(
    library: Library, clock: FrozenClock
) -> None:
    record = library.insert(make_record(text="day 0"))
    for day in range(1, 4):
        clock.instant = NOW + timedelta(days=day)
        for minute in range(60):
            clock.move(minutes=1)
            record = library.save(with_text(record, f"day {day}, minute {minute}"))
    before = {version.rev: version for version in library.history(record.id)}
    library.tidy()
    kept = {version.rev for version in library.history(record.id)}
    newest = max(before)
    assert kept >= set(range(newest - KEEP_LAST + 1, newest + 1))
    older = sorted(kept - set(range(newest - KEEP_LAST + 1, newest + 1)))
    # The three days before today have their last version each; today's first ten minutes
    # have none beyond the fifty, except the quarter of an hour that no later one stands for.
    assert [before[rev].saved_at.day for rev in older][:3] == [2, 3, 4]
    assert text_of(library.load_version(record.id, older[1])) == "day 1, minute 59"
    assert len(older) <= 4
    library.tidy()
    assert {version.rev for version in library.history(record.id)} == kept


_ages = st.lists(st.integers(0, 60 * 24 * 40), max_size=300)


@given(_ages, st.integers(0, 60 * 24 * 40))
@settings(max_examples=80, deadline=None)
def test_thinning_leaves_something_of_every_stretch_of_time_and_then_changes_nothing(
    ages: list[int], later: int
) -> None:
    versions = [
        (VersionName(rev, 1, ""), NOW - timedelta(minutes=age))
        for rev, age in enumerate(sorted(ages, reverse=True), start=1)
    ][::-1]
    gone = set(surplus(versions, now=NOW))
    kept = [version for version in versions if version[0] not in gone]
    assert kept[:KEEP_LAST] == versions[:KEEP_LAST]
    for _, saved_at in versions:
        quarter = timedelta(minutes=15) if NOW - saved_at < timedelta(days=1) else timedelta(days=1)
        assert any(timedelta(0) <= other - saved_at < quarter for _, other in kept)
    assert surplus(kept, now=NOW) == []
    days = {saved_at.date() for _, saved_at in versions}
    again = set(surplus(kept, now=NOW + timedelta(minutes=later)))
    assert {at.date() for name, at in kept if name not in again} == days


def test_versions_are_listed_in_the_order_in_which_they_were_saved() -> None:
    names = ["2.json", "10.json", "1-2.json", "1.json", "3-aside.json", "12-format1.json"]
    parsed = sorted(filter(None, map(parse_version, names)))
    assert [str(name) for name in parsed] == [
        "1.json",
        "1-2.json",
        "2.json",
        "3-aside.json",
        "10.json",
        "12-format1.json",
    ]


@pytest.mark.parametrize(
    "name", ["", "x.json", "1.md", "-1.json", "1-.json", "1-aside-2.json", ".tmp-1-2", "1.json~"]
)
def test_other_names_are_no_versions(name: str) -> None:
    assert parse_version(name) is None


def test_the_date_of_a_version_is_the_records_own_whatever_the_disk_says(
    library: Library, root: Path
) -> None:
    record = _saved(library, "one", "two")
    os.utime(root / "history" / record.id / "1.json", (0, 0))
    assert library.history(record.id)[0].saved_at == NOW


def test_history_of_what_was_never_there_is_empty(library: Library, root: Path) -> None:
    before = on_disk(root)
    assert library.history("never-7k2q") == []
    assert on_disk(root) == before
