"""What the group's forms ask."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.choosing.choices import Choice
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen
from tui.forms.one_of import OneAsked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.workspace import Workspace

__all__ = [
    "Offers",
    "address_form",
    "begin_form",
    "join_form",
    "new_round_form",
    "path_of",
    "round_offers",
    "score_form",
    "site_form",
]

_SHARED = (
    ("git", "git", "By an empty repository on your code host."),
    ("folder", "a shared folder", "In Dropbox, on a network drive."),
)
_WEEK = timedelta(days=7)


def begin_form(author: str, half_filled: Mapping[str, str] | None) -> FormScreen:
    """Return what to ask of whoever begins a group."""
    return FormScreen(
        "Begin a group",
        [
            TextAsked("title", "Called", "Tuesday group"),
            TextAsked("name", "Your name", "as the others know you", author),
            ChoiceAsked("by", "Shared by", _SHARED, "git"),
            TextAsked("folder", "In the folder", "a new one; it will be made", _new_folder()),
            TextAsked("address", "Repository", "its address, https://… or git@…; may come later"),
        ],
        check=_fault_of_beginning,
        verb="Begin",
        half_filled=half_filled,
    )


def join_form(
    author: str, half_filled: Mapping[str, str] | None, *, begin_at: str = ""
) -> FormScreen:
    """Return what to ask of whoever joins a group; *begin_at* is the field to begin at."""
    return FormScreen(
        "Join a group",
        [
            TextAsked("source", "Lies at", "the address or folder that you were given"),
            TextAsked("name", "Your name", "as the others know you", author),
            TextAsked("folder", "Keep it in", "for an address: a new folder", _new_folder()),
        ],
        check=_fault_of_joining,
        verb="Join",
        half_filled=half_filled,
        begin_at=begin_at,
    )


class Offers(NamedTuple):
    """What can be chosen for a round."""

    templates: Sequence[Choice]
    products: tuple[str, ...]


def round_offers(workspace: Workspace) -> Offers:
    """Return every template that can be walked, and the products of the catalogue."""
    templates = [info for info in workspace.templates.names() if not info.requires_parent]
    offers = [
        *(
            Choice(info.id, info.title, f"{info.minutes} min", info.tagline or info.title)
            for info in templates
        ),
        Choice("", "Each chooses", "", "Sections that only some have are compared by those."),
    ]
    return Offers(
        offers, tuple(dict.fromkeys(entry.name for entry in workspace.practice.catalog()))
    )


def new_round_form(
    offers: Offers, today: date, half_filled: Mapping[str, str] | None
) -> FormScreen:
    """Return what to ask of whoever opens a round."""
    first = next((each.id for each in offers.templates if each.id == "quick"), "")
    return FormScreen(
        "New round",
        [
            TextAsked("product", "Product", "what all of you take apart", "", offers.products),
            TextAsked("url", "Its address", "https://…; may stay empty"),
            OneAsked("template", "Template", lambda: offers.templates, "a template", first),
            TextAsked("prompt", "Same prompt", "that all of you run, so that runs can be pooled"),
            TextAsked("until", "Last day", "such as 2026-03-09", (today + _WEEK).isoformat()),
        ],
        check=_fault_of_round,
        verb="Open",
        half_filled=half_filled,
    )


def score_form(sections: Sequence[tuple[str, str]], at: str, meanings: Sequence[str]) -> FormScreen:
    """Return what to ask for a second score; *sections* are ids and titles."""
    offers = [Choice(name, title, "", "") for name, title in sections]
    scores = tuple((str(n), str(n), meaning) for n, meaning in enumerate(meanings))
    return FormScreen(
        "Score again, in silence",
        [
            OneAsked("section", "Section", lambda: offers, "a section", at),
            ChoiceAsked("score", "Your score", scores, ""),
        ],
        check=lambda values: None if values["score"] else ("score", "Choose 0 to 4."),
        verb="Keep",
    )


def address_form() -> FormScreen:
    """Return what to ask for a group that has no address yet."""
    return FormScreen(
        "Share the group",
        [TextAsked("address", "Repository", "an empty one’s address, https://… or git@…")],
        check=lambda values: (
            None if values["address"].strip() else ("address", "Copy it from your code host.")
        ),
        verb="Share",
    )


def site_form(proposed: Path) -> FormScreen:
    """Return what to ask where pages are written."""
    return FormScreen(
        "Pages for whoever reads in a browser",
        [TextAsked("folder", "Into the folder", "a new one; it will be made", str(proposed))],
        check=lambda values: _fault_of_folder(values["folder"]),
        verb="Write",
    )


def path_of(text: str) -> Path:
    """Return the folder that a form names."""
    return Path(text.strip()).expanduser().absolute()


def _new_folder() -> str:
    """Return a place that is nearly always right, and free."""
    home = Path.home()
    above = next((folder for folder in (home / "Documents", home) if folder.is_dir()), Path.cwd())
    path, number = above / "study-group", 1
    while path.exists():
        number += 1
        path = above / f"study-group-{number}"
    return str(path)


def _fault_of_beginning(values: Mapping[str, str]) -> tuple[str, str] | None:
    for name, words in (("title", "Call it something."), ("name", "Say who you are.")):
        if not values[name].strip():
            return name, words
    if values["by"] == "folder" and values["address"].strip():
        return "address", "A shared folder needs no repository: leave this empty, or take git."
    return _fault_of_folder(values["folder"])


def _fault_of_joining(values: Mapping[str, str]) -> tuple[str, str] | None:
    if not values["source"].strip():
        return "source", "Ask whoever began the group for its address or folder."
    if not values["name"].strip():
        return "name", "Say who you are."
    return _fault_of_folder(values["folder"])


def _fault_of_round(values: Mapping[str, str]) -> tuple[str, str] | None:
    if not values["product"].strip():
        return "product", "Name one product."
    try:
        if values["until"].strip():
            date.fromisoformat(values["until"].strip())
    except ValueError:
        return "until", "Write the day as 2026-03-09, or leave it empty."
    return None


def _fault_of_folder(text: str) -> tuple[str, str] | None:
    if not text.strip() or "\0" in text:
        return "folder", "Name a folder."
    try:
        path_of(text)
    except RuntimeError:
        return "folder", "This computer does not know that home folder."
    return None
