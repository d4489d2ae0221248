"""The words of a teardown that a search looks at, and the piece of them that it shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from store.words import find_term, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from store.summary import Summary
    from store.words import Term

__all__ = ["Passages", "Snippet", "heading", "passages", "snippet"]

_BEFORE = 40
"""Characters that are shown before a match, at most."""
_LONGEST = 160
"""Characters of a snippet, at most, without the marks that it was cut."""
_MOST_PLACES = 12
"""Places of a term that are compared for the best snippet."""
_STRIDE = 64
_FOLDED_AT_ONCE = 1500
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_WRITTEN: dict[str, tuple[str, ...]] = {
    "claims": ("statement", "because", "who", "where", "breaks_if"),
    "predictions": ("statement", "how_known", "note"),
    "metrics": (
        "name",
        "formula",
        "numerator",
        "denominator",
        "window",
        "target",
        "pair",
        "trap",
    ),
    "counterpoints": (
        "counterpoint",
        "reply",
        "target_quote",
        "why_it_matters",
        "evidence_needed",
        "cheapest_check",
        "would_be_wrong_if",
    ),
    "lessons": ("principle", "limit"),
    "cards": ("front", "back"),
    "evidence": ("title", "url", "author"),
    "quotes": ("exact", "note"),
    "probes": ("name", "prompt", "pass_rule"),
    "trials": ("output", "note", "marker"),
    "marks": ("note", "marker"),
}
"""What of each kind of item is searched, in the order in which it is shown."""


class Passages:
    """A teardown's text, line by line, as it was written and as it is searched.

    It is folded (see :func:`store.words.fold`) only as far as anybody looked: for most of
    the world's scripts that takes longer than everything else.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        self._reached = ""
        self._next = 0
        if written.isascii():
            self._reached, self._next = fold(written), len(written) + 1

    @property
    def folded(self) -> str:
        """The same lines, folded."""
        while self._next <= len(self.written):
            self._go_on()
        return self._reached

    def find(self, term: Term) -> int:
        """Return where a term stands first in the folded lines, or -1."""
        place = find_term(term, self._reached)
        while place < 0 and self._next <= len(self.written):
            start = len(self._reached)
            self._go_on()
            place = find_term(term, self._reached, start)
        return place

    def line_at(self, place: int) -> tuple[str, int]:
        """Return the line, as written, around a found place, and about where in it that is."""
        start = self._reached.rfind("\n", 0, place) + 1
        if len(self.written) == len(self._reached):
            end = self.written.find("\n", place)
            return self.written[start : end if end >= 0 else None], place - start
        line = self.written.split("\n")[self._reached.count("\n", 0, place)]
        return line, _written_place(line, place - start)

    def _go_on(self) -> None:
        end = self.written.find("\n", self._next + _FOLDED_AT_ONCE)
        end = end if end >= 0 else len(self.written)
        lines = fold(self.written[self._next : end])
        self._reached = f"{self._reached}\n{lines}" if self._next else lines
        self._next = end + 1


class Snippet(NamedTuple):
    """A piece of plain text and where in it the matches are, as (start, end)."""

    text: str
    spans: tuple[tuple[int, int], ...]


def heading(row: Summary) -> str:
    """Return what names a teardown in one line: product, maker, author, tags, id."""
    parts = (row.product, row.maker, row.category, row.author, " ".join(row.tags), row.template)
    return " · ".join(filter(None, (*parts, row.id))).replace("\n", " ")


def passages(record: Mapping[str, Any], *, head: str) -> Passages:
    """Return a record's text; its heading comes last, so that it is shown last."""
    return Passages("\n".join([*_texts(record), head]))


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    sections = record.get("sections")
    for section in _items(list(sections.values()) if isinstance(sections, dict) else []):
        answers = section.get("answers")
        if isinstance(answers, dict):
            yield from (text for text in answers.values() if isinstance(text, str) and text)
    take_home = record.get("take_home")
    taken: Mapping[str, Any] = take_home if isinstance(take_home, dict) else {}
    for kind in ("claims", "predictions", "metrics", "counterpoints"):
        yield from _of_kind(kind, record.get(kind))
    for lesson in _items(taken.get("lessons")):
        yield from _of_kind("lessons", [lesson])
        yield from _of_kind("cards", [lesson.get("card")])
    yield from _strings([taken.get("cannot_conclude")])
    for evidence in _items(record.get("evidence")):
        yield from _of_kind("evidence", [evidence])
        yield from _of_kind("quotes", evidence.get("quotes"))
    for probe in _items(record.get("probes")):
        yield from _of_kind("probes", [probe])
        yield from _strings(probe.get("wordings"))
        for trial in _items(probe.get("trials")):
            yield from _of_kind("trials", [trial])
            yield from _of_kind("marks", trial.get("marks"))


def _of_kind(kind: str, items: object) -> Iterator[str]:
    names = _WRITTEN[kind]
    for item in _items(items):
        for name in names:
            text = item.get(name)
            if text and isinstance(text, str):
                yield text


def _items(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _strings(value: object) -> list[str]:
    return (
        [text for text in value if text and isinstance(text, str)]
        if isinstance(value, list)
        else []
    )


def snippet(text: Passages, terms: Sequence[Term]) -> Snippet | None:
    """Return the piece of a line that holds most of the terms; None if one is nowhere."""
    first: list[int] = []
    for term in terms:
        place = text.find(term)
        if place < 0:
            return None
        first.append(place)
    if len(terms) > 1:
        first[0] = _best_place(text.folded, terms, first)
    piece = _cut(*text.line_at(first[0]))
    return Snippet(piece, _spans(piece, terms))


def _best_place(folded: str, terms: Sequence[Term], first: Sequence[int]) -> int:
    """Return a place around which most of the terms stand, given where each stands first.

    The longest term, which comes first, is the rarest as a rule: its places are tried.
    """
    best, most = first[0], 0
    for place in (*_places(folded, terms[0], first[0]), *first[1:]):
        start = max(folded.rfind("\n", 0, place) + 1, place - _BEFORE)
        end = folded.find("\n", place, place + _LONGEST - _BEFORE)
        piece = folded[start : end if end >= 0 else place + _LONGEST - _BEFORE]
        count = sum(find_term(term, piece) >= 0 for term in terms)
        if count > most:
            best, most = place, count
        if most == len(terms):
            break
    return best


def _places(folded: str, term: Term, first: int) -> Iterator[int]:
    place = first
    for _ in range(_MOST_PLACES):
        if place < 0:
            return
        yield place
        place = find_term(term, folded, place + 1)


def _written_place(line: str, folded_place: int) -> int:
    """Return where in a line its folded form has reached that place, give or take a few."""
    if line.isascii():
        return folded_place
    reached = 0
    for start in range(0, len(line), _STRIDE):
        length = len(fold(line[start : start + _STRIDE]))
        if reached + length > folded_place:
            return start + min(folded_place - reached, _STRIDE - 1)
        reached += length
    return len(line)


def _cut(line: str, place: int) -> str:
    """Return a piece of a line around a place, cut between words where there are any."""
    start = max(0, place - _BEFORE)
    if start:
        space = line.find(" ", start, place)
        start = space + 1 if space >= 0 else start
    end = start + _LONGEST
    if end < len(line):
        space = line.rfind(" ", place + _BEFORE, end)
        end = space if space >= 0 else end
    piece = normalize("NFC", _CONTROLS.sub(" ", line[start:end]))
    piece = " ".join(piece.split())
    return f"{'…' if start else ''}{piece}{'…' if end < len(line) else ''}"


def _spans(piece: str, terms: Sequence[Term]) -> tuple[tuple[int, int], ...]:
    """Return where the terms stand in a piece, in order, none overlapping."""
    folded = fold(piece)
    owner: Sequence[int] = range(len(piece))
    if len(folded) != len(piece):
        parts = [fold(character) for character in piece]
        folded = "".join(parts)
        owner = [index for index, part in enumerate(parts) for _ in part]
    found: list[tuple[int, int]] = []
    for term in terms:
        place = find_term(term, folded)
        while place >= 0:
            last = place + len(term.text) - 1
            found.append((owner[place], owner[last] + 1))
            place = find_term(term, folded, last + 1)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
