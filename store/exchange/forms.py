"""Which field of which part stands where in the Markdown, and under which label.

A part has one form. Its ``headline`` is the text that a reader sees first, ``facts`` are
short values that share a line, ``lines`` have one line or paragraph each, and ``hidden``
values stand in the part's mark. A test holds the forms against the records, so that
no field can be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.exchange.values import Kind
from store.records import (
    Asking,
    Claim,
    Counterpoint,
    Evidence,
    Lesson,
    Metric,
    Part,
    Prediction,
    Probe,
    Quote,
    Session,
    Trial,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "ASKING",
    "CLAIM",
    "COUNTERPOINT",
    "EVIDENCE",
    "LESSON",
    "METRIC",
    "PREDICTION",
    "PROBE",
    "QUOTE",
    "SESSION",
    "TRIAL",
    "Form",
    "Shown",
    "default_of",
]


@dataclass(frozen=True, slots=True)
class Shown:
    """A field that a reader sees."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    always: bool = False
    """Shown even where it has its default, because readers look for it."""
    form: Form | None = None
    """The form of the things in it, for ``Kind.ITEMS``."""
    part: str = ""
    """The optional part that it belongs to, such as a lesson's card."""


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of part is written."""

    mark: str
    model: type[Part]
    headline: str = ""
    facts: tuple[Shown, ...] = ()
    lines: tuple[Shown, ...] = ()
    hidden: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Fields that follow from where the part stands."""
    letter: str = ""
    """What the ids of new ones begin with."""
    shows_id: bool = False
    """The id stands before the headline, because other things refer to it."""
    tabular: bool = False
    """A table reads better than a list, as long as every text is short."""
    once_shown: tuple[Shown, ...] = ()
    """Hidden fields that earlier versions showed: they are still read where they stand."""
    literal: tuple[str, ...] = ()
    """Fields with words from pages of others: they show as they are, and do nothing."""
    link: str = ""
    """The label of a link that follows from the rest: written for readers, passed over when read.
    """
    said: tuple[str, str] = ("", "")
    """Label and mark of a line that follows from the rest; it is passed over when read, too."""

    def shown(self) -> Iterator[Shown]:
        """Yield every field that a reader sees, but for the headline."""
        yield from self.facts
        yield from self.lines

    @property
    def parts(self) -> set[str]:
        """The optional parts of which some fields are shown."""
        return {shown.part for shown in self.shown() if shown.part}

    def known(self) -> dict[str, Shown]:
        """Return every field that a label may name, by its label in small letters."""
        return {shown.label.casefold(): shown for shown in (*self.shown(), *self.once_shown)}

    def table_headline(self) -> Shown:
        """Return the headline as the column that it is in a table."""
        return Shown(self.headline, self.headline.capitalize())


def default_of(model: type[Part], name: str) -> Any:
    """Return what a field holds when nothing is said about it; None for required ones.

    The value is for comparing only: it is one and the same each time.
    """
    defaults = _defaults.get(model)
    if defaults is None:
        defaults = _defaults[model] = {
            key: None if field.is_required() else field.get_default(call_default_factory=True)
            for key, field in model.model_fields.items()
        }
    return defaults[name]


_defaults: dict[type[Part], dict[str, Any]] = {}


CLAIM = Form(
    "claim",
    Claim,
    "statement",
    letter="c",
    facts=(
        Shown("kind", "Kind", Kind.WORD, always=True),
        Shown("basis", "Basis", Kind.WORD, always=True),
        Shown("confidence", "Confidence", Kind.WORD, always=True),
        Shown("severity", "Severity", Kind.WHOLE),
    ),
    lines=(
        Shown("because", "Because"),
        Shown("who", "Who"),
        Shown("where", "Where"),
        Shown("breaks_if", "Breaks if"),
        Shown("evidence", "Evidence", Kind.IDS),
    ),
    hidden=("created_at",),
    outside=("section",),
    said=("Warning", "warning"),
)

QUOTE = Form(
    "quote",
    Quote,
    "exact",
    letter="q",
    shows_id=True,
    facts=(Shown("standing", "Standing", Kind.WORD),),
    lines=(Shown("now", "Now says"), Shown("note", "Note")),
    hidden=("prefix", "suffix"),
    literal=("exact", "now"),
    once_shown=(Shown("prefix", "Before"), Shown("suffix", "After")),
    link="Link",
)

EVIDENCE = Form(
    "evidence",
    Evidence,
    "title",
    letter="e",
    shows_id=True,
    facts=(Shown("kind", "Kind", Kind.WORD, always=True),),
    lines=(
        Shown("url", "Address", Kind.ADDRESS),
        Shown("final_url", "Final address", Kind.ADDRESS),
        Shown("author", "Author"),
        Shown("published", "Published"),
        Shown("site", "Site"),
        Shown("language", "Language"),
        Shown("page_kind", "Kind of page"),
        Shown("section", "Captured for"),
        Shown("verdict", "Verdict"),
        Shown("reasons", "Why", Kind.TEXTS),
        Shown("fetched_at", "Seen", Kind.INSTANT),
        Shown("fetched_at", "Seen again", Kind.INSTANT, part="latest"),
        Shown("note", "Note"),
        Shown("quotes", "Quotes", Kind.ITEMS, form=QUOTE),
    ),
    hidden=("sha256", "body", "latest"),
    literal=(
        *("title", "url", "final_url", "author", "published", "site", "language", "page_kind"),
        *("verdict", "reasons"),
    ),
    link="Page",
)

TRIAL = Form(
    "trial",
    Trial,
    "output",
    letter="t",
    tabular=True,
    facts=(
        Shown("verdict", "Verdict", Kind.WORD, always=True),
        Shown("wording", "Wording", Kind.WHOLE, always=True),
        Shown("run", "Run", Kind.WHOLE, always=True),
        Shown("seconds", "Seconds", Kind.NUMBER),
        Shown("source", "Source", Kind.WORD),
    ),
    lines=(Shown("group", "Group"), Shown("marker", "Marked by"), Shown("note", "Note")),
    hidden=("at", "settings", "marks", "audit"),
)

PROBE = Form(
    "probe",
    Probe,
    "prompt",
    letter="b",
    facts=(Shown("quality_line", "Quality line", Kind.PERCENT),),
    lines=(
        Shown("name", "Name"),
        Shown("kind", "Kind"),
        Shown("budget", "Budget"),
        Shown("target", "Target"),
        Shown("pass_rule", "Pass rule"),
        Shown("wordings", "Wordings", Kind.TEXTS),
        Shown("trials", "Trials", Kind.ITEMS, form=TRIAL),
    ),
    hidden=("made_at",),
    said=("Result", "figures"),
)

PREDICTION = Form(
    "prediction",
    Prediction,
    "statement",
    letter="p",
    facts=(
        Shown("probability", "Probability", Kind.PERCENT),
        Shown("due", "Due", Kind.DAY),
        Shown("outcome", "Outcome", Kind.WORD, always=True),
    ),
    lines=(Shown("how_known", "How known"), Shown("note", "Note")),
    hidden=("made_at", "resolved_at"),
)

METRIC = Form(
    "metric",
    Metric,
    "name",
    letter="m",
    facts=(Shown("observable", "Observable", Kind.WORD),),
    lines=(
        Shown("kind", "Kind"),
        Shown("formula", "Formula"),
        Shown("numerator", "Numerator"),
        Shown("denominator", "Denominator"),
        Shown("window", "Window"),
        Shown("target", "Target"),
        Shown("pair", "Pair"),
        Shown("trap", "Trap"),
    ),
)

COUNTERPOINT = Form(
    "counterpoint",
    Counterpoint,
    "counterpoint",
    letter="k",
    facts=(
        Shown("source", "Source", Kind.WORD, always=True),
        Shown("severity", "Severity", Kind.WHOLE),
        Shown("response", "Response", Kind.WORD, always=True),
    ),
    lines=(
        Shown("model", "Model"),
        Shown("kind", "Kind"),
        Shown("target_quote", "Aimed at"),
        Shown("why_it_matters", "Why it matters"),
        Shown("evidence_needed", "Evidence needed"),
        Shown("cheapest_check", "Cheapest check"),
        Shown("would_be_wrong_if", "Would be wrong if"),
        Shown("reply", "Reply"),
        Shown("before", "Before"),
        Shown("after", "After"),
    ),
    hidden=("prompt", "claim", "prompt_version", "asked_at", "seen", "partial"),
    outside=("section",),
    said=("Unverified", "figures"),
)

LESSON = Form(
    "lesson",
    Lesson,
    "principle",
    letter="l",
    lines=(
        Shown("limit", "Limit"),
        Shown("front", "Card front", part="card"),
        Shown("back", "Card back", part="card"),
    ),
    hidden=("card", "schedule"),
)

ASKING = Form(
    "asking",
    Asking,
    facts=(
        Shown("started_at", "Asked", Kind.INSTANT, always=True),
        Shown("section", "Section", always=True),
        Shown("mode", "For", always=True),
        Shown("model", "Model", always=True),
        Shown("prompt_version", "Prompt", always=True),
        Shown("returned", "Given", Kind.WHOLE, always=True),
        Shown("kept", "Kept", Kind.WHOLE, always=True),
        Shown("ended", "Ended", always=True),
        Shown("input_tokens", "Tokens sent", Kind.WHOLE),
        Shown("output_tokens", "Tokens received", Kind.WHOLE),
        Shown("cost", "US dollars", Kind.NUMBER),
    ),
    said=("What became of it", "figures"),
)

SESSION = Form(
    "session",
    Session,
    facts=(
        Shown("local_date", "Day", Kind.DAY, always=True),
        Shown("started_at", "Started", Kind.INSTANT, always=True),
        Shown("ended_at", "Ended", Kind.INSTANT, always=True),
        Shown("active_seconds", "Active seconds", Kind.WHOLE, always=True),
        Shown("utc_offset", "Seconds from UTC", Kind.WHOLE, always=True),
        Shown("zone", "Zone", always=True),
    ),
)
