"""What Home shows of the teardown under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.screens.home.wording import stands_beside
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from lab.model import Hit, Summary, Teardown
    from lab.workspace import Workspace
    from tui.widgets.lines import Piece

__all__ = ["fault_preview", "preview_of", "preview_of_trashed", "preview_pieces"]

TITLE: Final = 26
"""Cells for a section's title."""

FIRST_WORDS: Final = 600
"""Characters of the first answer."""

BASES: Final = ("tried", "published", "told", "inferred", "guess")


def preview_of(workspace: Workspace, row: Summary, hit: Hit | None) -> list[Piece]:
    """Read a teardown and return its preview; raise what the library raises.

    What the search found in it comes first.
    """
    if stands_beside(row):
        return preview_pieces(workspace.example())
    found = _found(hit) if hit is not None else []
    return found + preview_pieces(workspace.load(row.id))


def preview_of_trashed(workspace: Workspace, row: Summary) -> list[Piece]:
    """Read a teardown that is in the trash and return its preview."""
    return preview_pieces(workspace.past.version(row.id, "newest"))


def preview_pieces(record: Teardown) -> list[Piece]:
    """Return a teardown's title, evidence, sections and first words."""
    pieces: list[Piece] = [EXAMPLE_MARK] if record.example else []
    pieces.append((one_line(record.product.name), "bold"))
    about = [record.product.maker, record.product.surface, record.product.plan, *record.tags]
    known = [one_line(text) for text in about if text.strip()]
    if known:
        pieces.append(("\n" + f" {glyphs().dot} ".join(known), "muted"))
    pieces += [("\n\n", ""), *_evidence(record), ("\n", ""), *_sections(record)]
    words = _first_words(record)
    if words:
        pieces.append(("\n" + words, "muted"))
    return pieces


def fault_preview(row: Summary) -> list[Piece]:
    """Return what is wrong with a file that cannot be read, and what to do about it."""
    return [
        (one_line(row.path.name), "bold"),
        ("\n\nThis file cannot be opened: ", ""),
        (one_line(row.fault).rstrip("."), "warning"),
        (".\n\nEverything else in your library is as it was. ", ""),
        ("v", "accent"),
        (" shows its earlier versions; Enter on one brings it back. In a terminal, ", ""),
        ("teardown doctor", "accent"),
        (" says more, and ", ""),
        ("teardown doctor --fix", "accent"),
        (" sets the file aside and brings back its newest good version.", ""),
        (f"\n\n{row.path}", "muted"),
    ]


def _found(hit: Hit) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    for start, end in hit.spans:
        pieces += [(hit.snippet[place:start], "muted"), (hit.snippet[start:end], "accent bold")]
        place = end
    return [*pieces, (hit.snippet[place:], "muted"), ("\n\n", "")]


def _evidence(record: Teardown) -> list[Piece]:
    counts = dict.fromkeys(BASES, 0)
    for claim in record.claims:
        counts[claim.basis] += 1
    known = [f"{basis} {count}" for basis, count in counts.items() if count]
    if not known:
        return [("No claims yet\n", "muted")]
    return [("Claims  ", "muted"), (f" {glyphs().dot} ".join(known) + "\n", "")]


def _sections(record: Teardown) -> list[Piece]:
    from lab.walk import outline

    signs = glyphs()
    signs_of = {
        "empty": signs.empty,
        "started": signs.started,
        "written": signs.written,
        "done": signs.done,
    }
    pieces: list[Piece] = []
    for row in outline(record):
        begun = row.state != "empty"
        pieces.append((f"{signs_of[row.state]} ", "good" if row.state == "done" else "muted"))
        pieces.append((fit(one_line(row.title), TITLE, more=signs.more), "" if begun else "muted"))
        pieces.append((f" {row.answered:>2} of {row.asked:<2}", "muted"))
        score = f"score {row.score}" if row.score is not None else ""
        pieces.append((f"  {score}\n", "muted"))
    return pieces


def _first_words(record: Teardown) -> str:
    for section in record.questions:
        work = record.sections.get(section.id)
        for prompt in section.prompts:
            text = work.answers.get(prompt.id, "").strip() if work is not None else ""
            if text:
                return text[:FIRST_WORDS]
    return ""
