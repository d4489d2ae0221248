"""The record of one teardown: the one definition behind file, JSON, import and JSON Schema.

Everything is validated at once, with the path of each fault. Fields that a newer
minor version added are kept (``extra="allow"``). Importing this module loads
pydantic, so the app does it after its first frame and ``teardown list`` not at all.

What values are made of stands in ``store.fields``, what was run of a product in
``store.runs``; everything is imported from here.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, Self

from pydantic import ConfigDict, Field, model_validator

from store.fields import Id, Instant, Part, Score, Text, Whole
from store.runs import Audit, Mark, Probe, Trial, Verdict
from store.summary import NOTES_KIND

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CURRENT_SCHEMA",
    "Asking",
    "Audit",
    "Basis",
    "Card",
    "Claim",
    "ClaimKind",
    "Confidence",
    "Counterpoint",
    "Evidence",
    "Lesson",
    "Mark",
    "Metric",
    "Origin",
    "PageVersion",
    "Part",
    "Practice",
    "Prediction",
    "Probe",
    "Product",
    "Quote",
    "SectionQuestions",
    "SectionWork",
    "Session",
    "TakeHome",
    "Teardown",
    "TemplateRef",
    "Trial",
    "Verdict",
    "WrittenQuestion",
]

CURRENT_SCHEMA = 2
"""The schema number that this version writes. ``store.migrations`` lifts older ones."""

ClaimKind = Literal["strength", "finding", "inference", "proposal"]
Basis = Literal["tried", "published", "told", "inferred", "guess"]
Confidence = Literal["high", "moderate", "low"]


class _Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str:
        """Its name among its kind."""


class TemplateRef(Part):
    """Which template the teardown was written against."""

    id: Id
    version: Whole = 1
    title: Text = ""
    digest: Text = ""
    """The SHA-256 of the frozen template, kept in the library; empty if there is none."""


class Origin(Part):
    """Where a teardown came from: a file, a group, or the teardown that it is a rematch of."""

    kind: Text = ""
    name: Text = ""
    imported_at: Instant | None = None


class Product(Part):
    """The unit of analysis: one product, one surface, one plan."""

    name: Text
    maker: Text = ""
    url: Text = ""
    category: Text = ""
    surface: Text = ""
    plan: Text = ""
    version: Text = ""
    region: Text = ""


class WrittenQuestion(Part):
    """A question as it stood when the teardown was begun."""

    id: Id
    text: Text
    required: bool = False
    kind: Text = "text"
    count: Whole = 0


class SectionQuestions(Part):
    """A section's title and questions as they stood when the teardown was begun."""

    id: Id
    title: Text
    minutes: Whole = 0
    prompts: list[WrittenQuestion] = Field(default_factory=list)

    @property
    def holds_notes(self) -> bool:
        """Whether it only keeps what fits no question, and so counts in no figure."""
        return bool(self.prompts) and all(one.kind == NOTES_KIND for one in self.prompts)


class SectionWork(Part):
    """What was written in one section."""

    answers: dict[Id, Text] = Field(default_factory=dict)
    score: Score | None = None
    scored_at: Instant | None = None
    seconds: Whole = 0
    """Active seconds spent here."""
    done: bool = False
    """Required questions answered and a score given."""


class Claim(Part):
    """One thing that the teardown says about the product, and how it is known."""

    id: Id
    section: Id
    kind: ClaimKind = "inference"
    statement: Text
    because: Text = ""
    who: Text = ""
    where: Text = ""
    basis: Basis = "tried"
    confidence: Confidence = "moderate"
    severity: Annotated[int, Field(ge=0, le=4, strict=True)] | None = None
    """0 not a problem, 1 cosmetic, 2 minor, 3 major, 4 must be fixed first (Nielsen)."""
    breaks_if: Text = ""
    evidence: list[Id] = Field(default_factory=list)
    created_at: Instant | None = None


class Quote(Part):
    """A passage of a page, found again by its words and its surroundings."""

    id: Id
    exact: Text
    prefix: Text = ""
    suffix: Text = ""
    note: Text = ""
    standing: Literal["unchecked", "stands", "moved", "gone"] = "unchecked"
    """What the last refresh found: the same words in the same surroundings; the words changed a
    little or stand elsewhere; or no longer on the page."""
    now: Text = ""
    """The words that stand there since the last refresh, where they are others."""


class PageVersion(Part):
    """A page as a later refresh found it; the first capture stays beside it."""

    fetched_at: Instant | None = None
    final_url: Text = ""
    title: Text = ""
    sha256: Text = ""
    verdict: Text = ""
    reasons: list[Text] = Field(default_factory=list)
    body: Text = ""


class Evidence(Part):
    """Something that a claim can stand on."""

    id: Id
    kind: Literal["page", "file", "quote", "observation", "screenshot"] = "observation"
    title: Text = ""
    url: Text = ""
    final_url: Text = ""
    author: Text = ""
    published: Text = ""
    """The date as the page states it; empty when it states none."""
    site: Text = ""
    language: Text = ""
    page_kind: Text = ""
    section: Text = ""
    """The section that it was captured for; empty for the whole teardown."""
    note: Text = ""
    """The learner's own words about it: what was seen, for an observation."""
    fetched_at: Instant | None = None
    sha256: Text = ""
    """Of the bytes that the page was read from."""
    verdict: Text = ""
    reasons: list[Text] = Field(default_factory=list)
    body: Text = ""
    """SHA-256 of the page's Markdown in the library's pages; empty if there is none."""
    quotes: list[Quote] = Field(default_factory=list)
    latest: PageVersion | None = None
    """What the last refresh found; ``None`` before the first."""


class Prediction(Part):
    """Something checkable, said before it is known, with how sure one was."""

    id: Id
    statement: Text
    probability: Annotated[float, Field(ge=0, le=1)] | None = None
    """0 to 1; the app shows it as a percentage."""
    how_known: Text = ""
    due: date | None = None
    made_at: Instant | None = None
    outcome: Literal["yes", "no", "void", "open"] = "open"
    resolved_at: Instant | None = None
    note: Text = ""


class Metric(Part):
    """One line of a measurement plan."""

    id: Id
    name: Text
    kind: Text = ""
    formula: Text = ""
    numerator: Text = ""
    denominator: Text = ""
    window: Text = ""
    target: Text = ""
    observable: Literal["yes", "proxy", "no"] | None = None
    """Whether somebody outside the company can see it."""
    pair: Text = ""
    trap: Text = ""


class Counterpoint(Part):
    """An objection, the words that it targets, and what the learner did with it."""

    id: Id
    section: Id
    prompt: Text = ""
    """The question in whose answer the words stand that it targets."""
    claim: Text = ""
    target_quote: Text = ""
    kind: Text = ""
    counterpoint: Text
    why_it_matters: Text = ""
    severity: Annotated[int, Field(ge=1, le=3)] | None = None
    evidence_needed: Text = ""
    cheapest_check: Text = ""
    would_be_wrong_if: Text = ""
    source: Literal["template", "rule", "model"] = "template"
    model: Text = ""
    prompt_version: Text = ""
    """Which of our prompts the model was given; empty where none was."""
    asked_at: Instant | None = None
    response: Literal["changed", "rebutted", "parked", "useless", "open"] = "open"
    reply: Text = ""
    seen: Text = ""
    """A digest of the text that it is about, as it stood when it was shown."""
    before: Text = ""
    """The text that it is about, as it stood when it was asked; of a long one a part."""
    after: Text = ""
    """The same text once the learner had changed it."""
    partial: bool = False


class Card(Part):
    """A recall card."""

    front: Text = ""
    back: Text = ""


class Lesson(Part):
    """A principle to take home, with its limit."""

    id: Id
    principle: Text
    limit: Text = ""
    card: Card | None = None
    schedule: dict[str, Any] = Field(default_factory=dict)


class TakeHome(Part):
    """What stays when the teardown is done."""

    lessons: list[Lesson] = Field(default_factory=list)
    cannot_conclude: Text = ""


class Session(Part):
    """One sitting: instants in UTC, with the local calendar day as it was then and there."""

    started_at: Instant
    ended_at: Instant
    local_date: date
    zone: Text = ""
    utc_offset: Annotated[int, Field(ge=-86_400, le=86_400)] = 0
    """Seconds east of UTC."""
    active_seconds: Whole = 0


class Asking(Part):
    """One call of a model for counterpoints: what came of it, and what it cost."""

    started_at: Instant
    section: Text = ""
    """Empty where the whole teardown was sent."""
    mode: Text = ""
    """counterpoints, steelman, premortem, goodhart or falsifier."""
    model: Text = ""
    prompt_version: Text = ""
    returned: Whole = 0
    """Items that the model gave."""
    kept: Whole = 0
    """Those of them that passed the checks; the others were dropped."""
    ended: Text = ""
    """``whole``, or why it ended before its end."""
    input_tokens: Whole | None = None
    output_tokens: Whole | None = None
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    """US dollars at the prices that the user had set; 0 without any."""


class Practice(Part):
    """When the teardown was worked on, and when a model was asked about it."""

    sessions: list[Session] = Field(default_factory=list)
    askings: list[Asking] = Field(default_factory=list)


class Teardown(Part):
    """One teardown, whole."""

    schema_: Annotated[int, Field(alias="schema", ge=1)] = CURRENT_SCHEMA
    id: Id
    rev: Whole = 0
    author: Text = ""
    template: TemplateRef
    status: Literal["draft", "finished"] = "draft"
    archived: bool = False
    example: bool = False
    """True for teardowns that ship with the app: never counted in any figure."""
    tags: list[Text] = Field(default_factory=list)
    created_at: Instant
    updated_at: Instant
    begun_on: date | None = None
    """The calendar day, there and then, on which it was begun; ``None`` in older ones."""
    finished_at: Instant | None = None
    finished_on: date | None = None
    """The calendar day, there and then, on which it was finished; travel never moves it."""
    origin: Origin | None = None

    product: Product
    observed_from: date | None = None
    observed_to: date | None = None
    review_by: date | None = None

    questions: list[SectionQuestions] = Field(default_factory=list)
    """The template's sections in order, as they stood when the teardown was begun."""
    sections: dict[Id, SectionWork] = Field(default_factory=dict)
    claims: list[Claim] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)
    probes: list[Probe] = Field(default_factory=list)
    predictions: list[Prediction] = Field(default_factory=list)
    metrics: list[Metric] = Field(default_factory=list)
    counterpoints: list[Counterpoint] = Field(default_factory=list)
    take_home: TakeHome = Field(default_factory=TakeHome)
    practice: Practice = Field(default_factory=Practice)

    model_config = ConfigDict(
        extra="allow", validate_assignment=False, defer_build=True, serialize_by_alias=True
    )

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        named: list[tuple[str, Sequence[_Named]]] = [
            ("questions", self.questions),
            ("claims", self.claims),
            ("evidence", self.evidence),
            ("probes", self.probes),
            ("predictions", self.predictions),
            ("metrics", self.metrics),
            ("counterpoints", self.counterpoints),
            ("take_home.lessons", self.take_home.lessons),
        ]
        named += [(f"questions.{section.id}", section.prompts) for section in self.questions]
        named += [(f"evidence.{item.id}.quotes", item.quotes) for item in self.evidence]
        named += [(f"probes.{probe.id}.trials", probe.trials) for probe in self.probes]
        for name, items in named:
            if len({item.id for item in items}) != len(items):
                twice = Counter(item.id for item in items).most_common(1)[0][0]
                raise ValueError(f"{name}: the id “{twice}” stands twice")
        return self

    @property
    def day_begun(self) -> date:
        """The day on which it was begun: the local one, or, where nobody noted it, that of UTC."""
        return self.begun_on or self.created_at.date()

    def work(self, section_id: str) -> SectionWork:
        """Return what was written in a section, adding an empty place for it if need be."""
        return self.sections.setdefault(section_id, SectionWork())

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON-ready values, in the order of the file."""
        return self.model_dump(mode="json")
