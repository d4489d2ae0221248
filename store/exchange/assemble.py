"""The parts of a file put together as the values of one record, with the line of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from store.exchange.document import Question
from store.exchange.head import digest, name_of, observed_of
from store.exchange.item_reader import Item, give_ids, in_order
from store.exchange.lists import RECORD_LISTS, SECTION_LISTS
from store.exchange.markdown import OTHER_KEYS, OWN_KEYS
from store.exchange.reading import mapping
from store.exchange.values import Kind, parse_value
from store.summary import NOTES_KIND

if TYPE_CHECKING:
    from store.exchange.document import Document, SectionPart
    from store.exchange.reading import Faults

__all__ = ["NOTES", "assemble"]

NOTES = "notes"
"""The section, and the question in it, that hold words which stood in no place of their own."""

Path = tuple[str | int, ...]
_PRODUCT_KEYS = {
    "product": "name",
    "maker": "maker",
    "source": "url",
    "category": "category",
    "surface": "surface",
    "plan": "plan",
    "product_version": "version",
    "region": "region",
}


def assemble(document: Document, faults: Faults) -> tuple[dict[str, Any], dict[Path, int]]:
    """Return the values of a record and the line of each, by its path."""
    whole = _Whole(document, faults)
    whole.take_front()
    whole.take_head()
    whole.take_hidden()
    whole.take_loose()
    whole.take_sections()
    whole.take_lists()
    return whole.values, whole.lines


class _Whole:
    """A record's values while they are put together."""

    def __init__(self, document: Document, faults: Faults) -> None:
        self.document = document
        self.faults = faults
        self.values: dict[str, Any] = {"product": {"name": ""}, "template": {}}
        self.lines: dict[Path, int] = {(): 1}
        self.shown = mapping(document.record.get("shown"))

    def take_front(self) -> None:
        """Take what the front matter says."""
        front = self.document.front
        for key, name in _PRODUCT_KEYS.items():
            self._set(("product", name), self._text(key), line=front.lines.get(key, 1))
        for key, path in (
            ("author", ("author",)),
            ("template", ("template", "id")),
            ("teardown_id", ("id",)),
        ):
            self._set(path, self._text(key), line=front.lines.get(key, 1))
        status = self._text("status")
        self._set(
            ("status",), status.casefold() if status else None, line=front.lines.get("status", 1)
        )
        for key, name, kind in (
            ("created", "created_at", Kind.INSTANT),
            ("updated", "updated_at", Kind.INSTANT),
            ("observed_from", "observed_from", Kind.DAY),
            ("observed_to", "observed_to", Kind.DAY),
            ("review_by", "review_by", Kind.DAY),
            ("teardown_schema", "schema", Kind.WHOLE),
        ):
            line = front.lines.get(key, 1)
            value = self._parsed(key, kind, text=self._text(key), line=line)
            self._set((name,), value, line=line)
        self._set(("tags",), self._words("tags"), line=front.lines.get("tags", 1))

    def take_head(self) -> None:
        """Take what was changed by hand in the title and the lines under it."""
        document = self.document
        front_title = self._text("title")
        title_line = document.front.lines.get("title", 1)
        if front_title is not None and self._changed("title", front_title):
            self._set(("product", "name"), name_of(front_title), line=title_line)
        head = {key: one for key, one in document.head.items() if self._changed(key, one[1])}
        for key, path in (
            ("product", ("product", "name")),
            ("plan", ("product", "plan")),
            ("author", ("author",)),
        ):
            if key in head:
                self._set(path, head[key][1], line=head[key][0])
        if document.title and self._changed("title", document.title[1]):
            self._set(("product", "name"), name_of(document.title[1]), line=document.title[0])
        if "observed" in head:
            line, text = head["observed"]
            try:
                first, last = observed_of(text)
            except ValueError as error:
                self.faults.add(line, f"“Observed” wants {error}, not “{text[:60]}”")
            else:
                self.values["observed_from"], self.values["observed_to"] = first, last
        if "begun" in head:
            self._take_begun(*head["begun"])

    def _take_begun(self, line: int, text: str) -> None:
        day = self._parsed("Begun", Kind.DAY, text=text, line=line)
        if day and "begun_on" in self.document.record:
            self.values["begun_on"] = day
        elif day and "T" in str(self.values.get("created_at")):
            self.values["created_at"] = day + self.values["created_at"][len(day) :]

    def take_hidden(self) -> None:
        """Take the values of the record's own mark, and front matter that is not ours."""
        hidden = dict(self.document.record)
        hidden.pop("shown", None)
        self.lines[("rev",)] = self.document.record_line or 1
        for name in ("product", "template", "take_home", "practice", "origin"):
            if name not in hidden:
                continue
            part = dict(mapping(hidden.pop(name)))
            part = {**mapping(part.pop("more", None)), **part}
            self.lines[(name,)] = self.document.record_line
            self.values[name] = {**part, **mapping(self.values.get(name))}
        more = mapping(hidden.pop("more", None))
        self.values = {**more, **hidden, **self.values}
        front = self.document.front
        others = {key: value for key, value in front.values.items() if key not in OWN_KEYS}
        if aliases := [one for one in self._words("aliases") or () if one != self.values.get("id")]:
            others["aliases"] = aliases
        if others:
            self.values[OTHER_KEYS] = {**mapping(self.values.get(OTHER_KEYS)), **others}

    def take_loose(self) -> None:
        """Put words that stood between the marks where a reader would look for them."""
        for loose in self.document.loose:
            section = self.document.section(loose.section or NOTES, line=loose.line)
            if not loose.question:
                _ask_for_notes(section, line=loose.line)
            question = loose.question or NOTES
            before = section.answers.get(question)
            section.answers[question] = f"{before}\n\n{loose.text}" if before else loose.text

    def take_sections(self) -> None:
        """Take the sections, with their questions and answers."""
        questions: list[dict[str, Any]] = []
        sections: dict[str, dict[str, Any]] = {}
        for section_id, part in self.document.sections.items():
            values = dict(part.values)
            minutes, more = values.pop("minutes", 0), mapping(values.pop("more", None))
            if part.marked and values.pop("asked", True) is not False:
                self.lines["questions", len(questions)] = part.line
                questions.append(
                    {
                        **more,
                        "id": section_id,
                        "title": part.title,
                        "minutes": minutes,
                        "prompts": self._questions(part, index=len(questions)),
                    }
                )
            values.pop("asked", None)
            begun = values.pop("begun", part.marked) is not False
            work = self._work(section_id, part, values=values)
            if begun or work["answers"] or "score" in work:
                sections[section_id] = work
        self.values["questions"], self.values["sections"] = questions, sections

    def take_lists(self) -> None:
        """Take the lists: claims and counterpoints of all sections, predictions, probes, …."""
        for plan in (*SECTION_LISTS, *RECORD_LISTS):
            items = self.document.lists.get(plan.name, [])
            if plan.form.letter:
                give_ids(items, letter=plan.form.letter)
            self._put_list(plan.path, in_order(items))
        if self.document.cannot_conclude:
            home = self.values.setdefault("take_home", {})
            home["cannot_conclude"] = self.document.cannot_conclude

    def _put_list(self, path: tuple[str, ...], items: list[Item]) -> None:
        home = self.values
        for name in path[:-1]:
            home = home.setdefault(name, {})
        home[path[-1]] = [item.values for item in items]
        for number, item in enumerate(items):
            self.lines[*path, number] = item.line
            self.lines.update(((*path, number, *rest), at) for rest, at in item.lines.items())

    def _questions(self, part: SectionPart, *, index: int) -> list[dict[str, Any]]:
        prompts = []
        for number, question in enumerate(part.questions):
            values = dict(question.values)
            values.pop("asked", None)
            more = mapping(values.pop("more", None))
            prompts.append({**more, **values, "id": question.id, "text": question.text})
            self.lines["questions", index, "prompts", number] = question.line
        return prompts

    def _work(
        self, section_id: str, part: SectionPart, *, values: dict[str, Any]
    ) -> dict[str, Any]:
        work = {**mapping(values.pop("work", None)), **values, "answers": part.answers}
        self.lines["sections", section_id] = part.line
        for question_id, line in part.answer_lines.items():
            self.lines["sections", section_id, "answers", question_id] = line
        if part.score:
            try:
                work["score"] = parse_value(Kind.WHOLE, part.score)
            except ValueError as error:
                self.faults.add(part.score_line, f"“Score” wants {error} from 0 to 4")
            self.lines["sections", section_id, "score"] = part.score_line
        return work

    def _changed(self, key: str, text: str) -> bool:
        """Return whether a line under the title is not as the export wrote it."""
        if not self.shown:  # the mark that says so is gone: the front matter has the last word
            return False
        return digest(text) != self.shown.get(key)

    def _text(self, key: str) -> str | None:
        """Return a text of the front matter, or None where there is none."""
        front = self.document.front
        value = front.values.get(key)
        if isinstance(value, (list, dict)):
            self.faults.add(front.lines[key], f"“{key}” in the front matter has to be one text")
        return front.words.get(key)

    def _words(self, key: str) -> list[str] | None:
        front = self.document.front
        value = front.values.get(key)
        if isinstance(value, list):
            if any(isinstance(one, (list, dict)) for one in value):
                self.faults.add(front.lines[key], f"“{key}” has to be a list of words")
                return []
            return [_as_typed(one) for one in value if one is not None]
        text = self._text(key)
        return None if text is None else [one.strip() for one in text.split(",") if one.strip()]

    def _parsed(self, label: str, kind: Kind, *, text: str | None, line: int) -> Any:
        if text is None:
            return None
        try:
            return parse_value(kind, text.strip())
        except ValueError as error:
            self.faults.add(line, f"“{label}” wants {error}, not “{text[:60]}”")
            return None

    def _set(self, path: Path, value: Any, *, line: int) -> None:
        if value is None:
            return
        home = self.values
        for name in path[:-1]:
            home = home[name]  # type: ignore[index]  # all but the last are names
        home[path[-1]] = value  # type: ignore[index]  # the same
        self.lines[path] = line


def _ask_for_notes(section: SectionPart, *, line: int) -> None:
    """Give a section a question for notes, so that they are seen wherever it is."""
    if not section.marked:
        section.marked, section.title = True, "Notes"
    section.values.pop("asked", None)
    if all(question.id != NOTES for question in section.questions):
        section.questions.append(Question(line, NOTES, "Notes", {"kind": NOTES_KIND}))


def _as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
