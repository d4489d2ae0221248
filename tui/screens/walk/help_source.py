"""The help for a section, gathered from template and record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.libraries import counterpoints, score_meanings
from lab.opponent import challenge
from tui.screens.walk.help_panel import Help

if TYPE_CHECKING:
    from lab.model import Section, Template
    from tui.editing.in_hand import TeardownInHand
    from tui.screens.walk.noticing import Noticed

__all__ = ["anchors_of", "help_for"]


def help_for(
    in_hand: TeardownInHand, section_id: str, *, noticed: tuple[Noticed, ...] = ()
) -> Help:
    """Return what the help panel shows for a section, and for the words of an answer."""
    record, template = in_hand.record, in_hand.template
    work = record.sections.get(section_id)
    points = [
        point
        for point in record.counterpoints
        if point.section == section_id and point.response != "open"
    ]
    words = {r.id: r.label for r in counterpoints().responses} if points else {}
    return Help(
        section=_section(template, section_id),
        template=template,
        score=work.score if work is not None else None,
        challenge=challenge(record, section_id, template=template),
        responses={
            point.counterpoint: words.get(point.response, point.response) for point in points
        },
        noticed=noticed,
    )


def anchors_of(in_hand: TeardownInHand, section_id: str) -> tuple[str, ...]:
    """Return what the scores mean: the section's own anchors, else those of the method."""
    return _section(in_hand.template, section_id).rubric or score_meanings()


def _section(template: Template, section_id: str) -> Section:
    found = next((s for s in template.sections if s.id == section_id), None)
    if found is not None:
        return found
    from lab.model import Section

    return Section(id=section_id, title=section_id, minutes=0, purpose="", prompts=())
