"""The templates: ours, which ship with the app, and the user's own beside them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teardown_templates.errors import TemplateNotFound
from teardown_templates.merge import base_template, variant_template

if TYPE_CHECKING:
    from teardown_templates.model import Template

__all__ = ["TemplateInfo", "Templates"]

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """What a list of templates shows of each."""

    id: str
    title: str
    tagline: str
    minutes: int
    kind: str
    own: bool
    version: int
    requires_parent: bool


class Templates:
    """All templates that can be walked: ours and the user's own."""

    def __init__(self, own_folder: Path | None = None) -> None:
        self._own_folder = own_folder

    def names(self) -> list[TemplateInfo]:
        """Return what there is, in the order in which it is offered."""
        heads = json.loads((CONTENT / "index.json").read_text("utf-8"))
        return [TemplateInfo(own=False, **head) for head in heads["templates"]]

    def get(self, template_id: str) -> Template:
        """Return a template, merged; raise ``TemplateNotFound`` if there is none."""
        known = [info.id for info in self.names()]
        if template_id not in known:
            near = get_close_matches(template_id, known, n=1)
            todo = f"Did you mean “{near[0]}”?" if near else "See “teardown templates list”."
            raise TemplateNotFound(f"There is no template “{template_id}”", todo=todo)
        return _shipped(template_id)


@cache
def _shipped(template_id: str) -> Template:
    document = _read(CONTENT / f"{template_id}.yaml")
    if "extends" not in document:
        return base_template(document)
    return variant_template(_shipped(document["extends"]), document)


def _read(path: Path) -> dict[str, Any]:
    import yaml  # a start that needs no template must not pay for YAML

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return dict(yaml.load(path.read_text("utf-8"), Loader=loader))  # noqa: S506 - a safe loader
