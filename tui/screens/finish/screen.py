"""What is thin or missing, each line leading to its place; then finish, export, take home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from lab.opponent import challenge
from lab.review import completeness, in_words
from lab.walk import count_words, outline
from tui.bindings import bindings_of
from tui.doors import Spot
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.prose import block
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Teardown
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand
    from tui.widgets.lines import Ink
    from tui.widgets.prose import Line

__all__ = ["FinishScreen", "NoteList"]

THIN_WORDS = 8
"""A required answer below this many words is worth a second look."""

_READ = 2000
"""Characters of an answer that are looked at; what is longer is not thin."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing worth a look, and where it is."""

    section: str
    prompt: str
    title: str
    what: str
    text: str
    weight: str
    """missing · thin · open"""


def notes_on(in_hand: TeardownInHand) -> list[Note]:
    """Return what is missing, thin or open, the weightiest first."""
    record = in_hand.record
    titles = {section.id: section.title for section in record.questions}
    questions = {(s.id, p.id): p.text for s in record.questions for p in s.prompts}
    notes = []
    for finding in completeness(record):
        what, weight = {
            "unanswered": ("No answer yet", "missing"),
            "unscored": ("No score yet", "thin"),
            "too-few-items": (finding.question, "thin"),
            "left-open": ("Left open", "open"),
        }.get(finding.rule, (finding.question, "thin"))
        text = questions.get((finding.section, finding.prompt), "")
        notes.append(
            Note(
                finding.section,
                finding.prompt,
                titles.get(finding.section, finding.section),
                what,
                text,
                weight,
            )
        )
    notes += _thin(record)
    notes += _unargued(in_hand, titles)
    order = {"missing": 0, "thin": 1, "open": 2}
    return sorted(notes, key=lambda note: order[note.weight])


def _thin(record: Teardown) -> list[Note]:
    """Return the required answers of a few words alone."""
    notes = []
    for section in record.questions:
        work = record.sections.get(section.id)
        for prompt in section.prompts:
            text = work.answers.get(prompt.id, "") if work is not None else ""
            words = count_words(text[:_READ])
            if prompt.required and prompt.kind == "text" and 0 < words < THIN_WORDS:
                what = f"Only {words} word{'' if words == 1 else 's'}"
                notes.append(Note(section.id, prompt.id, section.title, what, prompt.text, "thin"))
    return notes


def _unargued(in_hand: TeardownInHand, titles: dict[str, str]) -> list[Note]:
    record = in_hand.record
    answered = {
        (point.section, point.counterpoint)
        for point in record.counterpoints
        if point.response != "open"
    }
    notes = []
    for section, title in titles.items():
        asked = challenge(record, section, template=in_hand.template)
        left = sum((section, question.text) not in answered for question in asked.questions)
        if left:
            words = f"{left} counter-question{'s' if left > 1 else ''} to answer (F8 there)"
            notes.append(Note(section, "", title, words, "", "open"))
    return notes


class NoteList(CardList[Note]):
    """One card a note; Enter goes there."""

    PURPOSE: ClassVar[str] = "What is missing, thin or open. Enter goes to its place."
    GAP = 0

    def key_of(self, card: Note) -> str:
        """Return the place, and what it is about."""
        return f"{card.section}.{card.prompt}:{card.what}"

    def lines(self, card: Note, width: int) -> list[Line]:
        """Draw a note."""
        signs = glyphs()
        sign, ink = {
            "missing": (signs.empty, "warning"),
            "thin": (signs.started, "accent"),
            "open": (signs.dot, "muted"),
        }[card.weight]
        text_ink: Ink = "muted" if card.weight == "open" else ""
        head = f"{one_line(card.title)} {signs.dot} {card.what}"
        lines = block(head, text_ink, width, first=f"{sign} ", first_ink=ink)
        if card.text and card.weight != "open":
            lines += block(card.text, "muted", width, first="  ")
        return lines


class FinishScreen(WorkPage[Spot | None]):
    """Ends with the place to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("finish", "list")
    PURPOSE = (
        "Before you finish: what is missing or thin, each line leading to its place. You may "
        "finish with gaps; nothing is locked afterwards."
    )
    CSS_PATH = "finish.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("finish")

    def __init__(self, in_hand: TeardownInHand) -> None:
        super().__init__(in_hand)
        self._exported = ""

    def compose(self) -> ComposeResult:
        """Lay out the summary and the notes."""
        yield PlainText("", id="finish-head")
        yield NoteList(id="notes")
        yield BottomLine()

    def on_mount(self) -> None:
        """Show how things stand."""
        self.begin(self.in_hand)
        self._show()
        self.query_one(NoteList).focus()

    def on_news(self, news: News) -> None:
        """Show what is new."""
        super().on_news(news)
        if news is not News.STATE:
            self._show()

    def _show(self) -> None:
        record = self.in_hand.record
        notes = notes_on(self.in_hand)
        self.query_one(NoteList).show(notes)
        self.query_one("#finish-head", PlainText).show(self._head(record, notes))
        self.refresh_bindings()

    def _head(self, record: Teardown, notes: list[Note]) -> list[tuple[str, Ink]]:
        rows = outline(record)
        scores = [row.score for row in rows if row.score is not None]
        spent = round(sum(row.seconds for row in rows) / 60)
        dot = glyphs().dot
        facts = [
            f"{sum(row.state == 'done' for row in rows)} of {len(rows)} sections done",
            f"{spent} min",
            f"{len(record.claims)} claims" if record.claims else "",
            f"scores {' '.join(map(str, scores))}" if scores else "",
        ]
        head: list[tuple[str, Ink]] = [
            (record.product.name, "bold"),
            ("\n" + f" {dot} ".join(fact for fact in facts if fact), "muted"),
            ("\n\n", ""),
        ]
        if record.status == "finished":
            head += self._after(record)
        else:
            missing = in_words([f for f in completeness(record) if f.severity != "hint"])
            head += [
                (missing or "Nothing is missing.", "warning" if missing else "good"),
                ("\nf", "accent"),
                (" finishes it all the same." if missing else " finishes it.", "muted"),
            ]
        if notes:
            head += [
                (
                    "\n\nWorth a look before" if record.status != "finished" else "\n\nStill open",
                    "accent bold",
                )
            ]
        return head

    def _after(self, record: Teardown) -> list[tuple[str, Ink]]:
        day = record.finished_on
        head: list[tuple[str, Ink]] = [
            (
                f"{glyphs().done} Finished" + (f" on {day.day} {day:%B %Y}" if day else ""),
                "good bold",
            ),
            ("\ne", "accent"),
            (
                f" writes it again. {self._exported}"
                if self._exported
                else " writes it as Markdown, to show or to keep.",
                "muted",
            ),
            ("\nr", "accent"),
            (" reopens it.", "muted"),
        ]
        lessons = record.take_home.lessons
        if lessons:
            head.append(("\n\nTake home", "accent bold"))
            for lesson in lessons:
                head.append((f"\n{lesson.principle}", ""))
                if lesson.limit:
                    head.append((f"\nnot when {lesson.limit}", "muted"))
        return head

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer finishing to drafts, and reopening to what is finished."""
        del parameters
        if self._in_hand is None:
            return True
        if action == "finish":
            return not self.in_hand.is_finished
        if action == "reopen":
            return self.in_hand.is_finished
        return True

    def on_card_list_chosen(self, event: CardList.Chosen) -> None:
        """Go to the place of a note."""
        note = event.cards.card
        if isinstance(note, Note):
            self.dismiss((note.section, note.prompt))

    async def action_finish(self) -> None:
        """Finish."""
        if await self.in_hand.finish():
            self.app.tell("Finished. Press e to write it as Markdown.")
        self._show()

    async def action_reopen(self) -> None:
        """Turn it into a draft again."""
        if await self.in_hand.reopen():
            self.app.tell("It is a draft again.")
        self._show()

    def on_exported(self, path: str) -> None:
        """Show where the export is."""
        self._exported = f"It is in {path}"
        self._show()

    def action_home(self) -> None:
        """Go back to the library."""
        self.app.go_home()

    def action_back(self) -> None:
        """Go back to the walk."""
        self.dismiss(None)
