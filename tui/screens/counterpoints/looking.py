"""How far a section is, and what would be asked: all that is read from the record at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.counterpoints.asking import AskRequest, Outlook
    from lab.counterpoints.gate import Gate
    from lab.counterpoints.offline import OfflineQuestion
    from lab.counterpoints.prompting import Mode
    from lab.model import Counterpoint, Teardown
    from lab.wording import Segment
    from lab.workspace import Workspace

__all__ = ["Changes", "Seen", "is_shown", "look", "points_in"]

_LONGEST_CHANGE: Final = 3000
"""Characters of a text that is compared with how it was: what is kept of one is no longer."""

Changes = Mapping[tuple[str, str], "tuple[Segment, ...]"]
"""By a text as it was and as it is, what was changed in it; empty for texts too long for that."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at a teardown found."""

    questions: tuple[OfflineQuestion, ...]
    """Those that need no model; empty for the whole teardown."""
    gate: Gate
    """As it is once these questions were met."""
    request: AskRequest | None
    outlook: Outlook | None
    missing: str
    """What must be there before a model can be asked, in words."""
    changes: Changes
    """What was changed in the texts that items are about."""
    wants_key: bool = False
    """Whether that is a key, and nothing else."""
    example: Teardown | None = None
    """An example with its questions, which are shown and never saved; ``None`` of others."""

    @property
    def words(self) -> str:
        """What keeps a model from being asked; empty where nothing does."""
        return self.missing if self.example is not None else self.gate.words or self.missing


def look(
    workspace: Workspace, record: Teardown, section: str, *, mode: Mode, known: Changes
) -> Seen:
    """Look at a snapshot of a teardown, which it changes: its questions are met in it.

    Takes some 100 ms for a long teardown: call it off the event loop.
    """
    from lab.counterpoints.answering import meet
    from lab.counterpoints.offline import EXAMPLE_WORDS
    from lab.counterpoints.room import GateClosed, Wish
    from lab.models.keys import no_key
    from lab.models.preflight import missing

    changes = _changes_in(record, section, known)
    room = workspace.opponent
    sections = [section] if section else _all_asked(record) if record.example else []
    questions = [each for name in sections for each in room.questions(record, name)]
    meet(record, questions, now=workspace.clock.now())
    gate = room.gate(record, section)
    if record.example:
        return Seen(tuple(questions), gate, None, None, EXAMPLE_WORDS, changes, example=record)
    request, outlook, lacks, wants_key = None, None, "", False
    if gate.is_open:
        try:
            request = room.request(record, Wish(section=section, mode=mode))
            outlook = room.outlook(request)
            lacks = missing(request.service, workspace.settings, workspace.environ)
            wants_key = bool(lacks) and lacks == str(no_key(request.service))
        except (GateClosed, UsageError) as error:
            lacks = str(error)
    return Seen(tuple(questions), gate, request, outlook, lacks, changes, wants_key)


def _all_asked(record: Teardown) -> list[str]:
    return [section.id for section in record.questions if not section.holds_notes]


def _changes_in(record: Teardown, section: str, known: Changes) -> Changes:
    """Compare each text as it was with how it is; what is *known* is not compared again."""
    from lab.wording import word_difference

    found: dict[tuple[str, str], tuple[Segment, ...]] = {}
    for point in record.counterpoints:
        both = point.before, point.after
        if section in {"", point.section} and all(both):
            is_long = max(map(len, both)) > _LONGEST_CHANGE
            found[both] = known.get(both) or (() if is_long else tuple(word_difference(*both)))
    return found


def points_in(
    record: Teardown, section: str, questions: Iterable[OfflineQuestion]
) -> list[Counterpoint]:
    """Return the items to show, a model's last: a section's, or all of a model's in the whole.

    Of a whole example all are shown: nobody can go through its sections one by one.
    What a rule asked about words that are changed by now, and nobody answered, is gone.
    """
    asked = {each.question for each in questions}
    shown = [
        point
        for point in record.counterpoints
        if (point.section == section if section else record.example or point.source == "model")
        and is_shown(point, asked)
    ]
    return sorted(shown, key=lambda point: point.source == "model")


def is_shown(point: Counterpoint, asked: set[str]) -> bool:
    """Return whether an item is of use: answered, a model's, or still asked."""
    return point.response != "open" or point.source == "model" or point.counterpoint in asked
