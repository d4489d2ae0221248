"""A file of ours taken apart: its sections, answers and lists, and words beside them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.exchange.front_matter import FrontMatter, read_front_matter
from store.exchange.head import HEAD_LABELS
from store.exchange.item_reader import Item, read_list
from store.exchange.lists import LIMITS_TITLE, RECORD_LISTS, SECTION_LISTS
from store.exchange.marks import find_mark
from store.exchange.reading import Faults, Line, Lines, text_of
from store.exchange.verbatim import from_plain

if TYPE_CHECKING:
    from store.exchange.marks import Mark

__all__ = ["Document", "Loose", "Question", "SectionPart", "read_document"]

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")
_HEADED_MARK = re.compile(r"[ \t]*<!--[ \t]*teardown:(section|question|answer)\b")
_NUMBER = re.compile(r"\A\d{1,2}(?:\.\d{1,2})*[.)]?[ \t]+")
_HEAD_LINE = re.compile(r"[-*+][ \t]+([A-Z][a-z]+):(?:[ \t]+|\Z)")
_SCORE = re.compile(r"[-*+][ \t]+Score:(?:[ \t]+|\Z)", re.IGNORECASE)
_OWN_TITLES = frozenset((*(plan.title for plan in RECORD_LISTS), LIMITS_TITLE))
_OWN_LABELS = frozenset(
    (*(f"{plan.title}:" for plan in RECORD_LISTS), *(plan.label for plan in SECTION_LISTS))
)
_RECORD_FORMS = {plan.name: plan.form for plan in RECORD_LISTS}
_SECTION_FORMS = {plan.name: plan.form for plan in SECTION_LISTS}


@dataclass(slots=True)
class Question:
    """A question as the file has it."""

    line: int
    id: str
    text: str
    values: dict[str, Any]


@dataclass(slots=True)
class SectionPart:
    """A section as the file has it."""

    line: int
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    answer_lines: dict[str, int] = field(default_factory=dict)
    score: str | None = None
    score_line: int = 0
    marked: bool = False
    """It has a mark; otherwise only an answer or a list names it."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Words that stand in none of the places which the format has, and what they stand under."""

    line: int
    text: str
    section: str = ""
    question: str = ""


@dataclass(slots=True)
class Document:
    """Everything that a file says, before it is a record."""

    front: FrontMatter
    title: tuple[int, str] | None = None
    head: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The lines under the title, by key."""
    sections: dict[str, SectionPart] = field(default_factory=dict)
    lists: dict[str, list[Item]] = field(default_factory=dict)
    cannot_conclude: str = ""
    record: dict[str, Any] = field(default_factory=dict)
    """The values of the record's own mark."""
    record_line: int = 0
    loose: list[Loose] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        """Whether any mark of ours was found."""
        return bool(self.record_line or self.sections or self.lists or self.cannot_conclude)

    def section(self, section_id: str, *, line: int) -> SectionPart:
        """Return a section, a new one if it is named here for the first time."""
        return self.sections.setdefault(section_id, SectionPart(line))


def read_document(text: str, faults: Faults) -> Document:
    """Take a file apart; what is wrong goes to ``faults``."""
    texts = text.split("\n")
    document = Document(read_front_matter(texts))
    for fault in document.front.faults:
        faults.add(fault.line, fault.message)
    start = document.front.end
    lines = [Line(number, one) for number, one in enumerate(texts[start:], start + 1)]
    _Walk(document, Lines(lines, faults), levels=_levels_of(texts[start:])).walk()
    return document


def _levels_of(texts: list[str]) -> tuple[int, int]:
    """Return how deep the headings of sections and questions are: hosts move them all down."""
    above: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    level = 0
    for text in texts:
        if not text.strip(" \t"):
            continue
        if level and (found := _HEADED_MARK.match(text)):
            above[found[1] != "section"][level] += 1
        heading = _HEADING.match(text)
        level = len(heading[1]) if heading else 0
    section, question = (max(one, key=lambda n: one[n], default=0) for one in above)
    return section or 2, question or (section or 2) + 1


@dataclass(slots=True)
class _Walk:
    """The way through a file, from top to bottom."""

    document: Document
    lines: Lines
    waiting: list[Line] = field(default_factory=list)
    """Lines since the last mark: a heading among them belongs to the next one."""
    section: str = ""
    question: str = ""
    levels: tuple[int, int] = (2, 3)
    """Of the headings of sections and of questions."""

    def walk(self) -> None:
        """Read the whole file."""
        while (line := self.lines.take()) is not None:
            mark = find_mark(line.text) if "teardown:" in line.text else None
            if mark is None:
                if not self._take_head(line) and not self._take_score(line):
                    self.waiting.append(line)
            elif mark.fault:
                self._fault(line, mark.fault)
            elif mark.before.strip(" \t"):
                self._fault(line, "a mark has to stand at the start of its line")
            elif mark.closing:
                self._fault(line, f"“/teardown:{mark.name}” closes nothing")
            else:
                self._take_mark(mark, line)
        self._put_away(self.waiting)

    def _fault(self, line: Line, message: str) -> None:
        self.lines.faults.add(line.number, message)

    def _take_mark(self, mark: Mark, line: Line) -> None:
        match mark.name:
            case "section":
                self._read_section(mark, line)
            case "question" | "answer":
                self._read_question(mark, line)
            case "cannot-conclude":
                self._drop_own_heading()
                inside, closed = self.lines.take_until_end(mark, line=line.number)
                self.document.cannot_conclude = text_of([one.text for one in inside], closed=closed)
            case "record":
                self._drop_own_heading()
                self.section = self.question = ""  # what follows stands below the whole teardown
                self.document.record, self.document.record_line = dict(mark.values), line.number
            case name if name in _RECORD_FORMS or name in _SECTION_FORMS:
                self._drop_own_heading()
                self._read_list(mark, line)
            case name:
                self._fault(
                    line, f"there is no mark “teardown:{name}”; a newer teardown may know it"
                )

    def _read_section(self, mark: Mark, line: Line) -> None:
        title, after = self._take_heading(self.levels[0])
        if not mark.ids:
            self._fault(line, "this section’s mark has lost its id")
            return
        self.section, self.question = mark.ids[0], ""
        part = self.document.section(self.section, line=line.number)
        if part.marked:
            self._fault(
                line, f"the section “{self.section}” stands twice, first in line {part.line}"
            )
        part.line, part.marked, part.values = line.number, True, dict(mark.values)
        part.title = self.section if title is None else title
        self.waiting = after

    def _read_question(self, mark: Mark, line: Line) -> None:
        text, after = self._take_heading(self.levels[1])
        name = self._question_name(mark)
        if name is None:
            self._fault(line, f"this {mark.name}’s mark has lost its name")
            return
        section_id, question_id = name
        self.section, self.question = section_id, question_id
        part = self.document.section(section_id, line=line.number)
        if mark.values.get("asked", True) is not False:
            shown = question_id if text is None else text
            part.questions.append(Question(line.number, question_id, shown, dict(mark.values)))
        if mark.name == "answer":
            inside, closed = self.lines.take_until_end(mark, line=line.number)
            if question_id in part.answer_lines:
                first = part.answer_lines[question_id]
                self._fault(line, f"this question is answered twice, first in line {first}")
            part.answers[question_id] = text_of([one.text for one in inside], closed=closed)
            part.answer_lines[question_id] = line.number
        self.waiting = after

    def _question_name(self, mark: Mark) -> tuple[str, str] | None:
        if len(mark.ids) == 2:  # noqa: PLR2004 - a section and a question, where one has a dot
            return mark.ids[0], mark.ids[1]
        section_id, _, question_id = mark.ids[0].partition(".") if mark.ids else ("", "", "")
        return (section_id, question_id) if section_id and question_id else None

    def _read_list(self, mark: Mark, line: Line) -> None:
        inside, closed = self.lines.take_until_end(mark, line=line.number)
        inside = _without_closing(inside, closed)
        in_section = mark.name in _SECTION_FORMS
        form = _SECTION_FORMS[mark.name] if in_section else _RECORD_FORMS[mark.name]
        items, loose = read_list(form, inside, faults=self.lines.faults)
        if in_section:
            section_id = mark.ids[0] if mark.ids else self.section
            if not section_id:
                self._fault(line, f"it is not said which section these {mark.name} belong to")
                return
            self.document.section(section_id, line=line.number)
            for item in items:
                item.values["section"] = section_id
                item.lines[("section",)] = line.number
        self.document.lists.setdefault(mark.name, []).extend(items)
        self.waiting += [one for one in loose if one.text.strip(" \t") not in _OWN_LABELS]

    def _take_head(self, line: Line) -> bool:
        """Take the title and the lines under it."""
        if self.document.sections or self.document.lists or self.document.record_line:
            return False
        document = self.document
        found = _HEADING.match(line.text)
        if document.title is None and found and len(found[1]) == max(1, self.levels[0] - 1):
            document.title = (line.number, from_plain(line.text[found.end() :]))
            return True
        found = _HEAD_LINE.match(line.text)
        key = next((key for key, label in HEAD_LABELS.items() if found and found[1] == label), None)
        if found is None or key is None or key in document.head or self._words_wait():
            return False
        document.head[key] = (line.number, from_plain(line.text[found.end() :]))
        return True

    def _words_wait(self) -> bool:
        """Return whether there are words since the last mark."""
        return any(not line.blank for line in self.waiting)

    def _take_score(self, line: Line) -> bool:
        if not self.section or self.question or self._words_wait():
            return False
        found = _SCORE.match(line.text)
        part = self.document.sections[self.section]
        if not found or part.score is not None:
            return False
        part.score, part.score_line = line.text[found.end() :].strip(" \t"), line.number
        return True

    def _take_heading(self, level: int) -> tuple[str | None, list[Line]]:
        """Return the last waiting heading of that level, or of any, and the lines behind it.

        What stands before it is put away with what came before.
        """
        waiting = self.waiting
        headings = [_HEADING.match(line.text) for line in waiting]
        places = [n for n, found in enumerate(headings) if found and len(found[1]) == level]
        places = places or [n for n, found in enumerate(headings) if found]
        if not places:
            self._put_away(waiting)
            return None, []
        found = headings[places[-1]]
        self._put_away(waiting[: places[-1]])
        title = waiting[places[-1]].text[found.end() if found else 0 :]
        return from_plain(title), waiting[places[-1] + 1 :]

    def _drop_own_heading(self) -> None:
        """Forget a heading that the export wrote above a list; put everything else away."""
        kept = list(self.waiting)
        own = False
        for index in range(len(kept) - 1, -1, -1):
            if kept[index].blank:
                continue
            found = _HEADING.match(kept[index].text)
            title = kept[index].text[found.end() :].strip(" \t") if found else ""
            own = _NUMBER.sub("", title) in _OWN_TITLES
            if own:
                del kept[index]
            break
        self._put_away(kept)
        if own:  # the sections end here: what follows stands below none of their questions
            self.section = self.question = ""

    def _put_away(self, lines: list[Line]) -> None:
        """Keep words that stand in no place of their own, with what they stand under."""
        self.waiting = []
        text = text_of([line.text for line in lines if not line.blank or not line.text])
        if text:
            first = next(line.number for line in lines if not line.blank)
            self.document.loose.append(Loose(first, text, self.section, self.question))


def _without_closing(lines: list[Line], closed: str) -> list[Line]:
    """Leave out what the export added at the end of a list to close its HTML."""
    end = len(lines)
    while end and lines[end - 1].blank:
        end -= 1
    added = closed.split("\n") if closed else []
    if added and [line.text for line in lines[end - len(added) : end]] == added:
        return lines[: end - len(added)]
    return lines
