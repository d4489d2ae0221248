"""``teardown edit``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from cli.asking import confirm, may_look
from cli.kit import command, pass_session
from cli.present import DONE, FAILED
from cli.streams import is_terminal, say
from lab.figures import counted

if TYPE_CHECKING:
    from cli.session import Session
    from lab.manuscripts import Manuscript, Manuscripts, NotTaken, Outcome
    from lab.workspace import Workspace

__all__ = ["edit_command"]

_MOST_PLACES: Final = 3


@command("edit")
@click.argument("teardown", metavar="ID")
@click.option("--kept", "choice", flag_value="kept", help="Go on with the text that was kept.")
@click.option("--fresh", "choice", flag_value="fresh", help="Begin from the library all the same.")
@pass_session
def edit_command(session: Session, *, teardown: str, choice: str | None) -> int:
    """Write a whole teardown as Markdown in your own text editor.

    The text is read back when the editor ends. Where it is no teardown any more, nothing is
    changed and the text is kept: the next “teardown edit” of that teardown offers it. To
    change nothing, empty the file or leave it as it is.
    """
    from lab.editor import editor_command

    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    if not may_look(workspace, teardown_id):
        return DONE
    editor = editor_command(str(workspace.settings["editor"]), workspace.environ)
    manuscript = _manuscript(workspace.manuscripts, teardown_id, choice)
    return _edit(workspace, manuscript, editor)


def _manuscript(manuscripts: Manuscripts, teardown_id: str, choice: str | None) -> Manuscript:
    """Return the text to edit: a new one, or the one that was kept, as somebody chooses."""
    kept = manuscripts.kept(teardown_id)
    if kept is None:
        if choice == "kept":
            say(f"No text of {teardown_id} is waiting; this one is from the library.")
        return manuscripts.begin(teardown_id)
    if choice is None:
        if not is_terminal(sys.stdin):
            raise click.UsageError(
                f"A text of {teardown_id} is kept from an earlier edit; add --kept or --fresh"
            )
        say("A text is kept from an earlier edit that did not reach the library.")
        choice = "kept" if confirm("Go on with it?") else "fresh"
    if choice == "kept":
        return manuscripts.go_on(kept)
    say(f"The kept text is now {manuscripts.set_aside(kept)}.")
    return manuscripts.begin(teardown_id)


def _edit(workspace: Workspace, manuscript: Manuscript, editor: list[str]) -> int:
    """Run the editor until its text is taken, or nobody wants to try again."""
    from lab.editor import how_it_ended, run_editor
    from lab.errors import EditorError
    from lab.manuscripts import NotTaken

    manuscripts = workspace.manuscripts
    line = 0
    while True:
        try:
            status = run_editor(editor, manuscript.path, environ=workspace.environ, line=line)
        except EditorError:
            manuscripts.drop(manuscript)
            raise
        if status:
            kept = manuscripts.drop(manuscript)
            where = f" What it saved is kept in {manuscript.path}." if kept else ""
            say(f"{how_it_ended(editor[0], status)}. Nothing was changed.{where}")
            return FAILED
        try:
            outcome = manuscripts.take_back(manuscript)
        except NotTaken as error:
            line = error.line
            _complain(error)
            again = manuscripts.kept(manuscript.teardown_id)
            if again is None or not is_terminal(sys.stdin) or not confirm(_question(line)):
                return FAILED
            manuscript = again
        else:
            _tell(manuscript.teardown_id, outcome)
            return DONE


def _complain(error: NotTaken) -> None:
    if not error.lines:
        say(str(error))
        return
    say(f"{error.what}:")
    for line in error.lines:
        say(f"  {line}")
    say(error.todo)


def _question(line: int) -> str:
    return f"Open it again at line {line}?" if line else "Open it again?"


def _tell(teardown_id: str, outcome: Outcome) -> None:
    match outcome.did:
        case "cancelled":
            say(f"The file was empty, so {teardown_id} stays as it was.")
        case "unchanged":
            say(f"{teardown_id} is unchanged.")
        case "merged":
            say(f"Saved {teardown_id}, with what was changed elsewhere meanwhile.{_where(outcome)}")
        case _:
            say(f"Saved {teardown_id}.{_where(outcome)}")
    if outcome.notes:
        passages = counted(outcome.notes, "passage")
        say(f"{passages} outside of every answer was kept with the answer above it, or as notes.")


def _where(outcome: Outcome) -> str:
    if not outcome.places:
        return ""
    named = "; ".join(outcome.places[:_MOST_PLACES])
    more = len(outcome.places) - _MOST_PLACES
    return f" Changed: {named.rstrip('.')}{f'; and {more} more' if more > 0 else ''}."
