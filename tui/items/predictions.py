"""Predictions: something checkable, how sure one is, and how and when it will be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import next_item_id
from tui.forms.fields import TextAsked
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.items.kind import Fault, ItemKind
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.model import Prediction, Teardown
    from tui.forms.form import Asked
    from tui.widgets.prose import Line

__all__ = ["Predictions"]


class Predictions(ItemKind["Prediction"]):
    """The predictions of a teardown."""

    noun = "prediction"
    plural = "Predictions"

    def items(self, record: Teardown, section: str) -> Sequence[Prediction]:
        """Return all predictions: a teardown has one list of them."""
        del section
        return record.predictions

    def replace_all(self, record: Teardown, items: Sequence[Prediction], section: str) -> None:
        """Let *items* be the predictions."""
        del section
        record.predictions = list(items)

    def asked(self, item: Prediction | None, section: str, record: Teardown) -> list[Asked]:
        """Ask for statement, percentage, check and day; what has come out stays as it was said."""
        del section, record
        if item is not None and item.outcome != "open":
            return [
                TextAsked(
                    "how_known",
                    "I knew by",
                    "It has come out: what you said and how sure you were stay as they are",
                    item.how_known,
                )
            ]
        probability = "" if item is None or item.probability is None else _percent(item)
        return [
            TextAsked(
                "statement",
                "I predict",
                "At least 4 of 5 runs will cite a source that exists",
                item.statement if item else "",
            ),
            TextAsked("probability", "How sure, in %", "70", probability),
            TextAsked(
                "how_known",
                "I will know by",
                "Opening each source that it cites",
                item.how_known if item else "",
            ),
            TextAsked(
                "due",
                "Check it on",
                "today, in 2 weeks, or 2026-03-09",
                str(item.due) if item and item.due else "",
            ),
        ]

    def check(self, values: Mapping[str, str], *, today: date) -> Fault | None:
        """Want a statement; figure and day may be missing, but not be nonsense."""
        from lab.parsing import parse_day, parse_percent

        if "statement" not in values:
            return None
        if not values["statement"]:
            return "statement", "Say what you predict, in one sentence."
        if values["probability"] and parse_percent(values["probability"]) is None:
            return "probability", "Write a percentage from 0 to 100, such as 70."
        if values["due"] and parse_day(values["due"], today=today) is None:
            return "due", "Write a day, such as tomorrow, in 2 weeks, 9 March or 2026-03-09."
        return None

    def make(
        self,
        values: Mapping[str, str],
        record: Teardown,
        *,
        section: str,
        now: datetime,
        today: date,
        old: Prediction | None,
    ) -> Prediction:
        """Return the prediction as it was filled in."""
        from lab.model import Prediction
        from lab.parsing import parse_day, parse_percent

        del section
        if old is not None and "statement" not in values:
            return old.model_copy(update={"how_known": values["how_known"]})
        filled = {
            "statement": values["statement"],
            "probability": parse_percent(values["probability"]),
            "how_known": values["how_known"],
            "due": parse_day(values["due"], today=today),
        }
        if old is not None:
            # How sure one is now is said now: by then one may know.
            is_surer = filled["probability"] != old.probability
            return old.model_copy(update={**filled, **({"made_at": now} if is_surer else {})})
        return Prediction(id=next_item_id("predictions", record.predictions), made_at=now, **filled)

    def lines(self, item: Prediction, width: int, record: Teardown, today: date) -> list[Line]:
        """Draw the percentage, the statement, and how it will be known."""
        del record, today
        sure = f"{_percent(item)} %" if item.probability is not None else glyphs().dash
        lines = block(item.statement, "", width, first=f"{sure:>5}  ", first_ink="accent")
        facts = [
            f"known by: {one_line(item.how_known)}" if item.how_known else "",
            f"check on {item.due.day} {item.due:%b %Y}" if item.due else "",
            f"outcome: {item.outcome}" if item.outcome != "open" else "",
        ]
        text = f" {glyphs().dot} ".join(fact for fact in facts if fact)
        return lines + (block(text, "muted", width, first=" " * 7) if text else [])


def _percent(item: Prediction) -> str:
    return f"{(item.probability or 0) * 100:g}"
