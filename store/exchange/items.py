"""Claims, predictions, probes and the like as lists that a person can read and edit.

One item::

    - Refusing a bad suggestion is cheaper than asking for a good one.
      <!-- teardown:claim c1 {"created_at":"2026-11-22T09:30:00Z"} -->
      - Kind: strength · Basis: tried · Confidence: high
      - Because: I ran it five times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from store.exchange.forms import Form, Shown, default_of
from store.exchange.marks import mark
from store.exchange.references import link_of, name_beside
from store.exchange.said import markdown_table
from store.exchange.tables import fits_table, write_table
from store.exchange.values import Kind, show_instant, show_value
from store.exchange.verbatim import literally, to_line
from store.records import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.exchange.sheet import Sheet

__all__ = ["hidden_values", "item_mark", "write_item", "write_items"]

_STARTS_BLOCK = re.compile(
    r"[-+*](?:\s|\Z)|#{1,6}(?:\s|\Z)|>|\d{1,9}[.)](?:\s|\Z)|```|~~~|<|\||\[[ xX]\]|:"
    r"|=+\s*\Z|(?:[-*_]\s*){3,}\Z"
)
_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x20\x7f-\x9f]+\Z")


def write_items(
    sheet: Sheet, form: Form, *, parts: Iterable[Part], indent: int = 0, owner: Part | None = None
) -> None:
    """Write a list of parts, each as one item; *owner* is the part that they belong to."""
    for part in parts:
        write_item(sheet, form, part=part, indent=indent, owner=owner)


def write_item(
    sheet: Sheet,
    form: Form,
    *,
    part: Part,
    indent: int = 0,
    place: int | None = None,
    owner: Part | None = None,
) -> None:
    """Write one part; ``place`` is its position in the record where the page has another order."""
    own_mark = item_mark(form, part, place=place)
    headline = _said(form, form.headline, text=str(getattr(part, form.headline)))
    pad = " " * indent
    name = f"{getattr(part, 'id', '')}:" if form.shows_id else ""
    if _goes_in_line(headline) and (name or not _STARTS_BLOCK.match(headline)):
        sheet.weigh(headline)
        sheet.add(f"{pad}- {name} {to_line(headline)}" if name else f"{pad}- {to_line(headline)}")
        sheet.add(f"{pad}  {own_mark}")
    else:
        if name:
            sheet.add(f"{pad}- {name}")
            sheet.add(f"{pad}  {own_mark}")
        else:
            sheet.add(f"{pad}- {own_mark}")
        if headline:
            sheet.block("text", headline, indent=indent + 2)
    _write_facts(sheet, form, part=part, indent=indent + 2)
    label, said_mark = form.said
    for said in sheet.says.get(str(getattr(part, "id", "")), ()) if label else ():
        if isinstance(said, str):
            sheet.add(f"{pad}  - {label}: {to_line(said)} {mark(said_mark)}")
            continue
        sheet.add(f"{pad}  - {said.title}: {mark(said_mark)}")
        sheet.gap()
        for row in markdown_table(said):
            sheet.add(f"{pad}    {row}")
        sheet.gap()
    for shown in form.lines:
        _write_line(sheet, form, part=part, shown=shown, indent=indent + 2)
    if form.link:
        name = str(getattr(part, "id", ""))
        address = link_of(owner, part) if owner is not None else sheet.files.get(name, "")
        words = "on the page" if owner is not None else "as captured"
        if address:
            sheet.add(f"{pad}  - {form.link}: [{words}](<{address}>)")


def item_mark(form: Form, part: Part, *, place: int | None = None) -> str:
    """Return the mark of a part, with its id and its hidden values."""
    values = hidden_values(form, part)
    if place is not None:
        values["place"] = place
    ids = (str(getattr(part, "id", "")),) if form.letter else ()
    return mark(form.mark, *ids, values=values)


def hidden_values(form: Form, part: Part) -> dict[str, Any]:
    """Return the values of a part that no reader misses, and the fields that we do not know."""
    values: dict[str, Any] = {}
    for name in form.hidden:
        value = getattr(part, name)
        if value == default_of(form.model, name):
            continue
        if name in form.parts:
            rest = _unseen(form, name, value=value)
            if rest is not None:
                values[name] = rest
        else:
            values[name] = _plain(value)
    if part.model_extra:
        values["more"] = part.model_extra
    return values


def _plain(value: Any) -> Any:
    """Return a hidden value as JSON has it."""
    if hasattr(value, "astimezone"):
        return show_instant(value)
    if isinstance(value, Part):
        return value.model_dump(mode="json", exclude_defaults=True)
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _unseen(form: Form, name: str, *, value: Part) -> dict[str, Any] | None:
    """Return what cannot be seen of an optional part; ``None`` where what is seen says it all."""
    seen = {shown.name for shown in form.shown() if shown.part == name}
    said = {
        field: own
        for field, own in value
        if field in type(value).model_fields and own != default_of(type(value), field)
    }
    rest = {field: own for field, own in said.items() if field not in seen}
    if value.model_extra:
        rest["more"] = value.model_extra
    return None if not rest and said else rest


def shown_value(part: Part, shown: Shown) -> Any:
    """Return the value of a field that a reader sees; None where it is left out."""
    owner = getattr(part, shown.part) if shown.part else part
    if owner is None:
        return None
    value = getattr(owner, shown.name)
    if not shown.always and value == default_of(type(owner), shown.name):
        return None
    return value


def _write_facts(sheet: Sheet, form: Form, *, part: Part, indent: int) -> None:
    facts = []
    for shown in form.facts:
        value = shown_value(part, shown)
        if value is not None:
            facts.append(f"{shown.label}: {show_value(shown.kind, value)}")
    if facts:
        sheet.add(f"{' ' * indent}- {' · '.join(facts)}")


def _write_line(sheet: Sheet, form: Form, *, part: Part, shown: Shown, indent: int) -> None:
    value = _inert(form, shown, value=shown_value(part, shown))
    if value is None:
        return
    start = f"{' ' * indent}- {shown.label}:"
    match shown.kind:
        case Kind.TEXT | Kind.ADDRESS if _goes_in_line(value):
            address = shown.kind is Kind.ADDRESS
            if not (address and _ADDRESS.match(value)):
                sheet.weigh(value)
            sheet.add(f"{start} {_address(value) if address else to_line(value)}")
        case Kind.TEXT | Kind.ADDRESS:
            sheet.add(start)
            sheet.block("text", value, indent=indent + 2)
        case Kind.TEXTS:
            sheet.add(start)
            _write_texts(sheet, value, indent=indent + 2)
        case Kind.ITEMS if shown.form is not None:
            sheet.add(start)
            if fits_table(shown.form, value):
                sheet.gap()
                write_table(
                    sheet,
                    shown.form,
                    parts=value,
                    marks=[item_mark(shown.form, part) for part in value],
                    indent=indent + 2,
                )
                sheet.gap()
            else:
                write_items(sheet, shown.form, parts=value, indent=indent + 2, owner=part)
        case Kind.IDS:
            ids = [name_beside(one, sheet.names) for one in value]
            sheet.weigh(" ".join(sheet.names.get(one, "") for one in value))
            sheet.add(f"{start} {', '.join(ids)}")
        case _:
            sheet.add(f"{start} {show_value(shown.kind, value)}")


def _write_texts(sheet: Sheet, texts: list[str], *, indent: int) -> None:
    for text in texts:
        if not text or (_goes_in_line(text) and not _STARTS_BLOCK.match(text)):
            sheet.weigh(text)
            sheet.add(f"{' ' * indent}- {to_line(text)}")
        else:
            sheet.block("text", text, indent=indent + 2, bullet=True)


def _inert(form: Form, shown: Shown, *, value: Any) -> Any:
    """Return a value with its texts as they stand on the page."""
    match shown.kind:
        case Kind.TEXTS if value is not None:
            return [_said(form, shown.name, text=text) for text in value]
        case Kind.TEXT | Kind.ADDRESS if value is not None:
            is_link = shown.kind is Kind.ADDRESS and _ADDRESS.match(value)
            return value if is_link else _said(form, shown.name, text=value)
    return value


def _said(form: Form, name: str, *, text: str) -> str:
    """Return a text as it stands on the page: words of others do nothing there."""
    return literally(text) if name in form.literal else text


def _goes_in_line(text: str) -> bool:
    return bool(text) and "\n" not in text and "\r" not in text


def _address(text: str) -> str:
    if _ADDRESS.match(text):
        return f"<{text}>"
    line = to_line(text)
    return f"{to_line('')}{line}" if line.startswith("<") and line.endswith(">") else line
