"""Metrics: what is counted over what, in which window, with its pair and its trap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.libraries import metrics
from lab.walk import next_item_id
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.items.kind import Fault, ItemKind
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.model import LibraryMetric, Metric, Teardown
    from tui.forms.form import Asked
    from tui.widgets.prose import Line

__all__ = ["Metrics"]

_OBSERVABLE = (
    ("", "?", "Not thought about yet"),
    ("yes", "yes", "Somebody outside the company can see it"),
    ("proxy", "proxy", "Only something that stands for it can be seen from outside"),
    ("no", "no", "Only the company can see it"),
)


class Metrics(ItemKind["Metric"]):
    """The measurement plan."""

    noun = "metric"
    plural = "Metrics"

    def items(self, record: Teardown, section: str) -> Sequence[Metric]:
        """Return all metrics: a teardown has one plan."""
        del section
        return record.metrics

    def replace_all(self, record: Teardown, items: Sequence[Metric], section: str) -> None:
        """Let *items* be the plan."""
        del section
        record.metrics = list(items)

    def asked(self, item: Metric | None, section: str, record: Teardown) -> list[Asked]:
        """Ask for the name, offered from the method's own metrics, and what makes it one."""
        del section, record
        names = tuple(metric.name for metric in metrics())

        def value(name: str) -> str:
            return str(getattr(item, name) or "") if item is not None else ""

        return [
            TextAsked(
                "name", "Metric", "Type a few letters, or a name of your own", value("name"), names
            ),
            TextAsked("numerator", "Counted", "Tasks where the goal was met", value("numerator")),
            TextAsked("denominator", "Out of", "Tasks that were tried", value("denominator")),
            TextAsked("window", "In which time", "Per week, first 14 days", value("window")),
            TextAsked("target", "Good enough at", "60 %, against 45 % today", value("target")),
            ChoiceAsked("observable", "From outside", _OBSERVABLE, value("observable")),
            TextAsked(
                "pair", "Paired with", "What would show that it is gamed", value("pair"), names
            ),
            TextAsked("trap", "Its trap", "How it misleads", value("trap")),
        ]

    def fill(self, field: str, value: str) -> Mapping[str, str]:
        """Fill in what the method knows about one of its metrics."""
        known = _known(value) if field == "name" else None
        if known is None:
            return {}
        counted, _, over = known.formula.partition(" / ")
        pair = next((m.name for m in metrics() if m.id == known.pair), "")
        return {
            "numerator": counted if over else "",
            "denominator": over,
            "observable": known.outside,
            "pair": pair,
            "trap": known.trap,
        }

    def check(self, values: Mapping[str, str], *, today: date) -> Fault | None:
        """Want a name."""
        del today
        return None if values["name"] else ("name", "Give it a name.")

    def make(
        self,
        values: Mapping[str, str],
        record: Teardown,
        *,
        section: str,
        now: datetime,
        today: date,
        old: Metric | None,
    ) -> Metric:
        """Return the metric as it was filled in."""
        from lab.model import Metric

        del section, now, today
        filled: dict[str, str | None] = dict(values)
        filled["observable"] = values["observable"] or None
        if old is not None:
            return old.model_copy(update=filled)
        known = _known(values["name"])
        kind, formula = (known.kind, known.formula) if known else ("", "")
        return Metric.model_validate(
            filled
            | {"id": next_item_id("metrics", record.metrics), "kind": kind, "formula": formula}
        )

    def lines(self, item: Metric, width: int, record: Teardown, today: date) -> list[Line]:
        """Draw the name, the fraction, and the rest in one line."""
        del record, today
        lines = block(item.name, "bold", width)
        fraction = " / ".join(one_line(part) for part in (item.numerator, item.denominator) if part)
        lines += block(fraction or item.formula, "", width) if fraction or item.formula else []
        seen = {"yes": "seen from outside", "proxy": "a proxy from outside", "no": "inside only"}
        facts = [
            one_line(item.window),
            f"target {one_line(item.target)}" if item.target else "",
            seen.get(item.observable or "", ""),
            f"paired with {one_line(item.pair)}" if item.pair else "",
        ]
        text = f" {glyphs().dot} ".join(fact for fact in facts if fact)
        return lines + (block(text, "muted", width) if text else [])


def _known(name: str) -> LibraryMetric | None:
    return next((metric for metric in metrics() if metric.name == name), None)
