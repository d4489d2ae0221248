"""The one façade that both front ends use: everything a person can do, in one place.

Opening it reads nothing; each part is loaded when first asked for, so that a command pays
only for what it needs.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from store.clock import SystemClock
from store.locks import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lab.care import Care
    from lab.compare.room import Comparisons
    from lab.counterpoints.room import Counterpoints
    from lab.drafting import NewTeardown
    from lab.evidence.room import EvidenceRoom
    from lab.exports import Exports
    from lab.group.room import Groups
    from lab.habit.room import HabitRoom
    from lab.importing.room import Imports
    from lab.manuscripts import Manuscripts
    from lab.memory import Drafts, PlaceMemory
    from lab.past import Past
    from lab.places import Places
    from lab.practice import Practice
    from lab.preferences import Preferences
    from lab.review.reviews import Reviews
    from lab.settings import Settings
    from lab.syncing import Copies
    from lab.trials.room import Bench
    from lab.writing import ClaimDraft
    from store.clock import Clock
    from store.library import Library
    from store.records import Claim, Teardown
    from store.search import Hit
    from store.summaries import Summary
    from teardown_templates.loader import Templates
    from teardown_templates.model import Template

__all__ = ["Workspace"]

Result = TypeVar("Result")


class Workspace:
    """A person's library, templates and settings. Use it from one thread at a time."""

    def __init__(
        self,
        places: Places,
        *,
        clock: Clock | None = None,
        environ: Mapping[str, str] | None = None,
        create: bool = True,
        patience: float = PATIENCE,
    ) -> None:
        """*create* makes the library's folder where there is none; reading needs none.

        *patience* is how many seconds to wait while another program writes to it.
        """
        self._create = create
        self._patience = patience
        self.places = places
        self.clock: Clock = clock or SystemClock()
        self.environ: Mapping[str, str] = os.environ if environ is None else environ

    @cached_property
    def settings(self) -> Settings:
        """The settings in force."""
        from lab.settings import read_settings

        return read_settings(self.places.settings_file, self.environ)

    def read_settings_again(self) -> None:
        """Forget the settings, so that they are read from the file when next asked for."""
        self.__dict__.pop("settings", None)

    @cached_property
    def library(self) -> Library:
        """The library, made where there is none yet."""
        from store.library import Library

        return Library.open(
            self.places.library, clock=self.clock, create=self._create, patience=self._patience
        )

    @cached_property
    def templates(self) -> Templates:
        """Our templates and the user's own."""
        from teardown_templates.loader import Templates

        return Templates(self.places.own_templates)

    # The rooms, each opened when it is first entered

    @cached_property
    def past(self) -> Past:
        """The trash and the history."""
        from lab.past import Past

        forget = self.last_places.forget
        return Past(self.library, forget_place=forget, asked=self._asked)

    @cached_property
    def exports(self) -> Exports:
        """Teardowns as files for others."""
        from lab.exports import Exports

        return Exports(self.load, page=self._page, state=self.places.state)

    @cached_property
    def imports(self) -> Imports:
        """Teardowns that come in from files."""
        from lab.importing.room import Imports

        return Imports(self)

    @cached_property
    def manuscripts(self) -> Manuscripts:
        """Whole teardowns in somebody's own text editor."""
        from lab.manuscripts import Manuscripts

        return Manuscripts(self)

    @cached_property
    def care(self) -> Care:
        """Looking after the library."""
        from lab.care import Care

        return Care(self)

    @cached_property
    def copies(self) -> Copies:
        """Second copies of teardowns that syncing tools made."""
        from lab.syncing import Copies

        return Copies(self)

    @cached_property
    def evidence(self) -> EvidenceRoom:
        """Pages that a product shows, captured, kept, quoted and looked at again."""
        from lab.evidence.room import EvidenceRoom

        return EvidenceRoom(self)

    @cached_property
    def bench(self) -> Bench:
        """Probes and their trials: how much a product varies."""
        from lab.trials.room import Bench

        return Bench(self)

    @cached_property
    def opponent(self) -> Counterpoints:
        """Questions that argue back, and a model that may, once the learner has thought."""
        from lab.counterpoints.room import Counterpoints

        return Counterpoints(self)

    @cached_property
    def comparisons(self) -> Comparisons:
        """Several teardowns side by side."""
        from lab.compare.room import Comparisons

        return Comparisons(self)

    @cached_property
    def groups(self) -> Groups:
        """Study groups: people who take the same products apart."""
        from lab.group.room import Groups

        return Groups(self)

    @cached_property
    def reviews(self) -> Reviews:
        """What a careful colleague would say about a teardown."""
        from lab.review.reviews import Reviews

        return Reviews(self.template_of, clock=self.clock)

    @cached_property
    def preferences(self) -> Preferences:
        """Changing and checking the settings."""
        from lab.preferences import Preferences

        return Preferences(self)

    @cached_property
    def practice(self) -> Practice:
        """What to take apart next, and with which template."""
        from lab.practice import Practice

        return Practice(self)

    @cached_property
    def habit(self) -> HabitRoom:
        """What keeps one going: predictions, recall, what is due, how the practice stands."""
        from lab.habit.room import HabitRoom

        return HabitRoom(self)

    @cached_property
    def last_places(self) -> PlaceMemory:
        """Where somebody left each walk."""
        from lab.memory import PlaceMemory

        return PlaceMemory(self.places.state / "places")

    @cached_property
    def drafts(self) -> Drafts:
        """Records that the library refused, kept until they are in it."""
        from lab.memory import Drafts

        session = f"{self.clock.now():%Y%m%d%H%M%S}-{os.getpid()}"
        return Drafts(self.places.state / "drafts", session=session)

    # Reading

    def summaries(self) -> Sequence[Summary]:
        """Return every teardown's summary, newest first; damaged ones say so in ``fault``."""
        return self.library.summaries()

    def changed(self) -> bool:
        """Return whether another program changed the library since the last summaries."""
        return self.library.changed()

    def resolve(self, text: str) -> str:
        """Return the id that a full id, a prefix of four letters or ``last`` means."""
        from lab.errors import NotFound

        try:
            return self.library.resolve(text)
        except NotFound:
            self.past.refuse_trashed(text)
            raise

    def load(self, teardown_id: str) -> Teardown:
        """Read one teardown; one of the first format gets its template's questions."""
        return self._asked(self.library.load(teardown_id))

    def _page(self, address: str) -> str:
        """Return the text of a captured page; the library is opened when one is wanted."""
        return self.library.page(address)

    def _asked(self, record: Teardown) -> Teardown:
        """Give a record of the first format its template's questions; return it."""
        if not record.questions:
            from lab.written_template import ask_for

            ask_for(record, self._installed(record.template.id))
        return record

    def search(self, text: str, *, limit: int = 50, complete: bool = False) -> list[Hit]:
        """Return where the words stand, the best first; *complete* waits for the index."""
        return self.library.search(text, limit=limit, complete=complete)

    def index_more(self) -> bool:
        """Bring the search's index a few milliseconds forward; return whether to go on."""
        return self.library.index_more()

    def template_of(self, record: Teardown) -> Template:
        """Return the template that a teardown was written against, hints and rubrics included.

        The frozen copy in the library comes first. Where it is missing (a teardown from
        somebody else) or damaged, the installed template lends its help, and the questions
        stay the record's own.
        """
        from lab.errors import StoreError
        from lab.written_template import template_from_record

        digest = record.template.digest
        with suppress(StoreError):
            frozen = self.library.template(digest) if digest else None
            if frozen is not None:
                return frozen
        installed = self._installed(record.template.id)
        if installed is not None and installed.digest() == digest:
            return installed
        return template_from_record(record, installed)

    def _installed(self, template_id: str) -> Template | None:
        from lab.errors import TemplateError

        try:
            return self.templates.get(template_id)
        except TemplateError:
            return None

    # Writing

    def create(
        self,
        request: NewTeardown,
        *,
        template: Template | None = None,
        fill: Callable[[Teardown], object] | None = None,
    ) -> Teardown:
        """Begin a teardown and write it; ``UsageError`` where a fact cannot be one.

        *template* is asked in place of the installed one that the request names. *fill* puts
        into the record what it is to have from its first version on.
        """
        from dataclasses import replace

        from lab.drafting import begin, checked

        request = checked(request)
        if template is None:
            template = self.templates.get(request.template or self.practice.default_template())
        if request.author is None:
            request = replace(request, author=str(self.settings["author"]))
        now = self.clock.now()
        record = begin(
            request,
            template,
            teardown_id=self.library.new_id(request.product),
            digest=self.library.keep_template(template),
            now=now,
            offset=self.clock.local_zone(now)[1],
        )
        if fill is not None:
            from lab.walk import refresh_done

            fill(record)
            refresh_done(record)
        return self.library.insert(record)

    def save(self, record: Teardown, *, unworked: bool = False) -> Teardown:
        """Write a new version; ``Conflict`` if somebody else saved in between.

        *unworked* lets it stand where it stood among the latest.
        """
        from lab.walk import refresh_done

        refresh_done(record)
        return self.library.save(record, unworked=unworked)

    def finish(self, record: Teardown) -> Teardown:
        """Mark a teardown as finished now and here, and write it."""
        from lab.working import mark_finished

        finished = record.model_copy()
        mark_finished(finished, clock=self.clock, day_start=self.settings["day_start"])
        return self.save(finished)

    def reopen(self, record: Teardown) -> Teardown:
        """Turn a finished teardown into a draft again, and write it."""
        from lab.working import mark_draft

        draft = record.model_copy()
        mark_draft(draft, week=self.habit.this_week())
        return self.save(draft)

    def archive(self, teardown_id: str, *, archived: bool = True) -> Teardown:
        """Put a teardown out of sight, or back; nothing is written where it is so already."""
        record = self.load(teardown_id)
        if record.archived == archived:
            return record
        return self.library.save(record.model_copy(update={"archived": archived}))

    def answer(self, teardown_id: str, question: str, text: str) -> Teardown:
        """Write one answer; *question* is ``SECTION.PROMPT``."""
        from lab.writing import write_answer

        return self.change(teardown_id, lambda record: write_answer(record, question, text))[0]

    def score(self, teardown_id: str, section_id: str, score: int | None) -> Teardown:
        """Give one section its self-score, 0 to 4, or take it back with ``None``."""
        from lab.writing import write_score

        now = self.clock.now()
        return self.change(
            teardown_id, lambda record: write_score(record, section_id, score, now=now)
        )[0]

    def add_claim(self, teardown_id: str, claim: ClaimDraft) -> Claim:
        """Add a claim; its id is chosen here."""
        from lab.writing import add_claim

        now = self.clock.now()
        return self.change(teardown_id, lambda record: add_claim(record, claim, now=now))[1]

    def change(
        self, teardown_id: str, change: Callable[[Teardown], Result], *, unworked: bool = False
    ) -> tuple[Teardown, Result]:
        """Read, change and save; where somebody saved in between, once more from their version.

        Return the record as it was saved, and what *change* returned.
        """
        from lab.errors import Conflict

        record = self.load(teardown_id)
        result = change(record)
        with suppress(Conflict):
            return self.save(record, unworked=unworked), result
        with self.library.held():
            record = self.load(teardown_id)
            result = change(record)
            return self.save(record, unworked=unworked), result

    # Two versions of one teardown

    def keep_both(self, ours: Teardown) -> Teardown:
        """Save our version as a teardown of its own, tagged, beside the library's; return it."""
        from lab.conflict import SECOND_VERSION, as_second_version

        second = as_second_version(
            ours, teardown_id=self.library.new_id(ours.product.name), tag=SECOND_VERSION
        )
        return self.library.insert(second)

    # The worked example

    def example(self) -> Teardown:
        """Return the worked example: to be read, never to be counted or saved."""
        from lab.example import example_record
        from teardown_templates.libraries import worked_example

        example = worked_example()
        return example_record(example, self.templates.get(example["template"]))

    def example_row(self) -> Summary:
        """Return the worked example's row for a list."""
        from store.summary import summarize

        return summarize(self.example().to_dict())

    def close(self) -> None:
        """Let go of the library, if it was opened."""
        if "library" in self.__dict__:
            self.library.close()

    def report_crash(self, error: BaseException) -> Path | None:
        """Write down what happened when the program itself is at fault; return the file."""
        from lab import __version__
        from lab.crash import write_crash

        return write_crash(
            error,
            self.places.state,
            now=self.clock.now(),
            environ=self.environ,
            version=__version__,
        )
