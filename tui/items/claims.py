"""Claims: what is said, because of what, for whom, how it is known and how much it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.libraries import evidence_labels, severity_meanings
from lab.walk import claims_in, default_claim_kind, next_item_id
from tui.forms.fields import ChoiceAsked, PickAsked, TextAsked
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.items.grounds import ground_lines, grounds_of, offers_of, what_there_is
from tui.items.kind import Fault, ItemKind
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.model import Claim, Teardown
    from tui.forms.form import Asked
    from tui.widgets.prose import Line

__all__ = ["BASES", "Claims"]

BASES = ("tried", "published", "told", "inferred", "guess")
"""How a claim can be known, the firmest first."""

_KINDS = (
    ("strength", "strength", "Something that works, and why"),
    ("finding", "finding", "Something that does not work, or works differently"),
    ("inference", "inference", "Something worked out from what was seen"),
    ("proposal", "proposal", "Something that you would do"),
)
_CONFIDENCES = (
    ("high", "high", "I would be surprised to be wrong"),
    ("moderate", "moderate", "More likely than not"),
    ("low", "low", "A first impression"),
)


class Claims(ItemKind["Claim"]):
    """The claims of one section; findings are claims too."""

    def __init__(self, noun: str = "claim") -> None:
        self.noun = noun
        self.plural = f"{noun.capitalize()}s"

    def items(self, record: Teardown, section: str) -> Sequence[Claim]:
        """Return the claims of that section."""
        return claims_in(record, section)

    def replace_all(self, record: Teardown, items: Sequence[Claim], section: str) -> None:
        """Let *items* be the claims of that section; the others keep their places."""
        coming = list(items)
        claims = []
        for claim in record.claims:
            if claim.section != section:
                claims.append(claim)
            elif coming:
                claims.append(coming.pop(0))
        record.claims = claims + coming

    def asked(self, item: Claim | None, section: str, record: Teardown) -> list[Asked]:
        """Ask for the statement first; everything else has a sensible start."""
        meanings = severity_meanings()
        labels = {label.id: label.label for label in evidence_labels()}

        def value(name: str) -> str:
            return str(getattr(item, name)) if item is not None else ""

        severity = "" if item is None or item.severity is None else str(item.severity)
        return [
            TextAsked("statement", "I claim", "One sentence", value("statement")),
            TextAsked("because", "Because", "What you saw, and how often", value("because")),
            ChoiceAsked(
                "basis",
                "Known how",
                tuple((basis, basis, labels.get(basis, "")) for basis in BASES),
                value("basis") or "tried",
            ),
            ChoiceAsked(
                "confidence", "Confidence", _CONFIDENCES, value("confidence") or "moderate"
            ),
            ChoiceAsked(
                "severity",
                "Severity",
                (
                    ("", glyphs().dash, "Not a problem that has a severity"),
                    *((str(n), str(n), meaning) for n, meaning in enumerate(meanings)),
                ),
                severity,
            ),
            PickAsked(
                "evidence",
                "Rests on",
                lambda: offers_of(record),
                hint=_hint(record),
                value=" ".join(item.evidence) if item is not None else "",
                more="Capture a page, or write down what you saw…",
                words=lambda ids: [(one.words, one.mark[0]) for one in grounds_of(record, ids)],
            ),
            TextAsked("who", "For whom", "The user who gains or loses", value("who")),
            TextAsked("where", "Where", "The screen or step", value("where")),
            TextAsked("breaks_if", "Breaks if", "What would make it untrue", value("breaks_if")),
            ChoiceAsked("kind", "Kind", _KINDS, value("kind") or default_claim_kind(section)),
        ]

    def check(self, values: Mapping[str, str], *, today: date) -> Fault | None:
        """Want a statement."""
        del today
        return None if values["statement"] else ("statement", "Say it in one sentence.")

    def make(
        self,
        values: Mapping[str, str],
        record: Teardown,
        *,
        section: str,
        now: datetime,
        today: date,
        old: Claim | None,
    ) -> Claim:
        """Return the claim as it was filled in."""
        from lab.model import Claim

        del today
        filled: dict[str, object] = dict(values) | {
            "severity": int(values["severity"]) if values["severity"] else None
        }
        filled["evidence"] = values.get("evidence", "").split()
        if old is not None:
            return old.model_copy(update=filled)
        return Claim.model_validate(
            filled
            | {
                "id": next_item_id("claims", record.claims),
                "section": section,
                "created_at": now,
            }
        )

    def lines(self, item: Claim, width: int, record: Teardown, today: date) -> list[Line]:
        """Draw the statement, its grounds, and one line of labels."""
        lines = block(item.statement, "bold", width)
        for words, text in (
            ("because ", item.because),
            ("breaks if ", item.breaks_if),
        ):
            if text:
                lines += block(text, "", width, first=words)
        place = " in ".join(one_line(part) for part in (item.who, item.where) if part)
        facts = [item.basis, f"{item.confidence} confidence", place]
        if item.severity is not None:
            facts.insert(
                0, f"severity {item.severity} {severity_meanings()[item.severity].lower()}"
            )
        text = f" {glyphs().dot} ".join(fact for fact in facts if fact)
        return [*lines, *block(text, "muted", width), *ground_lines(item, record, today, width)]


def _hint(record: Teardown) -> str:
    """Return what the field of evidence says while it is empty."""
    there = what_there_is(record)
    if there:
        return f"Space picks from {there}."
    return "Space: nothing is captured yet. Capture a page, or note what you saw."
