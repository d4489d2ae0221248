"""What a Markdown file states in the lines between ``---`` at its top, and its first heading.

Note-taking programs and web clippers put title, source, author and day there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from lab.evidence.reading.facts import Facts
from lab.evidence.reading.facts.dates import day_in
from lab.evidence.reading.facts.facts import language_of
from lab.evidence.reading.lines import one_line

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Front", "split_front"]

_LONGEST: Final = 64_000
"""Characters of front matter; more is somebody's data and no description of a page."""
_MOST_AUTHORS: Final = 12

_HEADING: Final = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_UNDERLINED: Final = re.compile(r"\A\s*([^\s#>`\-*|][^\n]*)\n=+[ \t]*(?:\n|\Z)")
_FENCED: Final = re.compile(r"^(```+|~~~+).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|_|`)(?=\S)(.+?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Front:
    """A Markdown text without its front matter, and what that said."""

    body: str
    facts: Facts
    source: str = ""
    """The address that it was taken from; empty where it names none."""
    saved: str = ""
    """When it was saved, as it says."""


def split_front(text: str, *, today: date) -> Front:
    """Return the body and the facts of a Markdown text. Broken front matter is body."""
    from store.exchange.front_matter import read_front_matter

    text = text.removeprefix("\ufeff")
    lines = text.split("\n")
    front = read_front_matter(lines) if len(text) and lines[0].startswith("---") else None
    if (
        front is None
        or front.faults
        or not front.values
        or sum(map(len, lines[: front.end])) > _LONGEST
    ):
        return Front(text, Facts(title=_first_heading(text)))
    body = "\n".join(lines[front.end :]).lstrip("\n")
    said = {key.strip().lower(): value for key, value in front.values.items()}
    typed = {key.strip().lower(): word for key, word in front.words.items()}

    def word(*names: str) -> str:
        return next((found for name in names if (found := one_line(typed.get(name, "")))), "")

    facts = Facts(
        title=word("title") or _first_heading(body),
        author=_names(next((said[name] for name in ("author", "authors") if name in said), None)),
        published=_iso(day_in(word("published", "date_published", "date"), latest=today)),
        site=word("site", "publisher") or None,
        language=language_of(word("language", "lang")),
    )
    return Front(
        body,
        facts,
        source=word("source", "url", "link", "canonical_url"),
        saved=word("created", "clipped", "saved", "date_saved"),
    )


def _first_heading(text: str) -> str | None:
    bare = _FENCED.sub("", text)
    found = _UNDERLINED.search(bare) or _HEADING.search(bare)
    if found is None:
        return None
    plain = _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", found[1]))
    return one_line(_EMPHASIS.sub(r"\2", plain)) or None


def _names(value: Any) -> str | None:
    """Return the authors, given as one word, as a list, or as ``[[links]]``."""
    values = value if isinstance(value, list) else [value]
    names = []
    for one in values[:_MOST_AUTHORS]:
        if isinstance(one, dict):
            one = one.get("name")  # noqa: PLW2901 - the name stands for the person
        if isinstance(one, list):  # YAML takes a bare [[name]] for a list in a list
            one = next((deep for deep in _flat(one) if isinstance(deep, str)), None)  # noqa: PLW2901 - as above
        if isinstance(one, str) and (name := one_line(_WIKI_LINK.sub(r"\1", one), longest=120)):
            names.append(name)
    return ", ".join(dict.fromkeys(names)) or None


def _flat(values: list[Any]) -> list[Any]:
    return [
        one for value in values for one in (_flat(value) if isinstance(value, list) else [value])
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
