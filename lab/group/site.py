"""Pages of a group, for those who read in a browser: no script, no server, works from disk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from lab.compare.page import comparison_parts, contents, footer, page_style, part, who
from lab.compare.saying import named, opening, point_words, title
from lab.group.errors import GroupError
from lab.group.saying import member_words, phase_words
from store.exchange.html import frame
from store.exchange.html_parts import day, words
from store.exchange.html_text import link, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from lab.compare.comparison import Comparison
    from lab.group.standing import RoundStanding
    from store.records import Teardown

__all__ = ["SITE_KIND", "RoundPages", "WrittenSite", "write_site"]

SITE_KIND: Final = "teardown group"
_AGREED: Final = ("agreed", "What the group agreed on")
_STANDING: Final = ("standing", "Who has sealed and revealed")


@dataclass(frozen=True, slots=True)
class RoundPages:
    """What is known of one round."""

    standing: RoundStanding
    teardowns: Sequence[tuple[str, Teardown]]
    """By member; none where one has not sealed oneself."""
    comparison: Comparison | None
    agreed: Sequence[tuple[str, Teardown]] = ()
    """The group's own teardowns, by who published them."""
    hidden: str = ""
    """Why nothing of the texts is shown."""


@dataclass(frozen=True, slots=True)
class WrittenSite:
    """The pages that were written."""

    index: Path
    pages: int
    notes: tuple[str, ...]


def write_site(
    folder: Path,
    group: str,
    rounds: Sequence[RoundPages],
    *,
    page_of: Callable[[Teardown], str],
) -> WrittenSite:
    """Write the pages into a folder; *page_of* returns a teardown's own page.

    Pages of ours are replaced. Raise ``NotAnExport`` for any other file in their place.
    """
    written = 0
    for one in rounds:
        place = folder / one.standing.id
        if place.is_symlink():
            raise GroupError(
                f"{place} is a link", "links are not followed", todo="Remove it, or name another."
            )
        own = [f"{who}.html" for who, _ in one.teardowns]
        agreed = [f"agreed-{who}.html" for who, _ in one.agreed]
        for name in (*own, *agreed, "index.html"):
            _check_ours(place / name)
    _check_ours(folder / "index.html")
    for one in rounds:
        place = folder / one.standing.id
        names = {record.id: f"{member}.html" for member, record in one.teardowns}
        for member, record in one.teardowns:
            _write(place / f"{member}.html", page_of(record))
            written += 1
        for member, record in one.agreed:
            _write(place / f"agreed-{member}.html", page_of(record))
            written += 1
        _write(place / "index.html", _round_page(one, group, names))
        written += 1
    index = folder / "index.html"
    _write(index, _index_page(group, rounds))
    notes = tuple(f"{one.standing.id}: {one.hidden}" for one in rounds if one.hidden)
    return WrittenSite(index, written + 1, notes)


def _check_ours(path: Path) -> None:
    """Raise ``NotAnExport`` where something else stands in a page's place."""
    from lab.exporting import NotAnExport

    if path.exists() and not _is_ours(path):
        raise NotAnExport(
            f"{path} is there already", "it is no page of a group",
            todo="Nothing was written. Name a new or an empty folder.",
        )  # fmt: skip


def _is_ours(path: Path) -> bool:
    from store.exchange.html_index import kind_of

    return not path.is_symlink() and kind_of(path)[0] in {SITE_KIND, "teardown"}


def _write(path: Path, text: str) -> None:
    from lab.exporting import make_folder, write_text

    make_folder(path.parent)
    write_text(path, text, force=_is_ours(path))


def _index_page(group: str, rounds: Sequence[RoundPages]) -> str:
    rows = []
    for one in rounds:
        name = _product(one.standing)
        said = "".join(f'<p class="about">{line}</p>\n' for line in _told(one))
        rows.append(
            f'<article class="card short">\n<h2 class="said">'
            f'<a href="{plain(one.standing.id)}/index.html">{words(name)}</a></h2>\n'
            f"{said}</article>\n"
        )
    body = (
        '<header class="masthead">\n<p class="kind">Study group</p>\n'
        f'<h1 dir="auto">{plain(group)}</h1>\n</header>\n<main id="main">\n'
        f'<div class="cards index">\n{"".join(rows) or "<p>No round yet.</p>"}</div>\n</main>\n'
        f"{footer()}"
    )
    return frame(group, body, kind=SITE_KIND, style=page_style())


def _round_page(one: RoundPages, group: str, names: Mapping[str, str]) -> str:
    comparison = one.comparison
    heading = title(comparison) if comparison is not None else _product(one.standing)
    lead = words(opening(comparison)) if comparison is not None else _state(one)
    people = who(comparison, links=names) if comparison is not None else ""
    agreed = [_AGREED] if one.agreed else []
    index = contents(comparison, first=agreed, more=[_STANDING]) if comparison is not None else ""
    body = (
        '<header class="masthead">\n<p class="kind">'
        f'<a href="../index.html">{words(group)}</a></p>\n<h1 dir="auto">{plain(heading)}</h1>\n'
        f'<p class="byline">{lead}</p>\n{people}{_asked(one.standing)}</header>\n'
        f'{index}<main id="main">\n'
        f"{part(*_AGREED, _agreed(one))}"
        f"{comparison_parts(comparison) if comparison is not None else ''}"
        f"{part(*_STANDING, _standing(one))}</main>\n"
        f"{footer(back=('../index.html', f'All rounds of {group}'))}"
    )
    return frame(f"{heading} · {group}", body, kind=SITE_KIND, style=page_style())


def _asked(standing: RoundStanding) -> str:
    found = standing.opening
    if found is None:
        return ""
    rows = [
        ("Address", link(found.url) if found.url else ""),
        ("Everybody runs", words(found.prompt)),
        ("To be sealed by", day(found.until) if found.until else ""),
    ]
    shown = [
        f'<div class="wide"><dt>{key}</dt><dd>{value}</dd></div>' for key, value in rows if value
    ]
    return f'<dl class="facts">{"".join(shown)}</dl>\n' if shown else ""


def _agreed(one: RoundPages) -> str:
    rows = [
        f'<li><a href="agreed-{plain(member)}.html">{words(record.product.name)}</a>, '
        f"{words(record.author)}</li>\n"
        for member, record in one.agreed
    ]
    return f'<ul class="agreed">\n{"".join(rows)}</ul>\n' if rows else ""


def _product(standing: RoundStanding) -> str:
    return standing.opening.product if standing.opening is not None else standing.id


def _state(one: RoundPages) -> str:
    """Return how a round stands, for somebody who only reads."""
    if one.standing.phase == "revealed":
        return "The texts are revealed; there are not two yet that can be compared."
    return words(phase_words(one.standing))


def _told(one: RoundPages) -> list[str]:
    """Return what the list of rounds says of one."""
    begun = date.fromisoformat(one.standing.id[:10])
    if one.comparison is None:
        return [f"{day(begun)} · {_state(one)}"]
    who_wrote = words(named([each.label for each in one.comparison.subjects]))
    first = next(iter(one.comparison.agenda), None)
    widest = [f"Furthest apart: {words(point_words(first))}."] if first is not None else []
    agreed = ["What they agreed on is there, too."] if one.agreed else []
    return [f"{day(begun)} · {who_wrote}", *widest, *agreed]


def _standing(pages: RoundPages) -> str:
    rows = []
    for one in pages.standing.members:
        broken = one.state in {"broken", "unsealed"}
        look = ' class="status broken"' if broken else ' class="status"'
        rows.append(f"<li{look}>{words(one.name)} {words(member_words(one))}</li>\n")
    is_said = pages.comparison is None or pages.standing.phase == "revealed"
    waits = "" if is_said else f"<p>{_state(pages)}</p>\n"
    return f"<ul>\n{''.join(rows)}</ul>\n{waits}"
