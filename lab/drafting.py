"""Beginning a teardown: from a product's name and a template to a first record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["NewTeardown", "begin"]


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
    author: str = ""
    """Empty: the author of the settings."""
    tags: tuple[str, ...] = ()


def begin(
    request: NewTeardown, template: Template, *, teardown_id: str, digest: str, now: datetime
) -> Teardown:
    """Return a first, empty record that keeps the questions as they stand now."""
    from store.records import (
        Product,
        SectionQuestions,
        Teardown,
        TemplateRef,
        WrittenQuestion,
    )

    return Teardown(
        id=teardown_id,
        author=request.author,
        template=TemplateRef(
            id=template.id, version=template.version, title=template.title, digest=digest
        ),
        tags=list(request.tags),
        created_at=now,
        updated_at=now,
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
        questions=[
            SectionQuestions(
                id=section.id,
                title=section.title,
                minutes=section.minutes,
                prompts=[
                    WrittenQuestion(
                        id=prompt.id,
                        text=prompt.text,
                        required=prompt.required,
                        kind=prompt.kind,
                        count=prompt.count,
                    )
                    for prompt in section.prompts
                ],
            )
            for section in template.sections
        ],
    )
