"""A teardown as one HTML page: for a browser, a phone, a printer, a colleague without teardown.

The page is one file that asks for nothing: no script, no font, no picture, no address but
those that a reader clicks. Its policy says so to the browser, and allows only the style
sheet that it carries. It reads one way: ``markdown`` is the format that comes back.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from store.exchange.head import title_of
from store.exchange.html_parts import day, days
from store.exchange.html_sections import Entry, write_parts
from store.exchange.html_text import link, plain
from store.records import Basis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from store.exchange.said import Saying
    from store.records import Teardown

__all__ = ["ID_NAME", "frame", "to_html"]

ID_NAME: Final = "teardown-id"
"""The name under which a page's head has the teardown's id."""

_STYLE: Final = Path(__file__).with_name("html.css")
_HOUR: Final = 60


def to_html(
    record: Teardown,
    *,
    limits: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    says: Mapping[str, Sequence[Saying]] | None = None,
) -> str:
    """Return the whole teardown as one page.

    *limits* is what cannot be concluded beside what the author says about that; *files* the
    address of each captured page beside this one, by the id of its evidence; *says* what follows
    from the runs of a probe, in lines of words, by its id.
    """
    entries, parts = write_parts(record, limits=limits, files=files, says=says)
    body = "".join(
        (
            _masthead(record),
            _contents(entries),
            f'<main id="main">\n{parts}</main>\n',
            _footer(record),
        )
    )
    facts = {"author": record.author, "description": _about(record), ID_NAME: record.id}
    return frame(title_of(record.product.name), body, facts=facts)


def frame(
    title: str,
    body: str,
    *,
    kind: str = "teardown",
    facts: Mapping[str, str] | None = None,
    style: str = "",
) -> str:
    """Return a page of ours; *title* and *facts*, its head's, are any texts, *body* is HTML.

    *style* is put behind the style sheet that all pages have.
    """
    style, policy = _style(style)
    named = [
        f'<meta name="{name}" content="{plain(value)}">\n'
        for name, value in {"generator": kind, **(facts or {})}.items()
        if value
    ]
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"{''.join(named)}<title>{plain(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">To the text</a>\n<div class="page">\n{body}</div>\n'
        "</body>\n</html>\n"
    )


@cache
def _style(more: str) -> tuple[str, str]:
    """Return the style sheet, and the policy that allows it and nothing else."""
    style = "\n" + _STYLE.read_text(encoding="utf-8") + more
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return style, (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _masthead(record: Teardown) -> str:
    product = record.product
    example = '<span class="example">An example, in no figure</span>' if record.example else ""
    return (
        f'<header class="masthead">\n<p class="kind">Teardown{example}</p>\n'
        f'<h1 dir="auto">{plain(product.name) or "A product without a name"}</h1>\n'
        f'<p class="byline">{_byline(record)}</p>\n'
        f"{_facts(record)}{_known(record)}</header>\n"
    )


def _about(record: Teardown) -> str:
    """Return the line by which a list of pages describes this one."""
    parts = (record.author, record.product.maker, record.template.title, record.status)
    return " · ".join((record.day_begun.isoformat(), *filter(None, parts)))


def _byline(record: Teardown) -> str:
    parts = [f"By <bdi>{plain(record.author)}</bdi>" if record.author else ""]
    first, last = record.observed_from, record.observed_to
    if first and last:
        parts.append(f"observed {days(first, last)}")
    elif first:
        parts.append(f"observed from {day(first)}")
    elif last:
        parts.append(f"observed until {day(last)}")
    else:
        parts.append(f"begun {day(record.day_begun)}")
    if record.status == "draft":
        parts.append("a draft")
    elif record.finished_on:
        parts.append(f"finished {day(record.finished_on)}")
    said = ", ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}"


def _facts(record: Teardown) -> str:
    product = record.product
    seconds = sum(session.active_seconds for session in record.practice.sessions)
    seconds = seconds or sum(work.seconds for work in record.sections.values())
    named = [
        ("Maker", _words(product.maker)),
        ("Category", _words(product.category)),
        ("Surface", _words(product.surface)),
        ("Plan", _words(product.plan)),
        ("Version", _words(product.version)),
        ("Region", _words(product.region)),
        ("Template", _words(record.template.title or record.template.id)),
        ("Time spent", _time(seconds)),
        ("Look again by", day(record.review_by) if record.review_by else ""),
        ("Tags", ", ".join(map(_words, record.tags))),
    ]
    facts = [f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in named if value]
    if product.url:
        facts.append(f'<div class="wide"><dt>Address</dt><dd>{link(product.url)}</dd></div>')
    return f'<dl class="facts">{"".join(facts)}</dl>\n' if facts else ""


def _known(record: Teardown) -> str:
    """Return how the claims are known, as a bar and in words."""
    counts = Counter(claim.basis for claim in record.claims)
    total = len(record.claims)
    if not total:
        return ""
    bars, items, start = [], [], 0
    for number, basis in enumerate(get_args(Basis), 1):
        count = counts[basis]
        if count:
            bars.append(f'<rect class="mix{number}" x="{start}" y="0" width="{count}" height="1"/>')
        start += count
        look = "" if count else ' class="none"'
        swatch = f'<span class="swatch mix{number}" aria-hidden="true"></span>'
        items.append(f"<li{look}>{swatch}{basis} {count}</li>")
    claims = "1 claim is" if total == 1 else f"{total} claims are"
    return (
        f'<div class="known">\n<p class="label">How the {claims} known</p>\n'
        f'<svg class="mix" viewBox="0 0 {total} 1" preserveAspectRatio="none" aria-hidden="true">'
        f'{"".join(bars)}</svg>\n<ul class="legend">{"".join(items)}</ul>\n</div>\n'
    )


def _contents(entries: list[Entry]) -> str:
    items = [
        f'<li><a href="#{entry.place}"><span dir="auto">{plain(entry.title)}</span>'
        + (f'<span class="score">{entry.score}</span>' if entry.score else "")
        + "</a></li>\n"
        for entry in entries
    ]
    if not items:
        return ""
    return (
        '<nav aria-labelledby="contents">\n<p class="label" id="contents">Contents</p>\n'
        f"<ol>\n{''.join(items)}</ol>\n</nav>\n"
    )


def _footer(record: Teardown) -> str:
    return (
        f"<footer>\n<p>{plain(record.id)} · written with teardown. "
        "What stands here is one person’s reading of a product from outside.</p>\n</footer>\n"
    )


def _time(seconds: int) -> str:
    minutes = round(seconds / 60)
    if not minutes:
        return ""
    hours, rest = divmod(minutes, _HOUR)
    if not hours:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _words(words: str) -> str:
    return f"<bdi>{plain(words)}</bdi>" if words else ""
