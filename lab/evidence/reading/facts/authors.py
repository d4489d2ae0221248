"""Who wrote a page, where it says so to programs and to people alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lab.evidence.reading.facts.bylines import bylines_of
from lab.evidence.reading.facts.main_thing import main_things
from lab.evidence.reading.facts.names import is_group, key_of, names_in
from lab.evidence.reading.facts.owners import is_owner
from lab.evidence.reading.facts.signed import is_signed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.evidence.captured import PageKind
    from lab.evidence.reading.facts.bylines import Byline
    from lab.evidence.reading.heading import Heading
    from lab.evidence.reading.page import Page

__all__ = ["author_of"]

_METAS: Final = (
    "author", "article:author", "og:article:author", "og:author", "sailthru.author",
    "parsely-author", "citation_author", "dc.creator", "dcterms.creator", "cxenseparse:author",
    "shareaholic:article_author_name", "byl", "article.author",
)  # fmt: skip
_MOST_DEEP: Final = 3


def author_of(
    page: Page, kind: PageKind, *, heading: Heading | None, owners: frozenset[str]
) -> str | None:
    """Return the author's name, several joined with commas; None where the page names none."""
    if not is_signed(kind, page.url):
        return None
    bylines = bylines_of(heading)
    shown = [_without_owners(one.names, owners) for one in bylines if one.names]
    stated = list(_stated(page))
    agreed = _agreed(stated, shown, owners)
    if not agreed:
        agreed = _said_once(page, kind, stated, owners) or _shown_once(kind, bylines, owners)
    return ", ".join(agreed) or None


def _agreed(stated: list[list[str]], shown: list[list[str]], owners: frozenset[str]) -> list[str]:
    """Return the names that stand in the head and beside the heading, as the reader sees them."""
    both = (names for one in stated for names in shown if _keys(one) <= _keys(names))
    return next((names for names in both if not _is_desk(names, owners)), [])


def _is_desk(names: list[str], owners: frozenset[str]) -> bool:
    """Return whether nobody is named but a part of the site, such as “Acme News”."""
    return all(is_group(name) and is_owner(name, owners) for name in names)


def _said_once(
    page: Page, kind: PageKind, stated: list[list[str]], owners: frozenset[str]
) -> list[str]:
    """Return the names that only programs are told, if they are people whom the page shows."""
    if not stated:
        return []
    visible = key_of(page.visible.replace(",", " "))
    trusted = [
        names
        for names in stated
        if kind == "forum"
        or all(
            " " in name and key_of(name) in visible and not is_owner(name, owners) for name in names
        )
    ]
    return max(trusted, key=len, default=[])


def _shown_once(kind: PageKind, bylines: list[Byline], owners: frozenset[str]) -> list[str]:
    """Return the names beside the heading where there is no doubt which; in a forum there is."""
    if len(bylines) != 1 or kind == "forum" or not bylines[0].is_said:
        return []
    names = _without_owners(bylines[0].names, owners)
    return [] if any(is_owner(name, owners) or is_group(name) for name in names) else names


def _keys(names: list[str]) -> frozenset[str]:
    return frozenset(map(key_of, names))


def _without_owners(names: list[str], owners: frozenset[str]) -> list[str]:
    """Leave out the paper for which somebody writes: “Ann Lee, The Daily”, “Ann Lee The Daily”."""
    kept = [name for name in names if key_of(name) not in owners]
    return [_without_owner(name, owners) for name in kept or names]


def _without_owner(name: str, owners: frozenset[str]) -> str:
    words = name.split()
    for start in range(2, len(words)):
        if key_of(" ".join(words[start:])) in owners:
            return " ".join(words[:start])
    return name


def _stated(page: Page) -> Iterator[list[str]]:
    """Yield the names that the linked data and the head state."""
    by_id = {
        one.values["@id"]: one.values
        for one in page.things
        if isinstance(one.values.get("@id"), str) and "name" in one.values
    }
    for thing in main_things(page):
        if names := _names(thing.values.get("author"), by_id):
            yield names
    for name in _METAS:
        texts = page.metas.get(name, [])
        if names := [one for text in texts for one in names_in(text)]:
            yield list(dict.fromkeys(names))
    for number in ("1", "2"):
        label = page.meta(f"twitter:label{number}").strip().lower()
        names = names_in(page.meta(f"twitter:data{number}")) if label == "written by" else []
        if names:
            yield names


def _names(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> list[str]:
    """Return the names of an author in any of the forms that linked data has for one."""
    if isinstance(value, str):
        return names_in(value)
    if isinstance(value, list):
        found = [name for one in value[:8] for name in _names(one, by_id, depth)]
        return list(dict.fromkeys(found))
    if not isinstance(value, dict) or depth > _MOST_DEEP:
        return []
    if "name" in value:
        return _names(value["name"], by_id, depth + 1)
    return _names(by_id.get(str(value.get("@id"))), by_id, depth + 1)
