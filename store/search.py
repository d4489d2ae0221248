"""Searching all teardowns while somebody types.

A search finds words by their beginning, in any order, whatever their case and accents;
scripts without spaces between words are found by any part. What is typed has no special
characters. The index may be missing or behind: teardowns that changed since are read
directly as long as they are few, and ``behind`` says how many were not.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from sys import getsizeof
from typing import TYPE_CHECKING, Final

from store.marks import read_marked
from store.passages import heading, passages, snippet
from store.search_index import IndexBusy, IndexEntry, IndexUnusable, SearchIndex
from store.words import find_term, fold, index_words, query_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from store.marks import Mark
    from store.passages import Passages
    from store.summaries import SummaryCache
    from store.summary import Summary
    from store.words import Term

__all__ = ["Hit", "Search"]

_READ_DIRECTLY: Final = 16
"""Changed teardowns that a search reads itself. As long as there are no more, none is indexed:
a teardown that is being written would be indexed at every save."""

_READ_WITHOUT_INDEX: Final = 400
"""The same where there can be no index."""

_MOST_HEADINGS: Final = 1000
"""Headings that a search looks through for teardowns that it does not read."""

_MOST_KEPT: Final = 8_000_000
"""Bytes of text that are kept for the next letter that is typed."""

_READING: Final = 0.4
"""The share of a step that goes into reading; writing to the index takes the rest."""

_SPARE: Final = 10
"""Teardowns asked of the index beyond the limit, as a few may turn out not to match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A teardown that holds everything that was looked for."""

    id: str
    snippet: str
    """The piece of its text that shows most of it: plain text on one line."""
    spans: tuple[tuple[int, int], ...]
    """Where in the snippet the matches are, each as (start, end)."""


class Search:
    """The search over one library, beside its list of summaries."""

    def __init__(self, root: Path, summaries: SummaryCache) -> None:
        self._summaries = summaries
        self._folder = str(root / "teardowns")
        self._index: SearchIndex | None = SearchIndex(root / ".cache")
        self._pending: list[str] = []
        """What the index does not hold as it is now; what changed last comes last."""
        self._filling = False
        self._seen: tuple[int, int] | None = None
        self._texts = _RecentTexts(self._folder)
        self.behind = 0
        """How many teardowns the last search knew by their headings only."""

    def search(self, text: str, *, limit: int = 50) -> list[Hit]:
        """Return teardowns that hold every word of *text*, as of the last refreshed list.

        Those with most of the words in product, maker, author, tags or id come first, then
        those that changed last. A text without any letter, digit or symbol finds nothing.
        """
        self.behind = 0
        terms = query_terms(text)
        if not terms:
            return []
        indexed = self._indexed(terms, limit=limit + _SPARE)
        few = _READ_DIRECTLY if self._index else _READ_WITHOUT_INDEX
        unread, read = self._pending[:-few], self._pending[-few:]
        self.behind = len(unread)
        known = self._summaries.entries
        current = set(indexed).difference(self._pending)
        rows = [known[name][1] for name in [*current, *read] if name in known]
        rows += [
            row
            for name in unread[-_MOST_HEADINGS:]
            if name in known and _fits(row := known[name][1], terms)
        ]
        hits: list[Hit] = []
        for row in _ranked(rows, terms):
            hit = self._hit(row, terms)
            if hit:
                hits.append(hit)
            if len(hits) == limit:
                break
        return hits

    def step(self, *, seconds: float = 0.01) -> bool:
        """Bring the index forward for about so long; return whether to go on.

        For idle moments. Nothing is done as long as few teardowns are waiting. False also
        means that another process is at work: try again later.
        """
        self._look()
        index = self._index
        if index is None or not (self._filling or len(self._pending) > _READ_DIRECTLY):
            return False
        self._filling = True
        entries: list[IndexEntry] = []
        done = 0
        deadline = time.monotonic() + seconds * _READING
        known = self._summaries.entries
        while done < len(self._pending) and (not entries or time.monotonic() < deadline):
            entry = self._entry(known[self._pending[done]])
            done += 1
            if entry:
                entries.append(entry)
        try:
            index.update(entries, gone=index.keys().keys() - known.keys())
        except IndexBusy:
            return False
        except IndexUnusable:
            self._give_up()
            return False
        if self._seen == (self._summaries.changes, index.revision - 1):
            # Nobody else did anything: what is still waiting is known.
            del self._pending[:done]
            self._seen = (self._summaries.changes, index.revision)
            self._filling = bool(self._pending)
        return self._filling

    def close(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()

    def _indexed(self, terms: Sequence[Term], *, limit: int) -> list[str]:
        """Return the teardowns that the index names, knowing which ones it does not know."""
        self._look()
        if self._index is None or len(self._pending) == len(self._summaries.entries):
            return []
        try:
            return self._index.find(terms, limit=limit)
        except IndexBusy:
            self._seen = None
            self._pending = self._oldest_first(self._summaries.entries)
        except IndexUnusable:
            self._give_up()
        return []

    def _look(self) -> None:
        """Find out what is waiting to be indexed."""
        known = self._summaries.entries
        keys: dict[str, int] = {}
        revision = -1
        # A small library needs no index, and no SQLite.
        if self._index is not None and (self._filling or len(known) > _READ_DIRECTLY):
            try:
                keys = self._index.keys()
                revision = self._index.revision
            except IndexBusy:
                pass
            except IndexUnusable:
                self._index = None
        if self._seen != (self._summaries.changes, revision):
            self._seen = (self._summaries.changes, revision)
            self._pending = self._oldest_first(
                name for name, (mark, _) in known.items() if keys.get(name) != hash(mark)
            )

    def _give_up(self) -> None:
        """Go on without an index."""
        self._index = None
        self._look()

    def _oldest_first(self, names: Iterable[str]) -> list[str]:
        known = self._summaries.entries
        return sorted(names, key=lambda name: known[name][1].updated_at[:-1])

    def _entry(self, known: tuple[Mark, Summary]) -> IndexEntry | None:
        """Return what the index is to know; None if the file changed in this moment."""
        mark, row = known
        reading = read_marked(self._folder, row.id)
        if reading.mark != mark:
            return None
        head = heading(row)
        text = passages(reading.document or {}, head=head)
        return IndexEntry(row.id, mark, index_words(text.folded), index_words(fold(head)))

    def _hit(self, row: Summary, terms: Sequence[Term]) -> Hit | None:
        found = snippet(self._texts.get(self._summaries.entries[row.id]), terms)
        return Hit(row.id, found.text, found.spans) if found else None


class _RecentTexts:
    """The text of the teardowns that were looked at last, for the next letter typed."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._texts: OrderedDict[str, tuple[Mark, Passages, int]] = OrderedDict()
        self._size = 0

    def get(self, known: tuple[Mark, Summary]) -> Passages:
        """Return a teardown's text; only its heading if the file cannot be read."""
        mark, row = known
        kept = self._texts.pop(row.id, None)
        if kept is not None and kept[0] == mark:
            self._texts[row.id] = kept
            return kept[1]
        if kept is not None:
            self._size -= kept[2]
        document = read_marked(self._folder, row.id).document
        text = passages(document or {}, head=heading(row))
        size = 2 * getsizeof(text.written)
        self._texts[row.id] = mark, text, size
        self._size += size
        while self._size > _MOST_KEPT and self._texts:
            self._size -= self._texts.popitem(last=False)[1][2]
        return text


def _fits(row: Summary, terms: Sequence[Term]) -> bool:
    head = fold(heading(row))
    return all(find_term(term, head) >= 0 for term in terms)


def _ranked(rows: Iterable[Summary], terms: Sequence[Term]) -> list[Summary]:
    """Sort by the number of terms in the heading, then newest first, then by id."""

    def in_heading(row: Summary) -> int:
        head = fold(heading(row))
        return sum(find_term(term, head) >= 0 for term in terms)

    ranked = sorted(rows, key=lambda row: row.id)
    ranked.sort(key=lambda row: row.updated_at[:-1], reverse=True)
    ranked.sort(key=in_heading, reverse=True)
    return ranked
