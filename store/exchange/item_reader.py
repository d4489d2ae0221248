"""Claims, predictions, probes and the like, read back from the lists that people edit."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from store.exchange.bullets import Bullet, read_bullets
from store.exchange.marks import find_mark
from store.exchange.reading import mapping
from store.exchange.tables import columns, from_cell, split_row
from store.exchange.values import Kind, parse_value
from store.exchange.verbatim import as_meant, from_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.exchange.forms import Form, Shown
    from store.exchange.marks import Mark
    from store.exchange.reading import Faults, Line

__all__ = ["Item", "give_ids", "in_order", "read_list"]

_FIELD = re.compile(r"([^\W\d_][\w ]{0,40}):(?:[ \t]+|\Z)")
_ID = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,119}):(?:[ \t]+|\Z)")
_NEW_ID = re.compile(r"[A-Za-z]{1,3}[0-9]{1,6}")
_ADDRESS = re.compile(r"<https?://[^\s<>]+>\Z")
_LINKS = {
    "Link": re.compile(r"Link:\s+(?:\[[^\]]*\]\()?<?https?://\S*", re.IGNORECASE),
    "Page": re.compile(r"Page:\s+\[[^\]]*\]\(<?[^\s<>]*\.evidence/\S*", re.IGNORECASE),
}
"""The way to a quote on its page, and to a page beside the file: both follow from the rest."""
_QUOTE_MARK = re.compile(r"<!-- teardown:quote ([A-Za-z0-9][A-Za-z0-9._-]*)")
_DIVIDER = re.compile(r"[|\s:-]+\Z")
_BETWEEN_FACTS = " · "


@dataclass(slots=True)
class Item:
    """One thing of a list, as JSON values, and where each of them stands."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    place: int | None = None
    """Its place in the record, where the file has another order."""


def read_list(form: Form, lines: list[Line], *, faults: Faults) -> tuple[list[Item], list[Line]]:
    """Return the things that stand between two marks, and the lines that are none of them."""
    top, loose = read_bullets(lines, faults)
    taken = {found[1] for line in lines for found in _QUOTE_MARK.finditer(line.text)}
    return _Reader(lines, faults, taken).items(form, top), loose


def in_order(items: list[Item]) -> list[Item]:
    """Return the items in the record's order; those without a place follow the one before."""
    places, place = [], -1
    for item in items:
        place = item.place if item.place is not None else place
        places.append(place)
    return [items[index] for index in sorted(range(len(items)), key=places.__getitem__)]


def give_ids(items: Iterable[Item], *, letter: str, taken: Iterable[str] = ()) -> None:
    """Give a free id to each item that has none, or that has another’s; none that is *taken*."""
    items = list(items)
    ids = {item.values["id"] for item in items if "id" in item.values} | set(taken)
    seen: set[str] = set()
    number = 0
    for item in items:
        own = item.values.get("id")
        if own is None or own in seen:
            number += 1
            while f"{letter}{number}" in ids:
                number += 1
            own = item.values["id"] = f"{letter}{number}"
        seen.add(own)


@dataclass(frozen=True, slots=True)
class _Reader:
    lines: list[Line]
    faults: Faults
    taken: set[str]
    """The ids of quotes: claims name them alone, so that each must be one of a kind."""

    def items(self, form: Form, owner: Bullet) -> list[Item]:
        """Return what stands under a bullet, as a list or as a table."""
        if form.headline:
            items = [self._item(form, bullet) for bullet in owner.children]
        else:
            items = []
            for bullet in owner.children:
                if not _is_said(form, bullet):
                    self.faults.add(bullet.line, f"a {form.mark} needs a row of the table")
        return items + self._rows(form, owner.rows)

    def _item(self, form: Form, bullet: Bullet) -> Item:
        item = Item(bullet.line)
        self._take_mark(form, bullet.mark, item=item, line=bullet.mark_line)
        headline = bullet.own_text()
        if form.shows_id:
            headline = _take_id(headline, item, once_bare=bool(form.once_shown))
        text = from_line(headline) if bullet.block is None else bullet.block
        if form.headline in form.literal:
            text = as_meant(text)
        labels = form.known()
        for child in bullet.children:
            if _is_link(form, child):
                continue
            if _is_said(form, child):
                continue
            found = _FIELD.match(child.text)
            shown = labels.get(found[1].casefold()) if found else None
            if found and shown:
                self._field(form, item, child, shown=shown, value=child.text[found.end() :])
                continue
            if found:
                self._near_miss(child.line, found[1], labels=labels)
            text += "\n" + self._as_written(child, inside=bullet)
        item.values[form.headline] = text
        return item

    def _take_mark(self, form: Form, mark: Mark | None, *, item: Item, line: int) -> None:
        if mark is None:
            return
        if mark.name != form.mark:
            self.faults.add(line, f"this “teardown:{mark.name}” stands among the {form.mark}s")
            return
        values = dict(mark.values)
        place = values.pop("place", None)
        if isinstance(place, int):
            item.place = place
        item.values = {**mapping(values.pop("more", None)), **values}
        if form.letter:
            item.values.pop("id", None)
        for name in form.parts & item.values.keys():
            inner = dict(mapping(item.values[name]))
            item.values[name] = {**mapping(inner.pop("more", None)), **inner}
        if mark.ids and form.letter:
            item.values["id"] = mark.ids[0]
            item.lines[("id",)] = line

    def _field(self, form: Form, item: Item, child: Bullet, *, shown: Shown, value: str) -> None:
        """Take one labelled line; several facts may share it."""
        facts = {fact.label.casefold(): fact for fact in form.facts}
        if shown.label.casefold() not in facts:
            taken = self._value(child, shown=shown, value=value, literal=shown.name in form.literal)
            self._set(item, shown, taken, line=child.line)
            return
        for number, piece in enumerate(child.own_text().split(_BETWEEN_FACTS)):
            found = _FIELD.match(piece.strip(" \t"))
            fact = facts.get(found[1].casefold()) if found else None
            if not found or not fact:
                known = ", ".join(one.label for one in form.facts)
                what = f"“{piece.strip()}” is none of {known}"
                self.faults.add(child.line, f"behind “·”, {what}" if number else what)
                continue
            text = piece.strip(" \t")[found.end() :]
            self._set(item, fact, self._short(fact, text, line=child.line), line=child.line)

    def _set(self, item: Item, shown: Shown, value: Any, *, line: int) -> None:
        if value is None:
            return
        owner = item.values.setdefault(shown.part, {}) if shown.part else item.values
        path = (shown.part, shown.name) if shown.part else (shown.name,)
        if path in item.lines:
            self.faults.add(line, f"“{shown.label}” stands twice for one thing")
        if isinstance(value, list) and value and isinstance(value[0], Item):
            for number, one in enumerate(value):
                item.lines[*path, number] = one.line
                item.lines.update(((*path, number, *rest), at) for rest, at in one.lines.items())
            value = [one.values for one in value]
        owner[shown.name] = value
        item.lines[path] = line

    def _short(self, shown: Shown, text: str, *, line: int) -> Any:
        text = text.strip(" \t")
        if not text:
            return None
        try:
            return parse_value(shown.kind, text)
        except ValueError as error:
            self.faults.add(line, f"“{shown.label}” wants {error}, not “{text[:60]}”")
            return None

    def _value(self, bullet: Bullet, *, shown: Shown, value: str, literal: bool) -> Any:
        text = "\n".join(part for part in (value, *bullet.more) if part)
        match shown.kind:
            case Kind.ITEMS if shown.form is not None:
                items = self.items(shown.form, bullet)
                taken = self.taken if shown.form.shows_id else ()
                give_ids(items, letter=shown.form.letter, taken=taken)
                self.taken.update(str(item.values["id"]) for item in items)
                return items
            case Kind.TEXTS:
                texts = [self._text(child) for child in bullet.children]
                said = [from_line(text), *texts] if text else texts
                return [as_meant(one) for one in said] if literal else said
            case Kind.TEXT | Kind.ADDRESS:
                if bullet.block is not None:
                    return as_meant(bullet.block) if literal else bullet.block
                if shown.kind is Kind.ADDRESS and _ADDRESS.match(text):
                    return self._with_children(from_line(text[1:-1]), bullet)
                said_here = as_meant(from_line(text)) if literal else from_line(text)
                return self._with_children(said_here, bullet)
            case _:
                return self._short(shown, text, line=bullet.line)

    def _text(self, bullet: Bullet) -> str:
        if bullet.block is not None:
            return bullet.block
        return self._with_children(from_line(bullet.own_text()), bullet)

    def _with_children(self, text: str, bullet: Bullet) -> str:
        """Add the bullets that somebody typed under a text."""
        for child in bullet.children:
            text += "\n" + self._as_written(child, inside=bullet)
        return text

    def _as_written(self, child: Bullet, *, inside: Bullet) -> str:
        """Return a bullet that is no field, as part of the text above it."""
        if child.mark:
            self.faults.add(child.line, f"a “teardown:{child.mark.name}” does not belong here")
        return child.as_written(self.lines, indent=inside.indent + 2)

    def _near_miss(self, line: int, label: str, *, labels: dict[str, Shown]) -> None:
        if near := get_close_matches(label.casefold(), labels, n=1, cutoff=0.8):
            self.faults.add(line, f"“{label}” is no field; did you mean “{labels[near[0]].label}”?")

    def _rows(self, form: Form, rows: list[Line]) -> list[Item]:
        if not rows:
            return []
        known = {shown.label.casefold(): shown for shown in columns(form)}
        heads: list[Shown | None] = []
        for label in split_row(rows[0].text):
            heads.append(known.get(label.casefold()))
            if heads[-1] is None:
                names = ", ".join(shown.label for shown in known.values())
                self.faults.add(rows[0].number, f"no column is called “{label}”; there are {names}")
        for label, count in Counter(head.label for head in heads if head).items():
            if count > 1:
                self.faults.add(rows[0].number, f"the column “{label}” stands twice")
        divided = len(rows) > 1 and _DIVIDER.match(rows[1].text)
        return [self._row(form, heads, row=row) for row in rows[2 if divided else 1 :]]

    def _row(self, form: Form, heads: list[Shown | None], *, row: Line) -> Item:
        item = Item(row.number)
        text = row.text
        if mark := find_mark(text) if "teardown:" in text else None:
            self._take_mark(form, mark, item=item, line=row.number)
            text = mark.before + mark.after
        cells = split_row(text)
        if len(cells) > len(heads):
            self.faults.add(row.number, f"this row has {len(cells)} cells for {len(heads)} columns")
        for shown, cell in zip(heads, cells, strict=False):
            if shown is None or not cell:
                continue
            is_text = shown.kind is Kind.TEXT
            value = (
                from_line(from_cell(cell)) if is_text else self._short(shown, cell, line=row.number)
            )
            if value is not None:
                item.values[shown.name] = value
                item.lines[(shown.name,)] = row.number
        if form.headline:
            item.values.setdefault(form.headline, "")
        return item


def _is_said(form: Form, bullet: Bullet) -> bool:
    """Return whether a line only says what follows from the rest."""
    return bool(form.said[1]) and bullet.mark is not None and bullet.mark.name == form.said[1]


def _is_link(form: Form, bullet: Bullet) -> bool:
    """Return whether a line leads somewhere that follows from the rest."""
    pattern = _LINKS.get(form.link)
    is_one = pattern is not None and pattern.fullmatch(bullet.text.strip()) is not None
    return is_one and not bullet.children


def _take_id(headline: str, item: Item, *, once_bare: bool) -> str:
    """Take the id that is shown before a headline, and return the rest.

    With *once_bare*, files of earlier versions show none, and one that is not the mark's is text.
    """
    found = _ID.match(headline)
    marked = item.values.get("id")
    is_new = found and _NEW_ID.fullmatch(found[1]) and not (once_bare and marked)
    if not found or (found[1] != marked and not is_new):
        return headline
    item.values["id"] = found[1]
    return headline[found.end() :]
