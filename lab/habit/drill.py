"""Practising one section at a time: the one that one scores lowest at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lab.errors import NoSuchPart
from lab.habit.earlier import REMATCH

if TYPE_CHECKING:
    from teardown_templates.loader import Templates
    from teardown_templates.model import Template

__all__ = ["drill_template"]

_LOOKED_INTO: Final = ("full", "quick")
"""The templates in which a section is looked for before the others."""


def drill_template(templates: Templates, section_id: str) -> Template:
    """Return a template of that one section, with its hints, its rubric and its questions.

    ``NoSuchPart`` where no template has it. What only a rematch asks for wants an earlier
    teardown, and is no drill.
    """
    names = dict.fromkeys([*_LOOKED_INTO, *(info.id for info in templates.names())])
    names.pop(REMATCH, None)
    for name in names:
        template = templates.get(name)
        for section in template.sections:
            if section.id == section_id:
                return replace(
                    template,
                    title=f"Drill: {section.title}",
                    minutes=section.minutes,
                    sections=(section,),
                )
    raise NoSuchPart(
        f"No template has a section “{section_id}”",
        "it may have been renamed, or belong to a template that is gone",
        todo="Begin any teardown instead.",
    )
