"""Foreign pages for tests, and whether a teardown holds every line of one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lab.written_template import written_questions
from store.exchange.foreign.reader import Foreign, Form, read_foreign
from store.records import Teardown, TemplateRef
from teardown_templates.loader import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["FORMS", "NOW", "PAGES", "lost_lines", "page", "read"]

PAGES = Path(__file__).parent / "pages"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def _form(template_id: str) -> Form:
    template = Templates().get(template_id)
    ref = TemplateRef(id=template.id, version=template.version, title=template.title)
    return Form(ref, written_questions(template))


FORMS = [_form(name) for name in ("quick", "full", "chat", "coding")]
"""The first is the default."""


def page(name: str) -> str:
    """Return a page as it stands in its file."""
    return (PAGES / name).read_bytes().decode()


def read(text: str, *, name: str = "page.md") -> Foreign:
    """Read a page."""
    return read_foreign(text, name=name, forms=FORMS, now=NOW)


def lost_lines(text: str, record: Teardown) -> list[str]:
    """Return the lines of a text that are in none of a record's texts."""
    texts = [*_texts(record.to_dict())]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [
        line for line in text.split("\n") if line.strip() and line.strip() not in {"---", "..."}
    ]
    return [line for line in lines if not any(line in one for one in texts)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
