"""What a command of the app is, and where it works. Nothing here imports textual."""

from __future__ import annotations

from typing import Literal, NamedTuple

__all__ = ["SCOPES", "Command", "Scope"]

Scope = Literal[
    "app", "list", "home", "new", "walk", "outline", "claims", "conflict", "help", "messages",
    "reading", "items", "finish", "form", "counter", "palette", "settings", "keys", "care",
    "history", "question", "bring_in", "evidence", "page_changes", "page",
    "bench", "trial_file", "trials", "marking", "marked", "groups", "pair", "figures",
    "probe_changes", "live", "compare", "group", "session", "habit", "recall",
]  # fmt: skip

SCOPES: dict[Scope, str] = {
    "app": "Everywhere",
    "list": "In every list",
    "home": "Home",
    "new": "New teardown",
    "walk": "Walk",
    "outline": "Walk, in the outline",
    "claims": "Claims",
    "evidence": "Evidence",
    "page": "A captured page",
    "page_changes": "What a page says now",
    "bench": "Trial bench",
    "trial_file": "Outputs from a file",
    "trials": "A probe’s outputs",
    "marking": "Marking blind",
    "marked": "All marked",
    "groups": "Groups of meaning",
    "pair": "Two outputs side by side",
    "figures": "Figures",
    "probe_changes": "Then and now",
    "live": "Live runs",
    "compare": "Compare",
    "group": "Study group",
    "session": "The group’s meeting",
    "habit": "Habit",
    "recall": "Recall",
    "conflict": "Two versions",
    "history": "History",
    "bring_in": "Import",
    "question": "In a question",
    "help": "Help",
    "messages": "Messages",
    "reading": "Reading",
    "items": "Predictions, claims, metrics, lessons",
    "finish": "Review",
    "form": "In a form",
    "counter": "Counterpoints",
    "palette": "In a list to choose from",
    "settings": "Settings",
    "keys": "Keys",
    "care": "Looking after the library",
}


class Command(NamedTuple):
    """One thing that a person can do, and the keys that do it."""

    id: str
    """Stable for life: the name under which its keys are remapped, such as ``home.new``."""
    title: str
    keys: tuple[str, ...]
    """Textual's key names; the first is the one shown. Empty: palette only."""
    scope: Scope
    action: str
    """The action that does it, on the screen or the app."""
    help: str
    footer: bool = False
    """Whether the footer names it while there is room."""
    first: bool = False
    """Whether its keys come before those of what has the focus, as they do for the app's own."""
    yields: bool = False
    """For what works everywhere: whether the field that has the focus may take its keys."""
