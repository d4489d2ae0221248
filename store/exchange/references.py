"""What is said beside an id, and where a quote stands on the web: for readers. Pure.

Neither is read back: both follow from what else stands in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from store.exchange.fragments import fragment_link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.records import Part, Teardown

__all__ = ["link_of", "name_beside", "names_of", "quote_link"]

_LONGEST: Final = 60
"""Characters of what is said beside an id."""
_MARKUP: Final = frozenset('"“”<>[]|*_`~\\#{}$^=@&!')
"""Characters that Markdown, or the reader of the ids, could take for more than text."""


def names_of(record: Teardown) -> dict[str, str]:
    """Return what to say beside the ids of probes, evidence and quotes: some of their words."""
    names = {probe.id: _short(probe.name or probe.prompt) for probe in record.probes}
    for item in record.evidence:
        for quote in item.quotes:
            names[quote.id] = _short(quote.exact)
    for item in record.evidence:
        names[item.id] = _short(item.title or item.note or item.url)
    return names


def name_beside(part_id: str, names: Mapping[str, str]) -> str:
    """Return an id, with some words beside it where there are any."""
    name = names.get(part_id, "")
    return f"{part_id} “{name}”" if name else part_id


def link_of(owner: Part, part: Part) -> str:
    """Return the address of a quote's words on its page; empty where they are nowhere."""
    url = str(getattr(owner, "final_url", "") or getattr(owner, "url", ""))
    return quote_link(
        url,
        exact=str(getattr(part, "now", "") or getattr(part, "exact", "")),
        prefix=str(getattr(part, "prefix", "")),
        suffix=str(getattr(part, "suffix", "")),
        is_gone=getattr(part, "standing", "") == "gone",
    )


def quote_link(url: str, *, exact: str, prefix: str, suffix: str, is_gone: bool) -> str:
    """Return the address of words on a page; empty where no link can lead to them."""
    link = fragment_link(url, exact=exact, prefix=prefix, suffix=suffix)
    return "" if is_gone or link == url else link


def _short(text: str) -> str:
    plain = text.replace("https://", "").replace("http://", "").replace("www.", "")
    kept = (each if each.isprintable() and each not in _MARKUP else " " for each in plain)
    words = " ".join("".join(kept).split())
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 1].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
