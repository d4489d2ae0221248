from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest

from lab.evidence.ageing import SHELF_LIVES, About, about, age_of, is_stale, last_seen
from lab.evidence.captured import PageKind
from store.records import Evidence, PageVersion

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def page(*, days: int = 0, **values: Any) -> Evidence:
    facts = {"id": "e1", "kind": "page", "fetched_at": NOW - timedelta(days=days)}
    return Evidence.model_validate(facts | values)


@pytest.mark.parametrize(
    ("values", "subject"),
    [
        ({"url": "https://example.com/pricing"}, "prices"),
        ({"url": "https://example.com/de/preise?x=1"}, "prices"),
        ({"url": "https://example.com/%E6%96%99%E9%87%91"}, "prices"),
        ({"url": "https://example.com/x", "title": "Tarifs | Example"}, "prices"),
        ({"title": "Example pricing for teams", "page_kind": "service"}, "prices"),
        ({"url": "https://example.com/a", "final_url": "https://example.com/pricing/"}, "prices"),
        ({"url": "https://docs.example.com/a/b/c"}, "docs"),
        ({"url": "https://example.com/docs/a/b/c/d"}, "docs"),
        ({"url": "https://example.com/changelog/2026-01"}, "changes"),
        ({"url": "https://example.com/legal/privacy"}, "terms"),
        ({"page_kind": "service"}, "promises"),
        ({"page_kind": "listing"}, "offers"),
        ({"page_kind": "forum", "title": "Pricing"}, "talk"),
        ({"page_kind": "article", "title": "Pricing: a story"}, "texts"),
        ({"url": "https://example.com/why-pricing-matters", "page_kind": "article"}, "texts"),
        ({"url": "https://[broken/pricing"}, "other"),
        ({}, "other"),
        ({"kind": "observation", "title": "Pricing"}, "use"),
        ({"kind": "screenshot"}, "use"),
        ({"kind": "file", "page_kind": "documentation"}, "docs"),
    ],
)
def test_what_evidence_is_about_follows_from_its_address_title_and_kind(
    values: dict[str, Any], subject: About
) -> None:
    assert about(page(**values)) == subject


def test_everything_has_a_shelf_life_with_its_reason() -> None:
    assert set(SHELF_LIVES) == set(get_args(About))
    assert (SHELF_LIVES["prices"].days, SHELF_LIVES["docs"].days) == (30, 90)
    assert all(shelf.why.endswith(".") for shelf in SHELF_LIVES.values())
    for kind in get_args(PageKind):
        assert about(page(page_kind=kind)) != "other"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "captured today"),
        (1, "captured yesterday"),
        (30, "captured 30 days ago"),
        (31, "captured 31 days ago; prices are looked at again after 30"),
    ],
)
def test_evidence_is_old_from_the_day_after_its_shelf_life(days: int, words: str) -> None:
    age = age_of(page(days=days, url="https://example.com/pricing"), TODAY)
    assert (age.days, age.shelf_life, age.stale, age.words) == (days, 30, days > 30, words)


def test_the_last_look_counts() -> None:
    item = page(days=200, url="https://example.com/pricing")
    assert is_stale(item, TODAY)
    item.latest = PageVersion(fetched_at=NOW - timedelta(days=3))
    assert last_seen(item) == NOW - timedelta(days=3)
    assert not is_stale(item, TODAY)
    assert age_of(item, TODAY).words == "looked at again 3 days ago"


def test_an_observation_was_seen_and_documentation_is_one_thing() -> None:
    seen = age_of(page(days=91, kind="observation"), TODAY)
    assert seen.words == "seen 91 days ago; own observations are looked at again after 90"
    docs = age_of(page(days=91, page_kind="documentation"), TODAY)
    assert docs.words == "captured 91 days ago; documentation is looked at again after 90"


def test_without_a_day_nothing_is_old() -> None:
    age = age_of(page(fetched_at=None), TODAY)
    assert (age.days, age.stale, age.words) == (None, False, "")


def test_the_page_on_the_method_names_each_shelf_life() -> None:
    lines = (ROOT / "docs" / "method.md").read_text("utf-8").splitlines()
    start = lines.index("| About | Days | Because |") + 2
    rows = [line.strip("| ").split(" | ") for line in lines[start : start + len(SHELF_LIVES)]]
    assert rows == [[shelf.name, str(shelf.days), shelf.why] for shelf in SHELF_LIVES.values()]


def test_what_was_captured_in_another_zone_tomorrow_is_of_today() -> None:
    assert age_of(page(days=-1), TODAY).days == 0
