"""Evidence in a record: adding it, quoting it, saying what rests on it, taking it out. Pure.

The functions change the record in place, as those of ``lab.writing`` do, so that whoever holds a
record, a screen or a command, saves it in its own way. Its items they replace: snapshots of a
record share them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from lab.errors import NoSuchPart, UsageError
from lab.walk import next_id
from lab.writing import find_section

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from lab.evidence.captured import Capture
    from store.records import Claim, Evidence, Quote, Teardown

__all__ = [
    "Removed",
    "SameAs",
    "add_evidence",
    "add_observation",
    "add_quote",
    "claims_naming",
    "evidence_ids",
    "evidence_of",
    "find_evidence",
    "find_quote",
    "let_go",
    "next_evidence_id",
    "next_quote_id",
    "remove",
    "remove_evidence",
    "remove_quote",
    "replace_evidence",
    "same_as",
    "uses",
]

_LONGEST_TITLE: Final = 80
"""Characters of an observation that stand in its title."""


# Finding


def find_evidence(record: Teardown, evidence_id: str) -> Evidence:
    """Return a piece of evidence by its id; ``NoSuchPart`` names those that there are."""
    for item in record.evidence:
        if item.id == evidence_id:
            return item
    ids = ", ".join(item.id for item in record.evidence)
    raise NoSuchPart(
        f"{record.id} has no evidence “{evidence_id}”",
        todo=f"It has {ids}." if ids else "It has none yet; “teardown capture” brings some.",
    )


def find_quote(record: Teardown, quote_id: str) -> tuple[Evidence, Quote]:
    """Return a quote and what it was taken from."""
    for item in record.evidence:
        for quote in item.quotes:
            if quote.id == quote_id:
                return item, quote
    raise NoSuchPart(f"{record.id} has no quote “{quote_id}”")


def evidence_ids(record: Teardown) -> set[str]:
    """Return every id that a claim may rest on: of evidence, of its quotes, and of probes."""
    return {*_ids(record), *(probe.id for probe in record.probes)}


def uses(record: Teardown) -> dict[str, list[Claim]]:
    """Return the claims that rest on each probe and each piece of evidence, or on its quotes.

    Every piece is there, those that no claim names too.
    """
    probes = {probe.id: claims_naming(record, probe.id) for probe in record.probes}
    return probes | {
        item.id: claims_naming(record, item.id, *(quote.id for quote in item.quotes))
        for item in record.evidence
    }


def claims_naming(record: Teardown, *ids: str) -> list[Claim]:
    """Return the claims that name one of these ids, of evidence, quotes or probes, in order."""
    wanted = set(ids)
    return [claim for claim in record.claims if not wanted.isdisjoint(claim.evidence)]


def next_evidence_id(record: Teardown) -> str:
    """Return a free id such as ``e3``, also apart from those of quotes."""
    return _free("evidence", record)


def next_quote_id(record: Teardown) -> str:
    """Return a free id such as ``q3``, unique in the teardown, since claims name it alone."""
    return _free("quotes", record)


def _free(kind: str, record: Teardown) -> str:
    # What a claim names, though it is gone, must not come to mean something else.
    named = (name for claim in record.claims for name in claim.evidence)
    return next_id(kind, (*_ids(record), *named))


def _ids(record: Teardown) -> Iterator[str]:
    for item in record.evidence:
        yield item.id
        for quote in item.quotes:
            yield quote.id


# Adding


@dataclass(frozen=True, slots=True)
class SameAs:
    """What the teardown holds already of a page that was captured once more."""

    evidence: Evidence
    how: Literal["same", "changed"]
    """``same``: also the same text, nothing is new. ``changed``: the page says something else
    by now, so this capture is a refresh of that evidence."""


def same_as(record: Teardown, capture: Capture, *, body: str) -> SameAs | None:
    """Return what the teardown holds of this very page; ``None`` where it is new to it."""
    asked, final = _asked(capture), _address(capture.final_url)
    for item in record.evidence:
        if item.kind not in {"page", "file"}:
            continue
        texts = {item.body, item.latest.body if item.latest else item.body}
        if not asked and not final:
            if body and body in texts and not item.url and not item.final_url:
                return SameAs(item, "same")
            continue
        known, known_final = _address(item.url), _address(item.final_url)
        is_same_place = bool(
            (asked and asked in {known, known_final}) or (known and known == final)
        )
        if body and body in texts and (is_same_place or (final and final == known_final)):
            return SameAs(item, "same")
        if is_same_place:
            return SameAs(item, "changed")
    return None


def evidence_of(capture: Capture, *, evidence_id: str, body: str, section: str = "") -> Evidence:
    """Return a capture as it stands in a record; *body* is the page's address in the library."""
    from store.records import Evidence

    name = capture.url if capture.is_file else ""
    # A file's name leads nowhere; the address that it was saved from does.
    url = capture.final_url if capture.is_file else capture.url
    return Evidence(
        id=evidence_id,
        kind="file" if capture.is_file else "page",
        title=capture.title or name,
        url=url,
        final_url="" if capture.final_url == url else capture.final_url,
        author=capture.author or "",
        published=capture.published or "",
        site=capture.site or "",
        language=capture.language or "",
        page_kind=capture.page_kind,
        section=section,
        fetched_at=capture.fetched_at.replace(microsecond=0),
        sha256=capture.sha256,
        verdict=capture.verdict,
        reasons=list(capture.reasons),
        body=body,
    )


def add_evidence(record: Teardown, capture: Capture, *, body: str, section: str = "") -> Evidence:
    """Add a capture under a free id and return it; look with ``same_as`` first."""
    if section:
        find_section(record, section)
    item = evidence_of(capture, evidence_id=next_evidence_id(record), body=body, section=section)
    record.evidence.append(item)
    return item


def add_observation(
    record: Teardown, text: str, *, now: datetime, title: str = "", section: str = ""
) -> Evidence:
    """Add what was seen with one's own eyes; a long text gets its beginning as its title."""
    from store.records import Evidence

    if section:
        find_section(record, section)
    if not text.strip():
        raise UsageError("The observation says nothing", todo="Write what you saw.")
    head = title.strip() or _beginning(text)
    item = Evidence(
        id=next_evidence_id(record),
        kind="observation",
        title=head,
        note="" if text == head else text,
        section=section,
        fetched_at=now.replace(microsecond=0),
    )
    record.evidence.append(item)
    return item


def add_quote(
    record: Teardown,
    evidence_id: str,
    *,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    note: str = "",
) -> Quote:
    """Add a quote under a free id and return it; the same passage is not added twice."""
    from store.records import Quote

    item = find_evidence(record, evidence_id)
    if not exact.strip():
        raise UsageError("The quote is empty", todo="Select at least a word.")
    for quote in item.quotes:
        if (quote.exact, quote.prefix, quote.suffix) == (exact, prefix, suffix):
            return quote
    quote = Quote(id=next_quote_id(record), exact=exact, prefix=prefix, suffix=suffix, note=note)
    replace_evidence(record, item.model_copy(update={"quotes": [*item.quotes, quote]}))
    return quote


def replace_evidence(record: Teardown, item: Evidence) -> None:
    """Put a changed piece of evidence into the place of the one with its id."""
    record.evidence = [item if each.id == item.id else each for each in record.evidence]


# Taking out


@dataclass(frozen=True, slots=True)
class Removed:
    """What was taken out, and the claims that rested on it and go on without it."""

    evidence: Evidence
    """The piece as it was."""
    quote: Quote | None
    claims: tuple[Claim, ...]


def remove(record: Teardown, name: str) -> Removed:
    """Take out the evidence or the quote of that id; the claims on it stay."""
    if any(quote.id == name for item in record.evidence for quote in item.quotes):
        return remove_quote(record, name)
    return remove_evidence(record, name)


def remove_evidence(record: Teardown, evidence_id: str) -> Removed:
    """Take a piece of evidence out with its quotes; its claims stay, and name it no longer."""
    item = find_evidence(record, evidence_id)
    record.evidence = [each for each in record.evidence if each is not item]
    return Removed(item, None, let_go(record, {item.id, *(quote.id for quote in item.quotes)}))


def remove_quote(record: Teardown, quote_id: str) -> Removed:
    """Take a quote out; the claims that named it stay, and name it no longer."""
    item, quote = find_quote(record, quote_id)
    left = [each for each in item.quotes if each is not quote]
    replace_evidence(record, item.model_copy(update={"quotes": left}))
    return Removed(item, quote, let_go(record, {quote.id}))


def let_go(record: Teardown, ids: set[str]) -> tuple[Claim, ...]:
    """Let claims no longer name what was taken out just now; return those that did."""
    # Another piece may have the same id in a record from elsewhere; it keeps its claims.
    gone = ids - evidence_ids(record)
    touched = {claim.id for claim in claims_naming(record, *gone)}
    record.claims = [
        claim.model_copy(update={"evidence": [name for name in claim.evidence if name not in gone]})
        if claim.id in touched
        else claim
        for claim in record.claims
    ]
    return tuple(claim for claim in record.claims if claim.id in touched)


def _asked(capture: Capture) -> str:
    return _address(capture.final_url if capture.is_file else capture.url)


def _address(url: str) -> str:
    """Return an address as far as it says which page it is: not how it is reached."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return ""
    if not host:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def _beginning(text: str) -> str:
    line = text.strip().splitlines()[0].strip()
    if len(line) <= _LONGEST_TITLE:
        return line
    return f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(',;:')}…"
