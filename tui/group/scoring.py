"""Scoring again, in silence: after talking, and before seeing how others score now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lab.libraries import score_meanings
from tui.background import in_background
from tui.group.forms import score_form
from tui.group.words import tried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.forms.form import Filled
    from tui.group.source import OfRound
    from tui.page import Page

__all__ = ["ask_for_score"]


async def ask_for_score(page: Page[None], source: OfRound) -> None:
    """Ask for one section’s new score; it begins at the widest disagreement. No score is shown."""
    comparison = await tried(page.app, source.read, page.app.desk.workspace)
    if comparison is None:
        return
    sections = [(one.id, one.title) for one in comparison.sections]
    widest = next((one.section for one in comparison.agenda if one.about == "score"), "")
    at = widest or (sections[0][0] if sections else "")

    def take(filled: Filled | None) -> None:
        if filled is not None and filled.kept:
            in_background(page, partial(_keep, page, source, filled.values), group="score")

    page.app.push_screen(score_form(sections, at, score_meanings()), take)


async def _keep(page: Page[None], source: OfRound, values: Mapping[str, str]) -> None:
    workspace = page.app.desk.workspace

    def keep() -> bool:
        one = workspace.groups.open(source.folder).round(source.name)
        one.score_again({values["section"]: int(values["score"])})
        return True

    if await tried(page.app, keep):
        sync = "“Sync” sends it; " if (source.folder / ".git").exists() else ""
        page.app.tell(f"Kept. {sync}Compare shows who moved, once others gave theirs.")
