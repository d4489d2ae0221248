"""Every command of the app, declared once.

Bindings, footer, palette, F1, ``teardown keys``, the ``[keys]`` of the settings file and the
README's table all come from here. Nothing here imports textual, so the command line can
print the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["COMMANDS", "SCOPES", "Command", "Scope", "commands_in"]

Scope = Literal[
    "app", "list", "home", "new", "walk", "outline", "claims", "conflict", "help", "messages",
    "reading", "items", "finish", "form", "counter", "palette",
]  # fmt: skip

SCOPES: dict[Scope, str] = {
    "app": "Everywhere",
    "list": "In every list",
    "home": "Home",
    "new": "New teardown",
    "walk": "Walk",
    "outline": "Walk, in the outline",
    "claims": "Claims",
    "conflict": "Two versions",
    "help": "Help",
    "messages": "Messages",
    "reading": "Reading",
    "items": "Predictions, claims, metrics, lessons",
    "finish": "Finish",
    "form": "In a form",
    "counter": "Counter-questions",
    "palette": "In the list of commands",
}


@dataclass(frozen=True, slots=True)
class Command:
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


def commands_in(*scopes: Scope) -> tuple[Command, ...]:
    """Return the commands of these scopes, in the order of their declaration."""
    return tuple(command for command in COMMANDS if command.scope in scopes)


COMMANDS: tuple[Command, ...] = (
    Command("app.palette", "Commands", ("ctrl+p",), "app", "command_palette",
            "Search every command and every teardown by name.", footer=True),
    Command("app.help", "Help", ("f1",), "app", "help",
            "The keys and purpose of where you are.", footer=True),
    Command("app.question_mark", "Help", ("question_mark",), "app", "help",
            "The same as F1, wherever a question mark cannot be typed.", yields=True),
    Command("app.quit", "Quit", ("ctrl+q",), "app", "quit",
            "Leave. Everything typed is on disk.", footer=True),
    Command("app.interrupt", "How to quit", ("ctrl+c",), "app", "help_quit",
            "Copies what is selected; with nothing selected it says how to quit.", yields=True),
    Command("app.suspend", "Suspend", ("ctrl+z",), "app", "suspend_process",
            "Back to the shell; “fg” returns here. In a text field it is undo.", yields=True),
    Command("app.home", "Home", (), "app", "go_home",
            "Go back to the library."),
    Command("app.messages", "Messages", ("f2",), "app", "messages",
            "Read again, and copy, what the app said."),
    Command("app.theme", "Theme", (), "app", "change_theme",
            "Choose other colours; they are kept."),
    Command("list.down", "Down", ("down",), "list", "down", "Go to the next row."),
    Command("list.up", "Up", ("up",), "list", "up", "Go to the row before."),
    Command("list.page_down", "Page down", ("pagedown",), "list", "page(1)",
            "Go a screenful down."),
    Command("list.page_up", "Page up", ("pageup",), "list", "page(-1)", "Go a screenful up."),
    Command("list.first", "First", ("home",), "list", "first", "Go to the first row."),
    Command("list.last", "Last", ("end",), "list", "last", "Go to the last row."),
    Command("help.back", "Back", ("escape", "q"), "help", "back", "Go back.", footer=True),
    Command("messages.copy", "Copy", ("c",), "messages", "copy",
            "Copy the message under the cursor.", footer=True),
    Command("messages.copy_all", "Copy all", ("C",), "messages", "copy_all",
            "Copy every message.", footer=True),
    Command("messages.back", "Back", ("escape", "q"), "messages", "back", "Go back.", footer=True),
    Command("reading.copy", "Copy", ("c",), "reading", "copy",
            "Copy the whole page as text.", footer=True),
    Command("reading.back", "Back", ("escape", "q"), "reading", "back", "Go back.", footer=True),
    Command("new.create", "Begin", ("enter", "ctrl+s"), "new", "create",
            "Begin the teardown with what is here; Enter does it in every field.", footer=True),
    Command("new.down", "Next", ("down",), "new", "down",
            "Go to the known products, or to the next field."),
    Command("new.up", "Previous", ("up",), "new", "up",
            "Go to the product, or the field, before."),
    Command("new.open_earlier", "Open the earlier one", ("ctrl+o",), "new", "open_earlier",
            "Open the teardown of this product that there is already."),
    Command("new.back", "Back", ("escape",), "new", "back",
            "Go back; what is typed is here again next time.", footer=True),
    Command("palette.close", "Close", ("escape",), "palette", "close", "Do nothing and go back."),
    Command("home.new", "New", ("n",), "home", "new_teardown",
            "Begin a teardown.", footer=True, first=True),
    Command("home.open", "Open", ("enter",), "home", "open_teardown",
            "Open the teardown under the cursor.", footer=True),
    Command("home.read", "Read", ("r",), "home", "read",
            "Read the teardown under the cursor as one page."),
    Command("home.filter", "Filter", ("slash",), "home", "filter",
            "Narrow the library as you type.", footer=True, first=True),
    Command("home.clear", "Clear", ("escape",), "home", "clear",
            "Clear the filter or the marks; leave the archive or the trash.", footer=True),
    Command("home.mark", "Mark", ("space",), "home", "mark",
            "Mark the teardown under the cursor, or take its mark away."),
    Command("home.sort", "Sort", ("s",), "home", "sort",
            "Sort by last change, product, minutes or sections done."),
    Command("home.export", "Export", ("e",), "home", "export",
            "Write the marked teardowns, or this one, as Markdown.", footer=True),
    Command("home.archive", "Archive", ("a",), "home", "archive",
            "Put the marked teardowns, or this one, out of sight, or back."),
    Command("home.trash", "Trash", ("d",), "home", "trash",
            "Move the marked teardowns, or this one, to the trash."),
    Command("home.undo", "Undo", ("u",), "home", "undo",
            "Take back the last archiving or trashing."),
    Command("home.archived", "Show the archive", ("A",), "home", "show_archive",
            "Show what is archived; again to go back."),
    Command("home.trashed", "Show the trash", ("T",), "home", "show_trash",
            "Show what is in the trash; Enter restores it."),
    Command("outline.down", "Down", ("j",), "outline", "down", "Go to the next row."),
    Command("outline.up", "Up", ("k",), "outline", "up", "Go to the row before."),
    Command("outline.open", "Write", ("enter",), "outline", "choose",
            "Go to this question and write.", footer=True),
    *(
        Command(f"outline.score_{score}", f"Score {score}", (str(score),), "outline",
                f"give_score({score})", f"Give this section a {score}.")
        for score in range(5)
    ),
    Command("outline.unscore", "No score", ("minus",), "outline", "give_score(-1)",
            "Take this section's score back."),
    Command("outline.rubric", "Score", ("s",), "outline", "ask('rubric')",
            "Score this section with the rubric in view.", footer=True),
    Command("outline.add", "Add", ("a",), "outline", "ask('add')",
            "Add a claim, prediction, metric or lesson to this question."),
    Command("outline.claims", "Claims", ("c",), "outline", "ask('claims')",
            "Show every claim of this teardown.", footer=True),
    Command("outline.counter", "Counter-questions", ("o",), "outline", "ask('counter')",
            "Answer the questions that argue back, once they are open."),
    Command("outline.finish", "Finish", ("f",), "outline", "ask('finish')",
            "See what is thin or missing, then finish.", footer=True),
    Command("outline.export", "Export", ("e",), "outline", "ask('export')",
            "Write this teardown as Markdown."),
    Command("outline.home", "Home", ("escape", "h"), "outline", "ask('home')",
            "Go back to the library; this place is kept.", footer=True),
    Command("claims.back", "Back", ("escape",), "claims", "back",
            "Go back to the walk.", footer=True),
    Command("items.add", "Add", ("a",), "items", "add", "Add one.", footer=True),
    Command("items.edit", "Edit", ("enter", "e"), "items", "choose",
            "Change this one.", footer=True),
    Command("items.delete", "Delete", ("d", "delete"), "items", "delete",
            "Take this one out; undo brings it back.", footer=True),
    Command("items.undo", "Undo", ("u", "ctrl+z"), "items", "undo",
            "Bring back what was deleted last.", footer=True),
    Command("items.down", "Down", ("j",), "items", "down", "Go to the next one."),
    Command("items.up", "Up", ("k",), "items", "up", "Go to the one before."),
    Command("walk.next", "Next", ("ctrl+n",), "walk", "next_question",
            "Go to the next question; after the last one, finish.", footer=True),
    Command("walk.previous", "Previous", ("ctrl+r",), "walk", "previous_question",
            "Go back to the question before.", footer=True),
    Command("walk.outline", "Outline", ("escape",), "walk", "outline",
            "Leave the field for the outline.", footer=True),
    Command("walk.panel", "Hints", ("f3",), "walk", "toggle_panel",
            "Show or hide the hints, the rubric and the counter-questions.", footer=True),
    Command("walk.add", "Add", ("f4",), "walk", "add_item",
            "Add a prediction, claim, metric or lesson to this question.", footer=True),
    Command("walk.score", "Score", ("f5",), "walk", "score",
            "Score this section yourself, with the rubric in view.", footer=True),
    Command("walk.counter", "Counter-questions", ("f8",), "walk", "counter",
            "Answer the questions that argue back, once they are open."),
    Command("walk.claims", "Claims", ("f9",), "walk", "claims",
            "Show every claim of this teardown."),
    Command("walk.editor", "Your editor", ("ctrl+o",), "walk", "edit_outside",
            "Write this field in your own text editor."),
    Command("walk.save", "Save now", ("ctrl+s",), "walk", "save",
            "Everything is saved by itself; this does it at once."),
    Command("walk.finish", "Finish", (), "walk", "finish",
            "See what is thin or missing, then finish."),
    Command("walk.conflict", "Two versions", (), "walk", "resolve",
            "Compare your version with the one that was saved elsewhere."),
    Command("claims.sort", "Sort", ("s",), "claims", "sort",
            "Sort by section, severity or basis.", footer=True),
    Command("claims.section", "Section", ("f",), "claims", "only_section",
            "Show only the claims of one section, or all.", footer=True),
    Command("claims.jump", "To its question", ("w",), "claims", "jump",
            "Go to the question that this claim answers.", footer=True),
    Command("counter.answer", "Answer", ("enter",), "counter", "choose",
            "Say what you make of it.", footer=True),
    Command("counter.down", "Down", ("j",), "counter", "down", "Go to the next one."),
    Command("counter.up", "Up", ("k",), "counter", "up", "Go to the one before."),
    Command("counter.back", "Back", ("escape",), "counter", "back",
            "Go back to the walk.", footer=True),
    Command("finish.jump", "Go there", ("enter",), "finish", "choose",
            "Go to the place that this line is about.", footer=True),
    Command("finish.down", "Down", ("j",), "finish", "down", "Go to the next line."),
    Command("finish.up", "Up", ("k",), "finish", "up", "Go to the line before."),
    Command("finish.finish", "Finish", ("f",), "finish", "finish",
            "Mark this teardown as finished.", footer=True),
    Command("finish.reopen", "Reopen", ("r",), "finish", "reopen",
            "Turn it into a draft again.", footer=True),
    Command("finish.export", "Export", ("e",), "finish", "export",
            "Write it as Markdown.", footer=True),
    Command("finish.home", "Home", ("h",), "finish", "home",
            "Go back to the library.", footer=True),
    Command("finish.back", "Back", ("escape",), "finish", "back",
            "Go back to the walk.", footer=True),
    Command("form.save", "Keep it", ("ctrl+s",), "form", "save",
            "Keep what the form says.", footer=True),
    Command("form.close", "Close", ("escape",), "form", "close",
            "Close the form; what it says is there when you open it again.", footer=True),
    Command("form.editor", "Your editor", ("ctrl+o",), "form", "edit_outside",
            "Write this field in your own text editor."),
    Command("form.discard", "Discard", ("ctrl+g",), "form", "discard",
            "Close the form and forget what it says.", footer=True),
    Command("conflict.mine", "Keep mine", ("m",), "conflict", "decide('ours')",
            "Where both sides changed something, keep yours.", footer=True),
    Command("conflict.theirs", "Take theirs", ("t",), "conflict", "decide('theirs')",
            "Where both sides changed something, take theirs.", footer=True),
    Command("conflict.both", "Keep both", ("b",), "conflict", "decide('both')",
            "Keep yours as a second teardown beside theirs.", footer=True),
    Command("conflict.down", "Down", ("j",), "conflict", "down", "Go to the next difference."),
    Command("conflict.up", "Up", ("k",), "conflict", "up", "Go to the difference before."),
    Command("conflict.later", "Later", ("escape",), "conflict", "later",
            "Go on writing and decide later.", footer=True),
)  # fmt: skip
