"""The library: a folder of teardowns, safe against crashes, full disks and other programs.

Whatever goes wrong, a save that returned stays, one that raised has changed nothing,
and a damaged file costs exactly the teardown that it holds.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from os.path import lexists
from typing import TYPE_CHECKING, Final, Self

from store.errors import AmbiguousId, NotFound, StoreError
from store.files import Files, real_folder
from store.layout import prepare
from store.locks import PATIENCE, Lock
from store.names import SHORTEST_PREFIX, is_valid_id, random_suffix, slug
from store.teardown_files import TeardownFiles, no_teardown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from store.clock import Clock
    from store.database import TeardownDatabase
    from store.doctor import Ailment
    from store.history import Version
    from store.parts import Parts
    from store.records import Teardown
    from store.search import Hit, Search
    from store.summaries import Summary
    from store.views import Changes
    from teardown_templates.model import Template

__all__ = ["Library"]

HIGHEST_ADOPTED: Final = 10**9
"""Nobody saves so often: a higher number in a file from elsewhere is none, and leaves no room."""

_TRIES: Final = 20


class Library:
    """A folder of teardowns. Use it from one thread at a time.

    Every method raises ``StoreError`` of the kind that names what happened, and then has
    changed nothing.
    """

    def __init__(
        self,
        root: Path,
        *,
        clock: Clock,
        ids: Callable[[], str] | None = None,
        files: Files | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self.root = root
        self._clock = clock
        self._suffix = ids or random_suffix
        self._files = files or Files()
        self._lock = Lock(root, patience=patience)
        self._own = TeardownFiles(root, clock=clock, files=self._files, lock=self._lock)

    @classmethod
    def open(
        cls,
        root: Path,
        *,
        clock: Clock,
        ids: Callable[[], str] | None = None,
        create: bool = True,
        files: Files | None = None,
        patience: float = PATIENCE,
    ) -> Self:
        """Open the library in that folder, and make it if it is missing and *create* is set.

        *ids* returns the random end of a new id; *patience* is how many seconds to wait
        while another program writes. Without *create* a missing library is an empty one.
        """
        library = cls(root, clock=clock, ids=ids, files=files, patience=patience)
        prepare(root, files=library._files, create=create)
        return library

    def close(self) -> None:
        """Let go of everything."""
        self._own.close()
        if "_search" in self.__dict__:
            self._search.close()
        self._lock.close()

    @property
    def database(self) -> TeardownDatabase:
        """The library as a TinyDB, for whoever wants to query it; every write is a save."""
        return self._own.database

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other writer out, for a change that must not start over."""
        with self._lock:
            yield

    # Reading and saving one

    def new_id(self, product_name: str) -> str:
        """Return a free id for a teardown of that product."""
        candidate = start = slug(product_name)
        for attempt in range(_TRIES):
            candidate = f"{start}-{self._suffix()}"
            if not self._is_taken(candidate):
                return candidate
            if attempt + 1 == _TRIES // 2:
                start = candidate
        raise StoreError(f"No free id was found for “{product_name}”", todo="Try again.")

    def insert(self, record: Teardown) -> Teardown:
        """Write a new teardown; return it as it was saved, for the first time."""
        from store.validation import next_version

        fresh, document = next_version(record, rev=1)

        def write(changes: Changes) -> None:
            if record.id in changes:
                raise StoreError(
                    f"There is a teardown “{record.id}” already",
                    todo="Nothing was changed. Give the new one another id.",
                )
            changes[record.id] = document

        self._own.write(record.id, document, write)
        return fresh

    def adopt(self, record: Teardown, *, over: Teardown | None = None) -> Teardown:
        """Write a teardown that was saved elsewhere, its number and times kept; return it.

        *over* is the version that it takes the place of, which stays in the history; raise
        ``Conflict`` if that is no longer what is there.
        """
        from store.validation import next_version

        least = over.rev + 1 if over else 1
        rev = record.rev if least <= record.rev <= HIGHEST_ADOPTED else least
        fresh, document = next_version(record, rev=rev)

        def write(changes: Changes) -> None:
            there = changes.before(record.id)
            if over is None and there is not None:
                raise StoreError(f"There is a teardown “{record.id}” already")
            if over is not None and there is None:
                raise no_teardown(record.id)
            if over is not None and there is not None:
                self._own.witness.refuse_stale(over, there)
            changes[record.id] = document

        self._own.write(record.id, document, write)
        return fresh

    def load(self, teardown_id: str) -> Teardown:
        """Read a teardown, lifted to today's format if it is older.

        Raise ``NotFound``, ``Damaged``, ``LinkRefused``, ``Unreadable``, ``NewerSchema``
        or ``InvalidRecord``.
        """
        from store.validation import to_record

        stored = self._own.stored(teardown_id)
        record = to_record(stored.document, name=teardown_id)
        self._own.witness.saw(teardown_id, record.rev, stored.data)
        return record

    def save(self, record: Teardown, *, unworked: bool = False) -> Teardown:
        """Write a new version of a teardown and return it; *record* stays as it is.

        *unworked* lets it be as recent as it was: nobody worked on it, it was only noted
        that one of its cards was asked. ``record.rev`` is the version that it started from.
        Raise ``Conflict`` if somebody else saved, or edited the file, in between.
        """
        from store.validation import next_version

        fresh, document = next_version(
            record, rev=record.rev + 1, now=None if unworked else self._clock.now()
        )

        def write(changes: Changes) -> None:
            there = changes.before(record.id)
            if there is None:
                raise no_teardown(record.id)
            self._own.witness.refuse_stale(record, there)
            changes[record.id] = document

        self._own.write(record.id, document, write)
        return fresh

    def keep_aside(self, record: Teardown, *, reason: str) -> None:
        """Keep the losing side of a conflict, durably, beside the versions in the history."""
        document = record.model_dump(mode="json", warnings="none")
        with self._own.changing(f"{record.id} could not be kept"):
            self.parts.history.keep_aside(record.id, document, reason=reason, now=self._clock.now())

    # Taking away and bringing back

    def trash(self, teardown_id: str) -> None:
        """Move a teardown, damaged or not, to the trash."""
        self._own.trash(teardown_id)

    def trashed(self) -> list[Summary]:
        """Return what is in the trash, newest first."""
        from store.summaries import read_summary

        rows = [read_summary(path) for path in self.parts.trash.paths()]
        return sorted(rows, key=lambda row: (row.updated_at, row.id), reverse=True)

    def is_there(self, teardown_id: str) -> bool:
        """Return whether the library has a teardown of that id, damaged or not."""
        return is_valid_id(teardown_id) and self._own.is_there(teardown_id)

    def is_trashed(self, teardown_id: str) -> bool:
        """Return whether a teardown of that id is in the trash."""
        return is_valid_id(teardown_id) and self.parts.trash.has(teardown_id)

    def size_of(self, teardown_id: str) -> int:
        """Return the bytes of a teardown's file; 0 where it is not in the library."""
        try:
            return self._own.path(teardown_id).stat().st_size
        except OSError:
            return 0

    def load_trashed(self, teardown_id: str) -> Teardown:
        """Read a teardown that is in the trash; raise as ``load`` does."""
        from store.validation import to_record

        if not is_valid_id(teardown_id):
            raise no_teardown(teardown_id)
        return to_record(self.parts.trash.read(teardown_id), name=teardown_id)

    def restore(self, teardown_id: str) -> None:
        """Take a teardown out of the trash."""
        with self._own.changing(f"{teardown_id} could not be taken out of the trash"):
            self.parts.trash.take_back(teardown_id)

    def empty_trash(self) -> int:
        """Remove what is in the trash for good, versions included; return how many."""
        with self._own.changing("The trash could not be emptied"):
            return self.parts.trash.empty()

    def history(self, teardown_id: str) -> list[Version]:
        """Return a teardown's earlier versions, newest first."""
        if not is_valid_id(teardown_id):
            raise no_teardown(teardown_id)
        return self.parts.history.versions(teardown_id)

    def load_version(self, teardown_id: str, rev: int | str) -> Teardown:
        """Read an earlier version, by its number or by its name in the history."""
        from store.validation import to_record

        if not is_valid_id(teardown_id):
            raise no_teardown(teardown_id)
        name = self.parts.history.find(teardown_id, rev)
        return to_record(self.parts.history.read(teardown_id, name), name=teardown_id)

    def bring_back(self, teardown_id: str, rev: int | str) -> Teardown:
        """Save an earlier version as the newest; the present one, even damaged, is kept."""
        from store.repairs import bring_back

        version = self.load_version(teardown_id, rev)
        with self._own.changing(f"{teardown_id} could not be brought back"):
            fresh = bring_back(self.parts, teardown_id, version)
        self._own.witness.forget(teardown_id)
        return fresh

    # Listing and finding

    def summaries(self) -> list[Summary]:
        """Return all teardowns, newest first; of a damaged one ``fault`` says what it has."""
        real_folder(self.root / "teardowns")
        return self._own.rows.refresh()

    def last_known(self) -> list[Summary]:
        """Return the list as it was last read, at once: for a first look, before ``summaries``."""
        return self._own.rows.last_known()

    def changed(self) -> bool:
        """Return whether somebody else changed something since the last ``summaries``."""
        return self._own.rows.changed()

    @property
    def edition(self) -> int:
        """A number that grows with every change that ``summaries`` or a save noticed.

        Who shows the list compares it with the number it was read at: others call
        ``summaries`` too, and after that ``changed`` is False.
        """
        return self._own.rows.changes

    def resolve(self, text: str) -> str:
        """Return the id that is meant by an id, a prefix of it, or ``last``."""
        if is_valid_id(text) and self._own.is_there(text):
            return text
        rows = self.summaries()
        if text == "last":
            whole = [row.id for row in rows if not row.fault]
            if not whole:
                raise NotFound("There is no teardown yet", todo="“teardown new” makes one.")
            return whole[0]
        found = [row.id for row in rows if row.id.startswith(text)]
        if not found or len(text) < SHORTEST_PREFIX:
            raise no_teardown(text)
        if len(found) > 1:
            raise AmbiguousId(text, found)
        return found[0]

    def search(self, text: str, *, limit: int = 50, complete: bool = False) -> list[Hit]:
        """Return the teardowns in which every word of *text* is found, the best first.

        ``search_behind`` then says how many were known by their headings only. With
        *complete* it is none, and the first search of a large library takes seconds.
        """
        if "_search" not in self.__dict__:
            self.summaries()
        while complete and self.index_more(seconds=1):
            pass
        return self._search.search(text, limit=limit)

    @property
    def search_behind(self) -> int:
        """How many teardowns the last search did not look into, as the index is behind."""
        return self._search.behind

    def index_more(self, *, seconds: float = 0.01) -> bool:
        """Bring the search's index forward for about so long; return whether to go on.

        For idle moments after ``summaries``; it is quick where there is nothing to do.
        """
        return self._search.step(seconds=seconds)

    # What teardowns refer to

    def keep_template(self, template: Template) -> str:
        """Keep a template as it stands now; return the digest by which it is found again."""
        templates = self.parts.templates
        digest = template.digest()
        if not templates.has(digest):
            with self._own.changing("The template could not be kept"):
                templates.put(template)
        return digest

    def template(self, digest: str) -> Template | None:
        """Return a kept template; ``None`` if there is none of that digest."""
        return self.parts.templates.get(digest)

    def put_page(self, text: str, *, raw: bytes = b"", raw_digest: str = "") -> str:
        """Keep a captured page, durably; return its address, for ``Evidence.body``.

        *raw* are the bytes that the text was made from, of which only the SHA-256 is kept;
        who has no more than that gives it as *raw_digest*.
        """
        with self._own.changing("The page could not be kept"):
            return self.parts.pages.put(text, raw=raw, raw_digest=raw_digest, now=self._clock.now())

    def page(self, sha: str) -> str:
        """Return the text of a captured page."""
        return self.parts.pages.read(sha)

    def page_digest(self, sha: str) -> str:
        """Return the SHA-256 of the bytes that a page was made from; empty if not known."""
        return self.parts.pages.raw_digest(sha)

    # Care

    @property
    def parts(self) -> Parts:
        """The parts of the library, for what cares for it as a whole."""
        return self._own.parts

    def doctor(self) -> list[Ailment]:
        """Return everything that is wrong with the library, the worst first; change nothing."""
        from store.doctor import examine

        return examine(self.parts)

    def fix(self) -> list[Ailment]:
        """Mend what can be mended, one after the other; return each, with what was done.

        ``todo`` says that. Where ``refused`` says why not, it stays as it was.
        """
        from store.doctor import mend

        if "_search" in self.__dict__:
            self._search.close()
            del self._search
        mended = mend(self.parts)
        self._own.witness.forget()
        return mended

    def tidy(self, *, also: Iterable[Path] = ()) -> None:
        """Thin the history and sweep what nothing names; slow, gentle, and safe to kill.

        *also* are files outside the library that may name its pages.
        """
        from store.tidying import tidy

        tidy(self.parts, also=also)

    # Inside

    def _is_taken(self, teardown_id: str) -> bool:
        return (
            self._own.is_there(teardown_id)
            or self.parts.trash.has(teardown_id)
            or lexists(self.parts.history.folder(teardown_id))
        )

    @cached_property
    def _search(self) -> Search:
        from store.search import Search

        return Search(self.root, self._own.rows)
