"""Who saw what: findings of all, of some, of one alone, in the words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.compare.saying import finding_lines, severity_words
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.screens.compare.entries import Entry, Where
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.compare.findings import Found
    from tui.screens.compare.entries import Drawn
    from tui.screens.compare.layout import Layout
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["draw_findings", "found_key"]

_MEASURE: Final = 100
_GRAVE: Final = 3
"""The severity from which on a finding is major."""


def found_key(found: Found) -> str:
    """Return the key of a finding: that of its first claim."""
    return f"found {found.said[0].at}"


def draw_findings(drawn: Drawn, layout: Layout) -> None:
    """Draw the findings by how many saw them, then what is concluded and proposed."""
    findings = layout.comparison.findings
    drawn.part("Who saw what")
    drawn.say(layout.paragraphs([plain_punctuation(x) for x in finding_lines(layout.comparison)]))
    for name, found in (
        ("Seen by all", findings.by("all")),
        ("Seen by some", findings.by("some")),
        ("Seen by one alone", findings.by("one")),
    ):
        _draw(drawn, layout, name, found)
    if findings.ideas:
        drawn.part("What they conclude and propose")
        _draw(drawn, layout, "", findings.ideas, differ=False)


def _draw(
    drawn: Drawn, layout: Layout, name: str, found: Sequence[Found], *, differ: bool = True
) -> None:
    if not found:
        return
    if name:
        drawn.section(name)
        drawn.say([[(name, "bold"), (f"  {len(found)}", "muted")]])
    titles = {one.id: one.title for one in layout.comparison.sections}
    for one in found:
        apart = one.seen_by != "all" or len(set(one.severities)) > 1
        ordered = sorted(one.said, key=lambda each: each.at.teardown not in layout.shown)
        entry = Entry(
            found_key(one),
            tuple(
                Where(each.at.teardown, each.claim.section, claim=each.at.claim) for each in ordered
            ),
            differs=differ and apart,
            claims=tuple(each.at for each in one.said),
        )
        drawn.add(entry, _finding(one, layout, titles))


def _finding(found: Found, layout: Layout, titles: dict[str, str]) -> list[Line]:
    width = min(layout.width, _MEASURE)
    dot = f" {glyphs().dot} "
    facts: list[Piece] = []
    grave = severity_words(found)
    if grave:
        heavy = max(found.severities) >= _GRAVE
        facts += [(grave, "warning" if heavy else "muted"), (dot, "faint")]
    facts.append((one_line(titles.get(found.section, found.section)), "muted"))
    right: list[Piece] = []
    if found.decided:
        right = [(" decided by a person", "muted")]
    elif len(found.said) > 1:
        right = [(" matched by its words", "muted")]
    lines = [two_sided(facts, right, width, more=glyphs().more)]
    for each in found.said:
        mark = f"{layout.letters[each.at.teardown]} "
        lines += block(each.claim.statement, "", width, first=mark, first_ink="accent bold")
    return lines
