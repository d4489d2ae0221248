"""The items of a section as cards, each beside the words that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from lab.counterpoints.aiming import aimed_at, written_in
from lab.counterpoints.checking import UNVERIFIED
from lab.libraries import counterpoints
from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.screens.counterpoints.words import excerpt
from tui.widgets.comparison import drawn_difference
from tui.widgets.prose import block, wrap_pieces
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import Counterpoint, Teardown
    from lab.wording import Segment
    from tui.screens.counterpoints.looking import Changes
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["Argued", "ArguedList", "cards_of"]

_LONGEST: Final = 1000
"""Characters of what a model says in one place."""

_RESPONSE_INKS: Final = {
    "changed": "good", "rebutted": "good", "parked": "warning", "useless": "muted",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Argued:
    """An item, and where the words stand that it is about."""

    point: Counterpoint
    place: str
    """What the words answer; empty for an item about the whole section."""
    section: str = ""
    """The section's title, where items of several are shown."""
    asked: str = ""
    """What the words answer, without the section."""
    text: str = ""
    """All that was written there."""
    span: tuple[int, int] | None = None
    """Where in it the words stand; ``None`` where they do not."""
    change: tuple[Segment, ...] | None = None
    """What was changed, word by word; ``None`` where that is not known yet."""


def cards_of(
    record: Teardown, points: Iterable[Counterpoint], *, whole: bool, changes: Changes
) -> list[Argued]:
    """Return the cards of some items; of a *whole* teardown each names its section."""
    titles = {section.id: section.title for section in record.questions}
    asked = {
        (section.id, prompt.id): prompt.text
        for section in record.questions
        for prompt in section.prompts
    }
    kinds = {claim.id: claim.kind for claim in record.claims}

    points = [*points]
    written = written_in(record, (point.section for point in points))

    def card(point: Counterpoint) -> Argued:
        words = asked.get((point.section, point.prompt), "")
        if point.claim:
            words = f"A claim ({kinds[point.claim]})" if point.claim in kinds else "A claim"
        title = titles.get(point.section, point.section) if whole else ""
        place = f" {glyphs().dot} ".join(one_line(part) for part in (title, words) if part)
        text, span = aimed_at(point, written[point.section])
        change = changes.get((point.before, point.after))
        return Argued(point, place, one_line(title), words, text, span, change)

    return [card(point) for point in points]


class ArguedList(CardList[Argued]):
    """One card an item. What a card looks like is kept: finding a change takes a while."""

    PURPOSE: ClassVar[str] = (
        "What argues back, each beside the words that it is about. Enter answers the one under "
        "the cursor; the same keys as below answer it at once."
    )

    def __init__(self) -> None:
        super().__init__(id="argued")
        self._drawn: dict[str, tuple[Argued, list[Line]]] = {}
        self._drawn_at = (0, "", False)
        self.is_beside = False
        """Whether the whole text stands beside the cards, so that they show less of it."""

    def key_of(self, card: Argued) -> str:
        """Return the item's id."""
        return card.point.id

    def lines(self, card: Argued, width: int) -> list[Line]:
        """Draw the words, the item, and the answer."""
        if (width, self.app.theme, self.is_beside) != self._drawn_at:
            self._drawn_at = (width, self.app.theme, self.is_beside)
            self._drawn.clear()
        known = self._drawn.get(card.point.id)
        if known is None or known[0] != card:
            known = self._drawn[card.point.id] = (card, self._draw(card, width))
        return known[1]

    def _draw(self, card: Argued, width: int) -> list[Line]:
        point = card.point
        width -= 1  # the scroll bar touches no word
        place = card.section if self.is_beside else card.place
        place = fit(place, width - 2, more=glyphs().more) if place else ""
        return [
            *_title(point, width),
            *([[("  ", ""), (place, "muted")]] if place else ()),
            *_words(card, width, is_beside=self.is_beside),
            *block(_cut(point.counterpoint), "bold", width, first="  "),
            *_details(point, width),
            *_answer(card, width),
        ]


def _title(point: Counterpoint, width: int) -> list[Line]:
    signs = glyphs()
    names = {kind.id: kind.name for kind in counterpoints().kinds}
    open_, parked, gone = point.response == "open", point.response == "parked", signs.dash
    sign = signs.empty if open_ else signs.started if parked else signs.done
    sign, ink = (
        (gone, "muted") if point.response == "useless" else (sign, "accent" if open_ else "good")
    )
    name = names.get(point.kind, one_line(point.kind)) or "Counterpoint"
    pieces: list[Piece] = [(name, "muted")]
    if point.severity is not None:
        pieces.append((f" {signs.dot} severity {point.severity} of 3", "muted"))
    rows = wrap_pieces(pieces, width - 2)
    lines: list[Line] = [
        [("  ", "") if number else (f"{sign} ", ink), *row] for number, row in enumerate(rows)
    ]
    said = wrap_pieces(_source(point), width - 2) if point.source == "model" else []
    return [*lines, *([("  ", ""), *row] for row in said)]


def _source(point: Counterpoint) -> list[Piece]:
    """Return which model says it, and what that is worth."""
    dot = f" {glyphs().dot} "
    facts = [one_line(point.model)]
    if point.asked_at is not None:
        facts.append(f"{point.asked_at.day} {point.asked_at:%b %Y}")
    not_whole = f"{dot}not whole" if point.partial else ""
    return [
        (f"{UNVERIFIED}{not_whole}", "warning"),
        *((f"{dot}{fact}", "muted") for fact in facts if fact),
    ]


def _cut(text: str) -> str:
    """Return as much of it as anybody reads; a model's answer can be of any length."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}{glyphs().more}"


def _words(card: Argued, width: int, *, is_beside: bool) -> list[Line]:
    rows = wrap_pieces(excerpt(card, is_beside=is_beside), width - 4)
    return [[(f"  {glyphs().wall} ", "accent"), *row] for row in rows if row]


def _details(point: Counterpoint, width: int) -> list[Line]:
    lines: list[Line] = []
    for label, text in (
        ("It matters because", point.why_it_matters),
        ("Evidence needed", point.evidence_needed),
        ("Cheapest check", point.cheapest_check),
        ("Would be wrong if", point.would_be_wrong_if),
    ):
        if text:
            said: list[Piece] = [(f"{label}: ", "muted"), (_cut(one_line(text)), "")]
            for number, row in enumerate(wrap_pieces(said, width - 4)):
                lines.append([("    " if number else "  ", ""), *row])
    return lines


def _answer(card: Argued, width: int) -> list[Line]:
    point = card.point
    if point.response == "open":
        return []
    words = {response.id: response.label for response in counterpoints().responses}
    said = words.get(point.response, point.response)
    ink = _RESPONSE_INKS.get(point.response, "")
    said = f"{said}: {point.reply}" if point.reply else said
    lines = block(said, ink, width, first="  ")
    if point.before and point.after:
        lines += [[("  ", ""), *line] for line in _change(card, width - 2)]
    return lines


def _change(card: Argued, width: int) -> list[Line]:
    if card.change is None:
        return [[("Comparing it with what it was…", "muted")]]
    if not card.change:
        return block("Both texts are kept; they are too long to be compared here.", "muted", width)
    lines, _ = drawn_difference(card.change, width, beyond="read both in the export.")
    return [[("As it was, and as it is now:", "muted")], *lines]
