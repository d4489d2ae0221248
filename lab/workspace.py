"""The one façade that both front ends use: everything a person can do, in one place.

Opening it reads nothing; each part is loaded when first asked for, so that a command pays
only for what it needs.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.habit import Week, this_week
from lab.memory import Drafts, Place, PlaceMemory
from lab.settings import WEEKDAYS, Settings, read_settings
from store.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.summaries import Summary
    from teardown_templates.catalog import CatalogEntry

    from lab.drafting import NewTeardown
    from lab.places import Places
    from lab.review import Finding
    from store.clock import Clock
    from store.library import Library
    from store.records import Claim, Teardown
    from teardown_templates.loader import Templates
    from teardown_templates.model import Template

__all__ = ["QUICK_UNTIL", "Workspace"]

QUICK_UNTIL = 3
"""Finished teardowns before the full template is offered first."""


class Workspace:
    """A person's library, templates and settings. Use it from one thread at a time."""

    def __init__(
        self,
        places: Places,
        *,
        clock: Clock | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.places = places
        self.clock: Clock = clock or SystemClock()
        self.environ: Mapping[str, str] = os.environ if environ is None else environ
        self.memory = PlaceMemory(places.state / "places")
        self.drafts = Drafts(places.state / "drafts")

    @cached_property
    def settings(self) -> Settings:
        """The settings in force."""
        return read_settings(self.places.settings_file, self.environ)

    @cached_property
    def library(self) -> Library:
        """The library, made where there is none yet."""
        from store.library import Library

        return Library.open(self.places.library, clock=self.clock)

    @cached_property
    def templates(self) -> Templates:
        """Our templates and the user's own."""
        from teardown_templates.loader import Templates

        return Templates(self.places.own_templates)

    # Reading

    def summaries(self) -> Sequence[Summary]:
        """Return every teardown's summary, newest first."""
        return self.library.summaries()

    def resolve(self, text: str) -> str:
        """Return the id that a full id, a prefix of four letters or ``last`` means."""
        return self.library.resolve(text)

    def load(self, teardown_id: str) -> Teardown:
        """Read one teardown."""
        return self.library.load(teardown_id)

    def template_of(self, record: Teardown) -> Template:
        """Return the template that a teardown was written against, hints and rubrics included.

        The frozen copy in the library comes first. Where it is missing (a teardown from
        somebody else) the installed template lends its help, and the questions stay the
        record's own.
        """
        from lab.written_template import template_from_record
        from teardown_templates.errors import TemplateError

        frozen = self.library.template(record.template.digest) if record.template.digest else None
        if frozen is not None:
            return frozen
        try:
            help_from = self.templates.get(record.template.id)
        except TemplateError:
            help_from = None
        return template_from_record(record, help_from)

    def default_template(self) -> str:
        """Return the template to offer first: the user's own choice, else quick, later full."""
        if self.settings["template"]:
            return str(self.settings["template"])
        done = sum(row.status == "finished" and not row.example for row in self.summaries())
        return "full" if done >= QUICK_UNTIL else "quick"

    def catalog(self) -> tuple[CatalogEntry, ...]:
        """Return the catalogue of products, the user's own entries included."""
        from teardown_templates.catalog import catalog

        return catalog(self.places.own_templates)

    def week(self) -> Week:
        """Return this week: goal, done, days left."""
        return this_week(
            self.summaries(),
            clock=self.clock,
            goal=self.settings["goal"],
            week_start=WEEKDAYS.index(self.settings["week_start"]),
        )

    # Writing

    def create(self, request: NewTeardown) -> Teardown:
        """Begin a teardown and write it."""
        from dataclasses import replace

        from lab.drafting import begin

        name = " ".join(request.product.split())
        if not name:
            raise UsageError("The product has no name", todo="Type the name of one product.")
        template = self.templates.get(request.template or self.default_template())
        request = replace(
            request, product=name, author=request.author or str(self.settings["author"])
        )
        record = begin(
            request,
            template,
            teardown_id=self.library.new_id(name),
            digest=self.library.keep_template(template),
            now=self.clock.now(),
        )
        return self.library.insert(record)

    def save(self, record: Teardown) -> Teardown:
        """Write a new version; ``Conflict`` if somebody else saved in between."""
        from lab.walk import refresh_done

        refresh_done(record)
        return self.library.save(record)

    def finish(self, record: Teardown) -> Teardown:
        """Mark a teardown as finished now, and write it."""
        finished = record.model_copy(update={"status": "finished", "finished_at": self.clock.now()})
        return self.save(finished)

    def reopen(self, record: Teardown) -> Teardown:
        """Turn a finished teardown into a draft again, and write it."""
        return self.save(record.model_copy(update={"status": "draft", "finished_at": None}))

    def archive(self, teardown_id: str, *, archived: bool = True) -> Teardown:
        """Put a teardown out of sight, or back."""
        record = self.load(teardown_id)
        return self.library.save(record.model_copy(update={"archived": archived}))

    def answer(self, teardown_id: str, question: str, text: str) -> Teardown:
        """Write one answer; *question* is ``SECTION.PROMPT``."""
        from lab.writing import write_answer

        record = self.load(teardown_id)
        write_answer(record, question, text)
        return self.save(record)

    def score(self, teardown_id: str, section_id: str, score: int | None) -> Teardown:
        """Give one section its self-score, 0 to 4, or take it back with ``None``."""
        from lab.writing import write_score

        record = self.load(teardown_id)
        write_score(record, section_id, score, now=self.clock.now())
        return self.save(record)

    def add_claim(self, teardown_id: str, claim: Claim) -> Claim:
        """Add a claim; its id is chosen here."""
        from lab.writing import add_claim

        record = self.load(teardown_id)
        added = add_claim(record, claim, now=self.clock.now())
        self.save(record)
        return added

    # Looking at it

    def check(self, record: Teardown) -> list[Finding]:
        """Return what is still missing."""
        from lab.review import completeness

        return completeness(record)

    def export_markdown(self, record: Teardown) -> str:
        """Return the teardown as Markdown."""
        from store.exchange.markdown import to_markdown

        return to_markdown(record)

    # Where one was

    def place(self, teardown_id: str) -> Place | None:
        """Return where somebody left a walk."""
        return self.memory.recall(teardown_id)

    def remember_place(self, teardown_id: str, place: Place) -> None:
        """Keep where somebody is in a walk."""
        self.memory.remember(teardown_id, place)
