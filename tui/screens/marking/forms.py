"""What is asked while marking: who marks, why, and how many sources an answer has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.trials.blind import outputs_of, said_by
from lab.trials.citations import CitationAudit
from tui.forms.fields import TextAsked
from tui.forms.form import FormScreen
from tui.screens.marking.round import markers_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lab.model import Probe, Trial

__all__ = ["audit_of", "marker_form", "reason_form", "sources_form"]

_COUNTS: Final = (
    ("citations", "Citations", "How many it gives"),
    ("supporting", "Supporting", "How many of them say what the sentence says"),
    ("sentences", "Sentences", "How many sentences say something that can be checked"),
    ("supported", "Supported", "How many of them their citations support in full"),
)


def marker_form(probe: Probe, author: str) -> FormScreen:
    """Ask who marks; the author is offered while they have not marked everything."""
    answers = outputs_of(probe, marker=author)
    is_due = bool(author) and not all(said_by(one, author).is_given for one in answers)
    names = [name for name in markers_in(probe) if name.strip()]
    hint = f"Marked so far by {', '.join(names)}" if names else "Such as Ana"
    return FormScreen(
        "Who marks these outputs, blind to what was said before?",
        [
            TextAsked(
                "marker", "Name", hint, author if is_due else "",
                suggestions=tuple(dict.fromkeys([*names, *([author] if author else [])])),
            ),
        ],
        verb="Mark",
        check=_no_name,
    )  # fmt: skip


def reason_form(note: str) -> FormScreen:
    """Ask why; nothing is an answer too."""
    asked = [TextAsked("note", "Because", "What in it decided; may stay empty", note)]
    return FormScreen("Your reason, kept with your mark", asked, verb="Keep it")


def sources_form(trial: Trial) -> FormScreen:
    """Ask what somebody counted who opened every source."""
    audit = trial.audit
    asked = [
        TextAsked(name, label, hint, str(getattr(audit, name)) if audit is not None else "")
        for name, label, hint in _COUNTS
    ]
    return FormScreen("Open every source of this answer, and count", asked, check=_fault)


def audit_of(values: Mapping[str, str]) -> CitationAudit | None:
    """Return what was counted; ``None`` where everything was left empty."""
    if not any(values[name].strip() for name, _, _ in _COUNTS):
        return None
    return CitationAudit(**{name: int(values[name]) for name, _, _ in _COUNTS})


def _no_name(values: Mapping[str, str]) -> tuple[str, str] | None:
    if not values["marker"].strip():
        return "marker", "Give a name, so that these marks stand beside the first ones."
    return None


def _fault(values: Mapping[str, str]) -> tuple[str, str] | None:
    if not any(values[name] for name, _, _ in _COUNTS):
        return None
    for name, _, _ in _COUNTS:
        text = values[name]
        if not (text.isascii() and text.isdigit() and len(text) < 6):  # noqa: PLR2004 - no answer has so many
            return name, "Give a whole number, 0 where there is none."
    if int(values["supporting"]) > int(values["citations"]):
        return "supporting", "Not more citations can support a sentence than there are."
    if int(values["supported"]) > int(values["sentences"]):
        return "supported", "Not more sentences can be supported than there are."
    return None
