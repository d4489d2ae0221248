"""Reading files in: the way from a workspace to one import."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from lab.errors import Damaged, NotFound, StoreError, TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lab.importing.outcome import Options, Skipped
    from lab.importing.reading import Incoming
    from lab.importing.run import ImportRun
    from lab.importing.sources import Source
    from lab.workspace import Workspace
    from store.exchange.foreign.reader import Form
    from store.records import Teardown

__all__ = ["Imports", "Shelf"]

_LETTERS = 4
_IMPORT = "import"


class Imports:
    """Teardowns that come in from files."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def begin(
        self, paths: Iterable[Path], *, options: Options, most: int = sys.maxsize
    ) -> ImportRun:
        """Find the files below these paths, and return the import of them, ready to run.

        Raise ``UsageError`` where there are more than *most* files and folders.
        """
        from lab.importing.sources import find_sources

        library = self._workspace.places.library
        sources, skipped = find_sources(paths, library=library, most=most)
        return self.begin_with(sources, options=options, skipped=skipped)

    def begin_with(
        self, sources: Sequence[Source], *, options: Options, skipped: Sequence[Skipped] = ()
    ) -> ImportRun:
        """Return the import of texts that are at hand, such as what came through a pipe."""
        from lab.importing.run import ImportRun

        return ImportRun(Shelf(self._workspace), sources, skipped=skipped, options=options)


class Shelf:
    """What an import needs of the library, and how what comes in is entered there."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.root = workspace.places.library
        self.me = str(workspace.settings["author"])
        self.now = workspace.clock.now

    @cached_property
    def _forms(self) -> Sequence[Form]:
        from lab.written_template import written_questions
        from store.exchange.foreign.reader import Form
        from store.records import TemplateRef

        workspace = self._workspace
        default = workspace.practice.default_template()
        found = [info for info in workspace.templates.names() if not info.requires_parent]
        found.sort(key=lambda info: info.id != default)
        return [
            Form(
                # Without a digest the teardown goes by its own questions, notes included.
                TemplateRef(id=info.id, version=info.version, title=info.title),
                written_questions(workspace.templates.get(info.id)),
            )
            for info in found
        ]

    def forms(self) -> Sequence[Form]:
        """Return the templates that a foreign page may fill, the default one first."""
        return self._forms

    # Ids

    def is_possible(self, teardown_id: str) -> bool:
        """Return whether a teardown can have this id."""
        from store.names import is_valid_id

        return is_valid_id(teardown_id)

    def is_trashed(self, teardown_id: str) -> bool:
        """Return whether it is in the trash."""
        return self._workspace.library.is_trashed(teardown_id)

    def ids_for(self, product: str, digest: str) -> Iterator[str]:
        """Yield the ids that a page may get: they follow from its text."""
        from store.names import SUFFIX_LETTERS, slug

        number = int(digest, 16)
        for _ in range(8):
            letters = ""
            for _ in range(_LETTERS):
                number, place = divmod(number, len(SUFFIX_LETTERS))
                letters += SUFFIX_LETTERS[place]
            yield f"{slug(product)}-{letters}"

    def is_from(self, here: Teardown, digest: str) -> bool:
        """Return whether a teardown came in from the page with that digest."""
        more = here.origin.model_extra if here.origin is not None else None
        return bool(more) and (more or {}).get("sha256") == digest

    # Reading

    def find(self, teardown_id: str) -> Teardown | None:
        """Return the teardown of that id that is here, if any; raise ``Damaged``, …."""
        try:
            return self._workspace.load(teardown_id)
        except NotFound:
            return None

    def version(self, record: Teardown) -> Teardown | None:
        """Return the version that a file says it comes from, if the history still has it."""
        from lab.importing.deciding import same_version

        try:
            found = self._workspace.library.load_version(record.id, record.rev)
        except StoreError:
            return None
        if not same_version(found, record):
            return None
        self.ask(found)
        return found

    def ask(self, record: Teardown) -> None:
        """Give a record without questions those of its template, as reading from here does."""
        from lab.written_template import ask_for

        if not record.questions:
            installed = None
            with suppress(TemplateError):
                installed = self._workspace.templates.get(record.template.id)
            ask_for(record, installed)

    # What comes in for the first time

    def newcomer(self, record: Teardown, *, name: str) -> Teardown:
        """Return a teardown as it comes in: equal, but somebody else’s says where it is from."""
        from lab.importing.deciding import is_anothers

        mine = record.model_copy(update={"author": self.me})
        return self.stamped(record, name=name) if is_anothers(record, mine, me=self.me) else record

    def stamped(self, record: Teardown, *, name: str) -> Teardown:
        """Return a teardown that says when and from which file it came."""
        from store.records import Origin

        old = record.origin or Origin()
        more = old.model_extra or {}
        origin = Origin.model_validate(
            {**more, "kind": _IMPORT, "name": name, "imported_at": self.now()}
        )
        return record.model_copy(update={"origin": origin})

    def as_new(self, incoming: Incoming, *, teardown_id: str, name: str) -> Teardown:
        """Return a page’s teardown under a new id."""
        from lab.walk import refresh_done
        from store.records import Origin

        record = incoming.record.model_copy(update={"id": teardown_id, "rev": 1})
        if not incoming.foreign:
            record.origin = Origin.model_validate(
                {
                    "kind": _IMPORT,
                    "name": name,
                    "imported_at": self.now(),
                    "sha256": incoming.digest,
                    "teardown": incoming.record.id,
                }
            )
        else:
            refresh_done(record)
        return record

    # Writing

    def check_may_read(self, path: Path) -> None:
        """Raise ``TeardownError`` for what lies in a group's folder and is not to be seen yet."""
        self._workspace.groups.check_may_read(path)

    def bring_pages(self, path: Path, record: Teardown) -> None:
        """Keep the captured pages that lie beside a file, as far as its teardown names them."""
        from lab.evidence.beside import found_beside

        library = self._workspace.library
        for address, text, digest in found_beside(path, record):
            # A damaged one is written anew.
            with suppress(NotFound, Damaged):
                library.page(address)
                continue
            library.put_page(text, raw_digest=digest)

    def adopt(self, record: Teardown, *, over: Teardown | None = None) -> None:
        """Write a teardown as it came in."""
        self._workspace.library.adopt(record, over=over)

    def save(self, record: Teardown, *, before: Teardown) -> None:
        """Write a changed teardown; what follows from a changed section is brought up to date."""
        from lab.walk import refresh_done

        as_it_came = {name: work.done for name, work in record.sections.items()}
        refresh_done(record)
        for name, work in record.sections.items():
            there = before.sections.get(name)
            if there and (there.answers, there.score) == (work.answers, work.score):
                work.done = as_it_came.get(name, work.done)
        self._workspace.library.save(record)

    def keep_both(self, record: Teardown) -> str:
        """Write the file’s version as a teardown of its own; return its id."""
        return self._workspace.keep_both(record).id

    def keep_aside(self, record: Teardown) -> None:
        """Keep the file’s version beside the history."""
        self._workspace.library.keep_aside(record, reason="imported; the library’s was kept")
