"""How one screen leads to another without knowing it: each is imported when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from lab.memory import Draft
    from tui.bench.changes import BenchChanges
    from tui.comparing import Source
    from tui.editing.in_hand import TeardownInHand
    from tui.evidence_changes import EvidenceChanges
    from tui.group.source import OfRound

__all__ = [
    "Spot",
    "bench_screen",
    "claims_screen",
    "compare_screen",
    "conflict_screen",
    "counterpoints_screen",
    "evidence_screen",
    "figures_screen",
    "group_screen",
    "groups_screen",
    "habit_screen",
    "history_screen",
    "live_screen",
    "marking_screen",
    "page_changes_screen",
    "page_screen",
    "probe_changes_screen",
    "recall_screen",
    "review_screen",
    "session_screen",
    "trials_screen",
]

Spot = tuple[str, str]
"""The ids of a section and of one of its questions; the question may be empty."""


def claims_screen(
    in_hand: TeardownInHand, section: str = "", *, claim: str = ""
) -> Screen[Spot | None]:
    """Return the claims of a teardown, the cursor on one of them; ends with where to go."""
    from tui.screens.claims.screen import ClaimsScreen

    return ClaimsScreen(in_hand, section=section, claim=claim)


def compare_screen(source: Source) -> Screen[None]:
    """Return two to eight teardowns side by side."""
    from tui.screens.compare.screen import CompareScreen

    return CompareScreen(source)


def group_screen() -> Screen[None]:
    """Return the study group that was used last, or the way to one."""
    from tui.screens.group.screen import GroupScreen

    return GroupScreen()


def habit_screen() -> Screen[None]:
    """Return the weeks, and what the practice shows over time."""
    from tui.screens.habit.screen import HabitScreen

    return HabitScreen()


def recall_screen() -> Screen[None]:
    """Return today's cards, one at a time."""
    from tui.screens.recall.screen import RecallScreen

    return RecallScreen()


def session_screen(source: OfRound) -> Screen[None]:
    """Return the meeting of a round: its steps, with a clock."""
    from tui.screens.session.screen import SessionScreen

    return SessionScreen(source)


def counterpoints_screen(
    in_hand: TeardownInHand, section: str = "", *, at: str = ""
) -> Screen[Spot | None]:
    """Return what argues with a section, else with the whole teardown; ends with where to go."""
    from tui.screens.counterpoints.screen import CounterpointsScreen

    return CounterpointsScreen(in_hand, section=section, at=at)


def review_screen(in_hand: TeardownInHand) -> Screen[Spot | None]:
    """Return the review of a teardown, and the finish; ends with where to go."""
    from tui.screens.review.screen import ReviewScreen

    return ReviewScreen(in_hand)


def conflict_screen(in_hand: TeardownInHand, draft: Draft | None = None) -> Screen[None]:
    """Return the two versions of a teardown, or a rescued draft and the library's, side by side."""
    from tui.screens.conflict.screen import ConflictScreen

    return ConflictScreen(in_hand, draft=draft)


def history_screen(in_hand: TeardownInHand) -> Screen[None]:
    """Return the versions of a teardown that is open."""
    from tui.screens.history.screen import HistoryScreen

    return HistoryScreen(in_hand.record.id, in_hand=in_hand)


def evidence_screen(in_hand: TeardownInHand, section: str = "") -> Screen[Spot | None]:
    """Return the evidence of a teardown; what is captured goes to *section*; ends with a place."""
    from tui.screens.evidence.screen import EvidenceScreen

    return EvidenceScreen(in_hand, section=section)


def page_changes_screen(
    in_hand: TeardownInHand, evidence_id: str, *, changes: EvidenceChanges | None = None
) -> Screen[Spot | None]:
    """Return what the last refresh of a page found; ends with where to go."""
    from tui.screens.page_changes.screen import PageChangesScreen

    return PageChangesScreen(in_hand, evidence_id, changes=changes)


def page_screen(
    in_hand: TeardownInHand, evidence_id: str, *, quote: str = ""
) -> Screen[Spot | None]:
    """Return a captured page to read and to quote, the cursor on a quote; ends with a place."""
    from tui.screens.page.screen import PageScreen

    return PageScreen(in_hand, evidence_id, quote=quote)


def bench_screen(
    in_hand: TeardownInHand, section: str = "", *, probe: str = ""
) -> Screen[Spot | None]:
    """Return the trial bench of a teardown, the cursor on a probe; ends with where to go."""
    from tui.screens.bench.screen import BenchScreen

    return BenchScreen(in_hand, section=section, probe=probe)


def trials_screen(
    in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges
) -> Screen[Spot | None]:
    """Return one probe to record its outputs; ends with where to go."""
    from tui.screens.trials.screen import TrialsScreen

    return TrialsScreen(in_hand, probe_id, changes=changes)


def marking_screen(
    in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges
) -> Screen[Spot | None]:
    """Return a probe's outputs to be marked blind; ends with where to go."""
    from tui.screens.marking.screen import MarkingScreen

    return MarkingScreen(in_hand, probe_id, changes=changes)


def groups_screen(
    in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges
) -> Screen[Spot | None]:
    """Return a probe's outputs to be grouped by what they mean; ends with where to go."""
    from tui.screens.groups.screen import GroupsScreen

    return GroupsScreen(in_hand, probe_id, changes=changes)


def figures_screen(in_hand: TeardownInHand, probe_id: str = "") -> Screen[Spot | None]:
    """Return what may be said about a probe, or about all of them; ends with where to go."""
    from tui.screens.figures.screen import FiguresScreen

    return FiguresScreen(in_hand, probe_id)


def probe_changes_screen(in_hand: TeardownInHand, other_id: str = "") -> Screen[Spot | None]:
    """Return the same probes in another teardown beside this one's; ends with where to go."""
    from tui.screens.probe_changes.screen import ProbeChangesScreen

    return ProbeChangesScreen(in_hand, other_id)


def live_screen(
    in_hand: TeardownInHand, probe_id: str, *, changes: BenchChanges
) -> Screen[Spot | None]:
    """Return the form and the progress of runs that are made by themselves."""
    from tui.screens.live.screen import LiveScreen

    return LiveScreen(in_hand, probe_id, changes=changes)
