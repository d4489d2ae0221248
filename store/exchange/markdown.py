"""A teardown as Markdown: made for reading, and exact enough to be read back whole.

The grammar is described in ``docs/markdown-format.md``. Nothing but the record is
written: no path of this machine, no setting, no key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.exchange.front_matter import can_be_written, write_front_matter
from store.exchange.head import digest, head, head_lines, title_of
from store.exchange.lists import LIMITS_TITLE, RECORD_LISTS, write_list
from store.exchange.marks import mark
from store.exchange.references import names_of
from store.exchange.sections import Outline, write_sections
from store.exchange.sheet import Sheet
from store.exchange.values import show_instant
from store.exchange.verbatim import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from store.exchange.said import Saying
    from store.records import Part, Teardown

__all__ = ["OWN_KEYS", "to_markdown"]

LINT_RULES = (
    "<!-- markdownlint-disable MD001 MD024 MD025 MD026 MD037 MD055 --><!-- markdownlint-capture -->"
)
"""What no teardown can promise a linter.

The title stands in the front matter too (MD025). Questions end in full stops, may be alike
and may have blanks to fill, ___ (MD026, MD024, MD037). And what an author wrote may have
headings and tables of its own that ours come after (MD001, MD055).
"""

OWN_KEYS = (
    *("title", "aliases", "tags", "created", "updated", "author", "source", "product", "maker"),
    *("category", "surface", "plan", "product_version", "region", "observed_from"),
    *("observed_to", "review_by", "status", "template", "teardown_id", "teardown_schema"),
)
"""The keys of the front matter that are ours; all others are kept as they are."""

OTHER_KEYS = "front_matter"
"""The field of a record that holds the front matter which is not ours."""


def to_markdown(
    record: Teardown,
    *,
    files: Mapping[str, str] | None = None,
    says: Mapping[str, Sequence[Saying]] | None = None,
) -> str:
    """Return the whole teardown as Markdown; ``from_markdown`` brings it back.

    *files* is the way to each captured page beside the file, by the id of its evidence; *says*
    has, by the id of a probe, what follows from its runs, in lines of words and
    tables.
    """
    others = _others(record)
    sheet = Sheet(
        write_front_matter(
            _front_matter(record, others),
            others={key: value for key, value in others.items() if key != "aliases"},
        ),
        files=files or {},
        names=names_of(record),
        says=says or {},
    )
    sheet.paragraph(LINT_RULES)
    sheet.paragraph(f"# {to_plain(title_of(record.product.name))}")
    sheet.lines += head_lines(record)
    sheet.gap()
    outline = Outline.of(record)
    write_sections(sheet, record, outline=outline)
    housed = [plan for plans in outline.homes.values() for plan in plans]
    for plan in RECORD_LISTS:
        if plan not in housed and plan.parts(record):
            sheet.paragraph(f"## {plan.title}")
            write_list(sheet, record, plan=plan, titled=True)
        if plan.name == "lessons" and record.take_home.cannot_conclude:
            sheet.paragraph(f"## {LIMITS_TITLE}")
            sheet.block("cannot-conclude", record.take_home.cannot_conclude)
    sheet.paragraph(mark("record", values=_hidden(record, others=bool(others))))
    return "\n".join(sheet.lines).rstrip("\n") + "\n"


def _front_matter(
    record: Teardown, others: dict[str, Any]
) -> dict[str, str | int | date | list[str] | None]:
    product = record.product
    values: dict[str, str | int | date | list[str] | None] = {
        "title": title_of(product.name),
        "aliases": [record.id, *others.get("aliases", [])],
        "tags": record.tags,
        "created": record.created_at,
        "updated": record.updated_at,
        "author": record.author,
        "source": product.url,
        "product": product.name,
        "maker": product.maker,
        "category": product.category,
        "surface": product.surface,
        "plan": product.plan,
        "product_version": product.version,
        "region": product.region,
        "observed_from": record.observed_from,
        "observed_to": record.observed_to,
        "review_by": record.review_by,
        "status": record.status,
        "template": record.template.id,
        "teardown_id": record.id,
        "teardown_schema": record.schema_,
    }
    return {key: None if value == "" else value for key, value in values.items()}


def _others(record: Teardown) -> dict[str, Any]:
    others = (record.model_extra or {}).get(OTHER_KEYS)
    if not isinstance(others, dict) or not can_be_written(others):
        return {}
    aliases = others.get("aliases", ["none"])
    good = isinstance(aliases, list) and aliases and record.id not in aliases
    if not good or not all(isinstance(alias, str) for alias in aliases):
        return {}
    return others if set(OWN_KEYS).isdisjoint(set(others) - {"aliases"}) else {}


def _hidden(record: Teardown, *, others: bool) -> dict[str, Any]:
    values: dict[str, Any] = {"rev": record.rev}
    if record.archived:
        values["archived"] = True
    if record.example:
        values["example"] = True
    if record.finished_at:
        values["finished_at"] = show_instant(record.finished_at)
    days = {"begun_on": record.begun_on, "finished_on": record.finished_on}
    values |= {name: day.isoformat() for name, day in days.items() if day}
    values["template"] = _values(record.template, "version", "title", "digest")
    if record.origin:
        values["origin"] = _values(record.origin, "kind", "name", "imported_at")
    for name in ("product", "take_home", "practice"):
        if more := getattr(record, name).model_extra:
            values[name] = {"more": more}
    more = dict(record.model_extra or {})
    if others:
        del more[OTHER_KEYS]
    if more:
        values["more"] = more
    shown = {"title": title_of(record.product.name), **head(record)}
    values["shown"] = {key: digest(line) for key, line in shown.items() if key != "mix"}
    return values


def _values(part: Part, *names: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in names:
        value = getattr(part, name)
        if value or value == 0:
            values[name] = show_instant(value) if hasattr(value, "astimezone") else value
    if part.model_extra:
        values["more"] = part.model_extra
    return values
