"""What a rematch shows at its end: the runs of both days, and which verdicts they allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.rematch import VERDICT_SPOT, earlier_id, is_rematch, outlook_of, still_to_write
from lab.trials.saying import reading_words
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.hiding import HIDDEN
from tui.screens.review.cards import MOST_WORDS, Card, NoteCard, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.model import Teardown
    from lab.trials.difference import BenchDifference
    from lab.workspace import Workspace

__all__ = ["Then", "read_then", "then_cards"]

THEN: Final = "Then and now"
_INKS: Final = {"changed": "accent", "noise": "muted", "too few runs": "warning"}


@dataclass(frozen=True, slots=True)
class Then:
    """What a rematch is compared with, once it may be shown."""

    missing: tuple[str, ...] = ()
    """What is still to be written before anything old is shown."""
    earlier: str = ""
    """The id of the earlier teardown; empty where there is none."""
    difference: BenchDifference | None = None
    in_trash: bool = False
    """Whether the earlier teardown lies in the trash."""
    waiting: int = 0
    """Predictions of the earlier one that can be known by now."""


def read_then(workspace: Workspace, record: Teardown) -> Then | None:
    """Read the earlier teardown of a rematch; ``None`` where the record is none."""
    if not is_rematch(record):
        return None
    missing = still_to_write(record)
    if missing:
        return Then(tuple(missing))
    name = workspace.comparisons.earlier(record.id)
    if not name:
        gone = earlier_id(record)
        return Then(in_trash=any(row.id == gone for row in workspace.library.trashed()))
    from lab.trials.difference import bench_difference

    earlier = workspace.load(name)
    today = workspace.habit.today()
    waiting = [
        each
        for each in earlier.predictions
        if each.outcome == "open" and (each.due is None or each.due <= today)
    ]
    return Then(earlier=name, difference=bench_difference(earlier, record), waiting=len(waiting))


def then_cards(record: Teardown, then: Then, *, key: str) -> Iterator[Card]:
    """Return the cards; *key* shows what became of the words."""
    if then.missing:
        words = ", ".join(f"“{one_line(title)}”" for title in then.missing)
        yield NoteCard(
            THEN, "then:hidden", _question(record, then.missing[0]), glyphs().locked, "muted",
            plain_punctuation(f"Still to write: {words}"), plain_punctuation(HIDDEN),
        )  # fmt: skip
        return
    if then.difference is None:
        where = "in the trash" if then.in_trash else "not in your library any more"
        yield NoteCard(
            THEN, "then:gone", Target("nowhere"), glyphs().warning, "warning",
            f"The teardown that this is a rematch of is {where}",
            plain_punctuation(
                "Bring it back from the trash on Home, and both days are compared here."
                if then.in_trash
                else "Nothing is left to compare with; your own words about then and now count."
            ),
        )  # fmt: skip
        return
    for number, each in enumerate(then.difference.probes):
        reading = each.change.reading if each.same_rule else "too few runs"
        said = reading_words(each.change) if each.same_rule else each.notes[0]
        yield NoteCard(
            THEN, f"then:{number}", Target("then", point=then.earlier),
            glyphs().warning if reading == "changed" else glyphs().dot, _INKS[reading],
            one_line(each.after.prompt)[:MOST_WORDS],
            plain_punctuation(said),
        )  # fmt: skip
    yield _verdict(record, then.difference)
    if then.waiting:
        yield NoteCard(
            THEN, "then:outcomes", Target("earlier", point=then.earlier), glyphs().empty, "accent",
            f"{counted(then.waiting, 'prediction')} of last time can be known by now",
            f"Enter says how {'it' if then.waiting == 1 else 'they'} came out.",
        )  # fmt: skip
    yield NoteCard(
        THEN, "then:words", Target("compare"), key, "accent",
        "shows what you wrote then and now, side by side",
    )  # fmt: skip


def _verdict(record: Teardown, difference: BenchDifference) -> Card:
    section, prompt = VERDICT_SPOT
    work = record.sections.get(section)
    said = work.answers.get(prompt, "").strip() if work is not None else ""
    return NoteCard(
        THEN, "then:verdict", Target("verdict"),
        glyphs().done if said else glyphs().empty, "good" if said else "accent",
        one_line(said)[:MOST_WORDS] or "Your verdict: the product changed, you did, or noise?",
        plain_punctuation(outlook_of(difference).words),
    )  # fmt: skip


def _question(record: Teardown, title: str) -> Target:
    for section in record.questions:
        if section.title == title:
            return Target("question", section.id)
    return Target("nowhere")
