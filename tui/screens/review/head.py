"""The lines above the review: which teardown, how far it is, and what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.review import in_words
from lab.walk import how_far, outline
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.review import Review
    from tui.widgets.lines import Piece

__all__ = ["head_of"]


def head_of(
    record: Teardown, review: Review, *, exported: str = "", read_only: bool = False
) -> list[Piece]:
    """Return the head; *exported* is the file that was just written."""
    done, total = how_far(outline(record))
    facts = [
        record.template.title or record.template.id,
        f"{done}/{total} done",
        f"{round(review.time.seconds / 60)}/{review.time.budget_minutes} min",
    ]
    head: list[Piece] = [
        ("Review", "accent bold"),
        ("  ", ""),
        *([EXAMPLE_MARK] if record.example else []),
        (one_line(record.product.name), "bold"),
        ("\n" + f" {glyphs().dot} ".join(one_line(fact) for fact in facts), "muted"),
        ("\n", ""),
    ]
    if read_only:
        return [*head, ("To be read: it shows what a review says.", "muted")]
    if record.status == "finished":
        return [*head, *_finished(record, exported)]
    missing = in_words([finding for finding in review.findings if finding.severity != "hint"])
    return [*head, (missing or "Nothing required is missing.", "warning" if missing else "good")]


def _finished(record: Teardown, exported: str) -> list[Piece]:
    day = record.finished_on
    when = f" on {day.day} {day:%B} {day.year}" if day is not None else ""
    done: list[Piece] = [(f"{glyphs().done} Finished{when}", "good bold")]
    if exported:
        done.append((f"  Written to {one_line(exported)}", "muted"))
    return done
