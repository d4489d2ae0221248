"""Beginning a teardown: from a product's name and a template to a first record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from lab.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["LONGEST_FACT", "NewTeardown", "begin", "checked"]

LONGEST_FACT = 200
"""Characters of a name, a plan, a tag: one line that a list can show."""

LONGEST_ADDRESS = 2000

_NAMES = {
    "product": "The product's name",
    "url": "The address",
    "version": "The product's version",
    "tags": "A tag",
}


@dataclass(frozen=True, slots=True)
class NewTeardown:
    """What a person says when they begin; only the product's name is needed."""

    product: str
    url: str = ""
    maker: str = ""
    category: str = ""
    surface: str = ""
    plan: str = ""
    version: str = ""
    region: str = ""
    template: str = ""
    """Empty: the one that suits (see ``Workspace.default_template``)."""
    author: str | None = None
    """``None``: the author of the settings. Empty: nobody is named."""
    tags: tuple[str, ...] = ()


def checked(request: NewTeardown) -> NewTeardown:
    """Return the request with tidy white space; ``UsageError`` where a fact cannot be one."""
    facts = {
        field.name: _one_line(field.name, getattr(request, field.name))
        for field in fields(NewTeardown)
        if field.name != "tags" and getattr(request, field.name) is not None
    }
    if not facts["product"]:
        raise UsageError("The product has no name", todo="Type the name of one product.")
    tags = tuple(dict.fromkeys(_one_line("tags", tag) for tag in request.tags))
    return replace(request, **facts, tags=tuple(tag for tag in tags if tag))


def _one_line(name: str, text: str) -> str:
    text = " ".join(text.split())
    called = _NAMES.get(name, f"The {name}")
    longest = LONGEST_ADDRESS if name == "url" else LONGEST_FACT
    if len(text) > longest:
        raise UsageError(
            f"{called} is too long",
            f"it has {len(text)} characters, {longest} is the most",
            todo="Shorten it; details belong in an answer.",
        )
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise UsageError(
            f"{called} holds a character that is no text", todo="Type it again, without pasting."
        )
    return text


def begin(
    request: NewTeardown,
    template: Template,
    *,
    teardown_id: str,
    digest: str,
    now: datetime,
    offset: int = 0,
) -> Teardown:
    """Return a first, empty record that keeps the questions as they stand now.

    *offset* is how many seconds east of UTC it is begun.
    """
    from lab.written_template import written_questions
    from store.records import Product, Teardown, TemplateRef

    return Teardown(
        id=teardown_id,
        author=request.author or "",
        template=TemplateRef(
            id=template.id, version=template.version, title=template.title, digest=digest
        ),
        tags=list(request.tags),
        created_at=now,
        updated_at=now,
        begun_on=(now + timedelta(seconds=offset)).date(),
        product=Product(
            name=request.product,
            maker=request.maker,
            url=request.url,
            category=request.category,
            surface=request.surface,
            plan=request.plan,
            version=request.version,
            region=request.region,
        ),
        questions=written_questions(template),
    )
