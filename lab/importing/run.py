"""One import, file by file: whole or not at all for each, and stoppable between two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lab.errors import (
    LibraryBusy,
    LibraryUnwritable,
    StoreError,
    TeardownError,
)
from lab.importing.deciding import (
    Decision,
    decide,
    is_anothers,
    is_untouched,
    same_content,
    same_version,
)
from lab.importing.outcome import FileReport, Problem, SourceRefused
from lab.importing.reading import read_incoming
from lab.importing.sources import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.importing.outcome import Keep, Options, Skipped
    from lab.importing.reading import Incoming
    from lab.importing.room import Shelf
    from lab.importing.sources import Source
    from store.records import Teardown

__all__ = ["ImportRun"]


class ImportRun:
    """Goes through the files of one import; use it from one thread at a time."""

    def __init__(
        self,
        shelf: Shelf,
        sources: Sequence[Source],
        *,
        skipped: Sequence[Skipped],
        options: Options,
    ) -> None:
        self.sources = sources
        self.skipped = skipped
        self.options = options
        self.reports: list[FileReport] = []
        self._shelf = shelf
        self._first: dict[str, str] = {}
        """By id: the file of this import that it was first seen in."""

    @property
    def total(self) -> int:
        """How many files there are."""
        return len(self.sources)

    def __iter__(self) -> Iterator[FileReport]:
        """Yield the report of each file once it is done."""
        while (report := self.step()) is not None:
            yield report

    def step(self) -> FileReport | None:
        """Read in the next file; ``None`` when there is none left.

        What is wrong with a file is in its report. Raise ``LibraryUnwritable`` and
        ``LibraryBusy``, which no other file would escape either.
        """
        if len(self.reports) == len(self.sources):
            return None
        report = self._report(self.sources[len(self.reports)])
        self.reports.append(report)
        return report

    def again(self, number: int, *, keep: Keep | None = None, as_new: bool = False) -> FileReport:
        """Read in a file once more, as somebody has decided now; keep and return its report."""
        options = self.options
        self.options = replace(options, keep=keep, as_new=as_new, dry_run=False)
        try:
            report = self._report(self.sources[number], again=True)
        finally:
            self.options = options
        self.reports[number] = report
        return report

    def _report(self, source: Source, *, again: bool = False) -> FileReport:
        try:
            if source.path is not None:
                self._shelf.check_may_read(source.path)
            text = read_source(source, library=self._shelf.root)
            incoming = read_incoming(
                text,
                name=source.name,
                forms=self._shelf.forms,
                now=self._shelf.now(),
                as_new=self.options.as_new,
            )
            if source.path is not None and not incoming.foreign and not self.options.dry_run:
                # Before the record that names them; what nobody names in the end is swept.
                self._shelf.bring_pages(source.path, incoming.record)
            return self._take(source, incoming, again=again)
        except (LibraryUnwritable, LibraryBusy):
            raise
        except SourceRefused as error:
            return FileReport(
                source.shown,
                "refused",
                reason=error.reason,
                todo=error.todo,
                way_out=error.way_out,
                problems=error.problems,
            )
        except TeardownError as error:
            reason = f"{error.what}: {error.why}" if error.why else error.what
            return FileReport(source.shown, "refused", reason=reason, todo=error.todo)

    def _take(self, source: Source, incoming: Incoming, *, again: bool) -> FileReport:
        if incoming.foreign:
            return self._as_new(source, incoming, reason="")
        record = incoming.record
        here = self._shelf.find(record.id)
        refused = self._refusal(source, incoming, here, again=again)
        if refused is not None:
            if self.options.as_new:
                return self._as_new(source, incoming, reason="new, as you asked for")
            return refused
        self._first.setdefault(record.id, source.shown)
        if here is None:
            return self._create(source, incoming, self._shelf.newcomer(record, name=source.name))
        return self._meet(source, incoming, here)

    def _refusal(
        self, source: Source, incoming: Incoming, here: Teardown | None, *, again: bool
    ) -> FileReport | None:
        """Return why a teardown cannot come in under its own id; ``None`` if it can."""
        record, shelf = incoming.record, self._shelf
        line = incoming.id_line
        todo = ""
        if not shelf.is_possible(record.id):
            reason = f"“{record.id}” cannot be a teardown’s id, as no file may have this name"
        elif not again and (first := self._first.get(record.id)):
            reason = f"{record.id} came in from {first} already"
        elif here is None and shelf.is_trashed(record.id):
            reason = f"{record.id} is in your trash"
            todo = f"Bring it back first: T on Home, or “teardown trash restore {record.id}”."
        elif here is not None and is_anothers(record, here, me=shelf.me):
            line = incoming.author_line
            owner = f"by “{here.author}”" if here.author.strip() else "yours"
            reason = (
                f"it says that it is by “{record.author}”, but {record.id} is {owner} here, and "
                "a file by somebody else does not change it"
            )
        else:
            return None
        return FileReport(
            source.shown,
            "refused",
            record.id,
            record.product.name,
            problems=(Problem(line, reason),),
            todo=todo,
            way_out="as_new",
        )

    def _as_new(self, source: Source, incoming: Incoming, *, reason: str) -> FileReport:
        """Bring in a page under an id that follows from its text, so that it comes in once."""
        shelf = self._shelf
        for teardown_id in shelf.ids_for(incoming.record.product.name, incoming.digest):
            if shelf.is_trashed(teardown_id):
                continue
            try:
                here = shelf.find(teardown_id)
            except StoreError:  # damaged, a link: not a place for anything new
                continue
            if here is None:
                record = shelf.as_new(incoming, teardown_id=teardown_id, name=source.name)
                return self._create(source, incoming, record, reason=reason)
            if shelf.is_from(here, incoming.digest):
                decision = Decision("unchanged", "this page came in before")
                return self._said(source, incoming, decision, here.id)
        raise SourceRefused("no free id was found for it", todo="Try again.")

    def _create(
        self, source: Source, incoming: Incoming, record: Teardown, *, reason: str = ""
    ) -> FileReport:
        if not self.options.dry_run:
            self._shelf.adopt(record)
        self._first.setdefault(record.id, source.shown)
        return self._said(source, incoming, Decision("created", reason), record.id)

    def _meet(self, source: Source, incoming: Incoming, here: Teardown) -> FileReport:
        """Put a teardown together with the one that is here."""
        shelf, record = self._shelf, incoming.record
        if not record.author.strip():
            record.author = here.author
        shelf.ask(record)
        record.origin = here.origin  # where a file was meanwhile is no change to what it says
        if is_untouched(here) and record.updated_at > here.updated_at and record.rev > here.rev:
            if same_content(record, here):
                decision = Decision("unchanged", "the library says the same")
            else:
                decision = Decision("updated", "", record)
                if not self.options.dry_run:
                    shelf.adopt(shelf.stamped(record, name=source.name), over=here)
            return self._said(source, incoming, decision, here.id)
        base = here if same_version(record, here) else shelf.version(record)
        decision = decide(record, here, base=base, keep=self.options.keep)
        teardown_id = here.id
        if not self.options.dry_run:
            teardown_id = self._write(decision, record, here)
        if here.archived:
            reason = "; ".join(part for part in (decision.reason, "it is archived") if part)
            decision = replace(decision, reason=reason)
        return self._said(source, incoming, decision, teardown_id)

    def _write(self, decision: Decision, record: Teardown, here: Teardown) -> str:
        """Write what was decided; return the id of the teardown that the file is now."""
        shelf = self._shelf
        if decision.second:
            return shelf.keep_both(record)
        if decision.aside:
            shelf.keep_aside(record)
        if decision.record is not None:
            shelf.save(decision.record, before=here)
        return here.id

    def _said(
        self, source: Source, incoming: Incoming, decision: Decision, teardown_id: str
    ) -> FileReport:
        return FileReport(
            source.shown,
            decision.outcome,
            teardown_id,
            incoming.record.product.name,
            reason=decision.reason,
            way_out="keep" if decision.outcome == "conflict" else "",
            went_to=incoming.went_to,
            differences=decision.differences,
        )
