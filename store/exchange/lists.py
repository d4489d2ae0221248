"""The lists of a record, each between two marks of its name, wherever they stand in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.exchange import forms
from store.exchange.items import item_mark, write_items
from store.exchange.marks import mark
from store.exchange.sheet import Sheet
from store.exchange.tables import write_table
from store.exchange.verbatim import to_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.exchange.forms import Form
    from store.records import Part, Teardown

__all__ = [
    "LIMITS_TITLE",
    "RECORD_LISTS",
    "SECTION_LISTS",
    "RecordList",
    "SectionList",
    "write_list",
]


@dataclass(frozen=True, slots=True)
class RecordList:
    """One list of a record that belongs to no section."""

    name: str
    """The name of its marks."""
    path: tuple[str, ...]
    """Where it is in the record."""
    form: Form
    title: str
    """The heading that it gets where no question asks for it."""
    question: str = ""
    """The kind of question that asks for it: it stands under the first of these."""

    def parts(self, record: Teardown) -> Sequence[Part]:
        """Return what is in the list."""
        value = record
        for name in self.path:
            value = getattr(value, name)
        return value  # type: ignore[return-value]  # the path ends at a list of parts


@dataclass(frozen=True, slots=True)
class SectionList:
    """A list of which each section has its own share."""

    name: str
    form: Form
    label: str

    @property
    def path(self) -> tuple[str, ...]:
        """Where it is in the record."""
        return (self.name,)


RECORD_LISTS = (
    RecordList("predictions", ("predictions",), forms.PREDICTION, "Predictions", "predictions"),
    RecordList("probes", ("probes",), forms.PROBE, "Probes and trials", "trials"),
    RecordList("metrics", ("metrics",), forms.METRIC, "Measurement plan", "metric"),
    RecordList("lessons", ("take_home", "lessons"), forms.LESSON, "Take-home", "card"),
    RecordList("evidence", ("evidence",), forms.EVIDENCE, "Evidence"),
    RecordList("sessions", ("practice", "sessions"), forms.SESSION, "Practice"),
    RecordList("askings", ("practice", "askings"), forms.ASKING, "What a model was asked"),
)
LIMITS_TITLE = "What cannot be concluded"
SECTION_LISTS = (
    SectionList("claims", forms.CLAIM, "Claims:"),
    SectionList("counterpoints", forms.COUNTERPOINT, "Counterpoints:"),
)


def write_list(sheet: Sheet, record: Teardown, *, plan: RecordList, titled: bool) -> None:
    """Write one list of the record; ``titled`` where it stands under a heading of its own."""
    parts = plan.parts(record)
    content = Sheet(names=sheet.names, files=sheet.files, says=sheet.says)
    if plan.form.headline:
        write_items(content, plan.form, parts=parts)
    else:
        marks = [item_mark(plan.form, part) if part.model_extra else "" for part in parts]
        write_table(content, plan.form, parts=parts, marks=marks)
        label, said_mark = plan.form.said
        lines = [one for one in sheet.says.get(f":{plan.name}", ()) if isinstance(one, str)]
        if label and lines:
            content.gap()
            for line in lines:
                content.add(f"- {label}: {to_line(line)} {mark(said_mark)}")
    label = "" if titled else f"{plan.title}:"
    sheet.region(content, name=plan.name, opening=mark(plan.name), label=label)
