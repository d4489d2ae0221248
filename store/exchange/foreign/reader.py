"""A foreign page as a teardown: what its headings say fills it, all other words are notes.

No line is dropped. What became a heading, a name or a fact, and so no longer stands as it
was typed, is kept in the record's ``origin`` as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from store.exchange.assemble import NOTES
from store.exchange.errors import Fault, MarkdownInvalid
from store.exchange.foreign.facts import Facts, read_facts
from store.exchange.foreign.headings import BOLD_LEVEL, Heading, find_headings
from store.exchange.foreign.opening_lines import opening_facts
from store.exchange.foreign.titles import LIMITS, Place, Titles, folded, plain_title, product_of
from store.exchange.markdown import OTHER_KEYS
from store.names import slug
from store.records import (
    Origin,
    Product,
    SectionQuestions,
    Teardown,
    TemplateRef,
    WrittenQuestion,
)
from store.summary import NOTES_KIND

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

__all__ = ["Foreign", "Form", "Placed", "read_foreign"]

MOST_CHARACTERS: Final = 8 * 1024 * 1024
"""The longest foreign page that is looked at; most of one so long are pictures in its text."""
MOST_LINES: Final = 100_000
"""The most lines that are looked at: a book has fewer."""
_WORDS_OF_QUESTION: Final = 7
"""So many words of a question name it in the report."""
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]|<img\b")
_FILE_DATE = re.compile(r"^\d{4}[-_.]?\d{2}[-_.]?\d{2}[-_. ]+")
_FILE_NUMBER = re.compile(r"^(?:0\d|[1-9]\d)[-_. ]+(?=[^\W\d_])")
_FILE_HASH = re.compile(r"[-_ ]+[0-9a-f]{32}$")


@dataclass(frozen=True)
class Form:
    """A template as far as a page can fill it. One serves many pages."""

    template: TemplateRef
    questions: Sequence[SectionQuestions]

    @cached_property
    def titles(self) -> Titles:
        """What its headings are called."""
        return Titles.of(self.questions)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something of the page went."""

    line: int
    what: str
    """What it is, in words; what stands in the page itself is between “ and ”."""
    where: str
    kept: bool = False
    """It fits no question: it is kept, and somebody may want to look where it belongs."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A teardown made from a foreign page, and what went where."""

    record: Teardown
    """Its id is only a wish; whoever adds it to a library gives it a free one."""
    placed: tuple[Placed, ...]
    digest: str
    """SHA-256 of the page, by which it is known when it comes again."""


def read_foreign(text: str, *, name: str, forms: Sequence[Form], now: datetime) -> Foreign:
    """Return the teardown that a page makes.

    *name* is the file's; *forms* are the templates to choose from, the default one first.
    Raise ``MarkdownInvalid`` for a page that is empty or far too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise MarkdownInvalid([Fault(1, "a page of more than 8 MB is no teardown")])
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise MarkdownInvalid([Fault(MOST_LINES, "a page of so many lines is no teardown")])
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise MarkdownInvalid([Fault(1, "there is nothing in this file")])
    return _Page(text, name=name, forms=forms, now=now).read()


@dataclass(slots=True)
class _Context:
    """What the lines below a heading belong to."""

    place: Place | None = None
    level: int = 0
    section_level: int = 0
    told: bool = False
    """Whether the report has said where words without a place go."""


@dataclass(slots=True)
class _Chunk:
    """Lines that go to one place, as they stand."""

    place: Place | None
    lines: list[str] = field(default_factory=list)


class _Page:
    """A foreign page while it is read."""

    def __init__(self, text: str, *, name: str, forms: Sequence[Form], now: datetime) -> None:
        self.text = text
        self.name = name
        self.now = now
        self.lines = text.split("\n")
        self.facts: Facts = read_facts(self.lines)
        body = ["" if at < self.facts.end else line for at, line in enumerate(self.lines)]
        self.headings = find_headings("\n".join(body))
        self.form, self.titles = self._choose(forms)
        self.placed: list[Placed] = []
        self.used = [line for line in self.lines[: self.facts.end] if not self.facts.faults]
        self.title = ""
        self.opening = opening_facts(self.lines[self.facts.end : self._end_of_opening()])

    def read(self) -> Foreign:
        """Return the teardown."""
        self._tell_facts()
        chunks = self._chunks()
        origin = Origin(kind="import", name=self.name, imported_at=self.now)
        digest = sha256(self.text.encode("utf-8", "replace")).hexdigest()
        extra: dict[str, Any] = {"sha256": digest}
        if used := [line for line in self.used if line.strip() not in {"", "---", "..."}]:
            extra["lines"] = used
        origin = Origin.model_validate({**origin.model_dump(), **extra})
        record = self._record(origin)
        self._fill(record, chunks)
        if images := len(_IMAGE.findall(self.text)):
            what = "1 picture is" if images == 1 else f"{images} pictures are"
            line = next((n for n, one in enumerate(self.lines, 1) if _IMAGE.search(one)), 1)
            self.placed.append(
                Placed(
                    line, f"{what} named", "the words only; picture files stay behind", kept=True
                )
            )
        return Foreign(record, tuple(sorted(self.placed, key=lambda one: one.line)), digest)

    def _end_of_opening(self) -> int:
        """Return where the lines end that speak of the page as a whole."""
        own = self.headings[1:] if self.headings and self.headings[0].level == 1 else self.headings
        first = self.headings[0] if self.headings else None
        if first is not None and self.titles.place_of(first.text) is not None:
            return first.start
        return next((one.start for one in own), len(self.lines))

    # Choosing

    def _choose(self, forms: Sequence[Form]) -> tuple[Form, Titles]:
        """Return the form that the page names, else the one that it fits best."""
        wanted = self.facts.texts.get("template", "").casefold()
        for form in forms:
            if wanted in {form.template.id.casefold(), form.template.title.casefold()}:
                return form, form.titles
        best = max(forms, key=lambda form: self._fit(form.titles))  # of equals the default
        return best, best.titles

    def _fit(self, titles: Titles) -> int:
        section, fit = "", 0
        for heading in self.headings:
            place = titles.place_of(heading.text, within=section)
            if place is not None and place.section != LIMITS:
                section = place.section
                fit += 2 if place.prompt else 1
        return fit

    # From top to bottom

    def _chunks(self) -> list[_Chunk]:
        """Return the lines of the page, each with its place; headings that fit are used up."""
        chunks: list[_Chunk] = []
        if loose := [line for _, line in self.facts.unread]:
            chunks.append(_Chunk(None, loose))
        context = _Context()
        at = self.facts.end
        for number, heading in enumerate(self.headings):
            self._add(chunks, context, at, heading.start)
            at = heading.start
            if self._take_heading(heading, context, first=number == 0):
                self.used += self.lines[heading.start : heading.end]
                at = heading.end
        self._add(chunks, context, at, len(self.lines))
        return chunks

    def _add(self, chunks: list[_Chunk], context: _Context, start: int, end: int) -> None:
        lines = self.lines[start:end]
        first = next((at for at in range(start, end) if self.lines[at].strip()), None)
        if first is not None and context.place is None and not context.told:
            what = "What stands above the headings" if self.headings else "The whole page"
            self.placed.append(Placed(first + 1, what, "notes", kept=True))
            context.told = True
        if chunks and chunks[-1].place == context.place:
            chunks[-1].lines += lines
        else:
            chunks.append(_Chunk(context.place, lines))

    def _take_heading(self, heading: Heading, context: _Context, *, first: bool) -> bool:
        """Go on below a heading; return whether it is used up."""
        place = context.place
        within = place.section if place and heading.level > context.section_level else ""
        meant = self.titles.place_of(heading.text, within=within)
        if meant is None and first and heading.level == 1 and not self.title:
            self.title = heading.text
            named = self.facts.texts.get("product") or self.opening.get("product", (0, ""))[1]
            says_more = bool(named) and folded(product_of(heading.text)) != folded(named)
            where = "the title" if named else "the title; the product’s name comes from it"
            self._tell(heading, f"{where}; it stays in the notes" if says_more else where)
            return not says_more  # where the product has its name elsewhere, these words have none
        if meant is not None:
            if not meant.prompt:
                context.section_level = heading.level
            elif meant.section != within:
                context.section_level = heading.level - 1
            context.place, context.level = meant, heading.level
            self._tell(heading, self._called(meant))
            return True
        if heading.level == BOLD_LEVEL or heading.level > context.level > 0:
            return False  # part of the answer that it stands in
        if place is not None and place.prompt and heading.level > context.section_level:
            context.place, context.level = Place(place.section, NOTES), context.section_level
        else:
            context.place, context.level, context.section_level = None, 0, 0
        where = f"the notes of “{self._title(context.place.section)}”" if context.place else "notes"
        context.told = True
        self._tell(heading, where, kept=True)
        return False

    # What goes where

    def _record(self, origin: Origin) -> Teardown:
        facts = self.facts
        texts = {fact: value for fact, (_, value) in self.opening.items()} | facts.texts
        product = texts.get("product") or product_of(texts.get("title", ""))
        product = product or product_of(self.title) or self._name_of_file()
        more = {OTHER_KEYS: facts.others} if facts.others else {}
        asked = [section.model_copy(deep=True) for section in self.form.questions]
        return Teardown(
            id=slug(product),
            rev=1,
            author=texts.get("author", ""),
            template=self.form.template.model_copy(),
            tags=list(dict.fromkeys(facts.tags)),
            created_at=facts.instants.get("created_at", self.now),
            updated_at=facts.instants.get("updated_at", self.now),
            origin=origin,
            product=Product(
                name=product,
                **{
                    name: texts.get(name, "")
                    for name in ("maker", "url", "category", "surface", "plan", "version", "region")
                },
            ),
            observed_from=facts.days.get("observed_from"),
            observed_to=facts.days.get("observed_to"),
            review_by=facts.days.get("review_by"),
            questions=asked,
            **more,
        )

    def _name_of_file(self) -> str:
        stem = re.sub(r"\.(?:md|markdown|txt)$", "", self.name, flags=re.IGNORECASE)
        stem = _FILE_NUMBER.sub("", _FILE_HASH.sub("", _FILE_DATE.sub("", stem)))
        if " " not in stem:
            stem = re.sub(r"[-_]+", " ", stem)
        return product_of(stem) or "Teardown"

    def _fill(self, record: Teardown, chunks: list[_Chunk]) -> None:
        texts: dict[Place, list[str]] = {}
        for chunk in chunks:
            while chunk.lines and not chunk.lines[0].strip():
                chunk.lines.pop(0)
            while chunk.lines and not chunk.lines[-1].strip():
                chunk.lines.pop()
            if chunk.lines:
                place = self._home(chunk.place)
                texts.setdefault(place, []).append("\n".join(chunk.lines))
        for place, parts in texts.items():
            text = "\n\n".join(parts)
            if place.section == LIMITS:
                record.take_home.cannot_conclude = text
                continue
            asked = _ask_for_notes(record, place) if place.prompt == NOTES else place
            record.work(asked.section).answers[asked.prompt] = text

    def _home(self, place: Place | None) -> Place:
        """Return the question that words belong to; one for notes where no heading says it."""
        if place is None:
            return Place(NOTES, NOTES)
        if place.prompt or place.section == LIMITS:
            return place
        # What stands under a section's own title answers the question that the section needs most.
        prompts = next(one.prompts for one in self.form.questions if one.id == place.section)
        required = [prompt for prompt in prompts if prompt.required]
        first = next(iter((*required, *prompts)), None)
        return Place(place.section, first.id if first else NOTES)

    # The report

    def _tell_facts(self) -> None:
        facts = self.facts
        for fault in facts.faults:
            self.placed.append(
                Placed(
                    fault.line,
                    f"The front matter is not clear ({fault.message})",
                    "notes",
                    kept=True,
                )
            )
        if facts.keys:
            names = ", ".join(dict.fromkeys(facts.keys))
            self.placed.append(Placed(1, f"Front matter: {names}", "the facts of the teardown"))
        for fact, (at, value) in self.opening.items():
            if fact not in facts.texts:
                what = f"“{plain_title(self.lines[facts.end + at])}”"
                called = "the product’s name" if fact == "product" else f"the {fact}"
                where = f"{called}: {value}; the line stays in the text"
                self.placed.append(Placed(facts.end + at + 1, what, where))
        if facts.others:
            names = ", ".join(map(str, facts.others))
            self.placed.append(Placed(1, f"Front matter: {names}", "kept as front matter"))
        if facts.unread and not facts.faults:
            first = facts.unread[0][0] + 1
            self.placed.append(Placed(first, "Front matter that is not clear", "notes", kept=True))

    def _tell(self, heading: Heading, where: str, *, kept: bool = False) -> None:
        what = f"“{plain_title(heading.text)}”"
        self.placed.append(Placed(heading.start + 1, what, where, kept))

    def _called(self, place: Place) -> str:
        if place.section == LIMITS:
            return "what cannot be concluded"
        home = self._home(place)
        title = self._title(place.section)
        section = next(one for one in self.form.questions if one.id == place.section)
        text = next((one.text for one in section.prompts if one.id == home.prompt), "notes")
        words = text.split()
        text = " ".join(words[:_WORDS_OF_QUESTION]) + (
            " …" if len(words) > _WORDS_OF_QUESTION else ""
        )
        return f"{title}: {text}"

    def _title(self, section_id: str) -> str:
        if section_id == LIMITS:
            return "What cannot be concluded"
        return next(one.title for one in self.form.questions if one.id == section_id)


def _ask_for_notes(record: Teardown, place: Place) -> Place:
    """Give a section a question for notes, so that they can be seen and changed; return it."""
    section_id = place.section
    section = next((one for one in record.questions if one.id == section_id), None)
    if section is None:
        section = SectionQuestions(id=section_id, title="Notes")
        record.questions.append(section)
    taken = {prompt.id for prompt in section.prompts}
    name = next(one for one in (NOTES, f"file-{NOTES}", f"imported-{NOTES}") if one not in taken)
    section.prompts.append(
        WrittenQuestion(id=name, text="Notes from the imported page", kind=NOTES_KIND)
    )
    return Place(section_id, name)
