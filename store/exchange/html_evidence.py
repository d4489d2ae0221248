"""Evidence as cards, with its quotes, and what claims say of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from store.exchange.html_parts import card, day, rows, tags, text, words
from store.exchange.html_text import block, is_address, link, plain
from store.exchange.references import link_of, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.exchange.said import Saying
    from store.records import Evidence, Quote, Teardown

__all__ = ["References", "evidence_card"]

_STANDINGS: Final = {
    "unchecked": "",
    "stands": "● stands on the page",
    "moved": "◐ stands elsewhere on the page",
    "changed": "◐ changed on the page",
    "gone": "○ gone from the page",
}
_COUNTED: Final = {"stands": "found", "moved": "moved", "gone": "gone"}
_VERDICTS: Final = {
    "good": "Read in full",
    "partial": "Read in part",
    "poor": "Hardly any text",
    "client-rendered": "Drawn by a script, not read",
    "blocked": "Kept out by the site",
}


class References:
    """Where evidence, quotes and probes stand on the page, and what they are called."""

    def __init__(
        self,
        record: Teardown,
        *,
        files: Mapping[str, str],
        says: Mapping[str, Sequence[Saying]],
    ) -> None:
        self.files = files
        """The address of the text of each page that was written beside this one."""
        self.says = says
        """What follows from the runs of a probe, in lines of words, by its id."""
        self._names = names_of(record)
        self._places: dict[str, str] = {}
        self._probes: dict[str, str] = {}
        for number, item in enumerate(record.evidence, 1):
            self._places.setdefault(item.id, f"evidence-{number}")
            for count, quote in enumerate(item.quotes, 1):
                self._places.setdefault(quote.id, f"evidence-{number}-{count}")
        for number, probe in enumerate(record.probes, 1):
            self._probes.setdefault(probe.id, f"probe-{number}")
            self._places.setdefault(probe.id, f"probe-{number}")
        self._standings = {
            quote.id: _standing(quote) for item in record.evidence for quote in item.quotes
        }

    def __call__(self, ids: Sequence[str]) -> str:
        """Return what claims say of the evidence that they rest on, each with its name."""
        return "<br>\n".join(map(self._reference, ids))

    def place(self, name: str) -> str:
        """Return the anchor of a piece of evidence or a quote."""
        return self._places[name]

    def place_of_probe(self, name: str) -> str:
        """Return the anchor of a probe."""
        return self._probes[name]

    def _reference(self, name: str) -> str:
        place = self._places.get(name)
        shown = f'<span class="id">{plain(name)}</span>'
        if called := self._names.get(name, ""):
            shown += f" <bdi>{plain(called)}</bdi>"
        standing = self._standings.get(name, "")
        mark = f" · {standing}" if standing and not standing.startswith("●") else ""
        return (f'<a href="#{place}">{shown}</a>' if place else shown) + mark


def evidence_card(evidence: Evidence, place: str, *, file: str = "") -> str:
    """Return a piece of evidence with its quotes; *place* is its anchor.

    *file* is the address of its text beside the page, where it was written there.
    """
    title = evidence.title or evidence.url or evidence.id
    other = evidence.final_url != evidence.url
    quotes = "".join(
        _quote(evidence, quote, f"{place}-{number}")
        for number, quote in enumerate(evidence.quotes, 1)
    )
    shown = [
        ("Address", link(evidence.url) if evidence.url else ""),
        ("Final address", link(evidence.final_url) if evidence.final_url and other else ""),
        ("Source", _source(evidence)),
        ("Seen", _seen(evidence)),
        ("About the text", "<br>\n".join(map(words, evidence.reasons))),
        ("Note", text(evidence.note) if evidence.note else ""),
        ("As captured", _beside(file) if file else ""),
        ("Quotes", quotes),
    ]
    head = f'<p class="said"><span class="id">{plain(evidence.id)}</span> {words(title)}</p>'
    kind = tags(
        [
            ("", evidence.kind.capitalize()),
            ("", plain(evidence.page_kind.capitalize())),
            ("", _VERDICTS.get(evidence.verdict, plain(evidence.verdict))),
        ]
    )
    return card(kind + head + rows(shown), place=place)


def _beside(file: str) -> str:
    return f'<a href="{plain(file)}" rel="noopener noreferrer">the text of the page</a>'


def _source(evidence: Evidence) -> str:
    """Return what the page states of itself, on one line."""
    parts = [
        words(evidence.site),
        f"by {words(evidence.author)}" if evidence.author else "",
        f"published {words(evidence.published)}" if evidence.published else "",
        words(evidence.language),
    ]
    return " · ".join(filter(None, parts))


def _seen(evidence: Evidence) -> str:
    """Return when it was captured, and what was found when somebody looked again."""
    first = day(evidence.fetched_at.date()) if evidence.fetched_at else ""
    latest = evidence.latest
    if latest is None:
        return first
    when = f"again {day(latest.fetched_at.date())}" if latest.fetched_at else "again"
    count: Counter[str] = Counter(quote.standing for quote in evidence.quotes)
    found = [f"{count[name]} {word}" for name, word in _COUNTED.items() if count[name]]
    said = ["the same page" if latest.body == evidence.body else "the page has changed"]
    said += [f"of its quotes {', '.join(found)}"] if found else []
    return f"{first}<br>\n{when}: {'; '.join(said)}" if first else f"{when}: {'; '.join(said)}"


def _standing(quote: Quote) -> str:
    """Return how a quote stands since the last look, with a sign; empty before the first."""
    is_changed = quote.standing == "moved" and quote.now
    return _STANDINGS["changed" if is_changed else quote.standing]


def _quote(evidence: Evidence, quote: Quote, place: str) -> str:
    address = link_of(evidence, quote)
    shown = [f'<span class="id">{plain(quote.id)}</span>']
    if is_address(address):
        shown.append(link(address, "on the page"))
    if standing := _standing(quote):
        shown.append(standing)
    now = (
        f'<p class="label">It says now</p><blockquote dir="auto">{plain(quote.now)}</blockquote>'
        if quote.now
        else ""
    )
    note = block(quote.note) if quote.note else ""
    return (
        f'<div class="quotes" id="{place}"><p class="label">{" · ".join(shown)}</p>'
        f'<blockquote dir="auto">{plain(quote.exact)}</blockquote>{now}{note}</div>\n'
    )
