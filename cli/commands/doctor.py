"""``teardown doctor``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FOUND, with_names_of_settings
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.session import Session
    from lab.model import Ailment

__all__ = ["doctor_command"]


@command("doctor")
@click.option("--fix", is_flag=True, help="Mend what can be mended; nothing is thrown away.")
@json_option
@pass_session
def doctor_command(session: Session, *, fix: bool, as_json: bool) -> int:
    """Examine the library, and say whether a model could be asked.

    Exit code 3 if something is wrong with the library.
    """
    from lab.models.preflight import preflight_words

    session.tells_of_settings = False  # the doctor says all of it
    workspace = session.workspace()
    tried = workspace.care.fix() if fix and workspace.places.library.is_dir() else []
    mended = [each for each in tried if not each.refused]
    refused = [each for each in tried if each.refused]
    ailments = _what_is_left(workspace.care.doctor(), refused)
    is_ready, words = preflight_words(workspace.settings, workspace.environ)
    model = with_names_of_settings(words)
    if as_json:
        out_json(
            "doctor",
            {
                "library": str(workspace.places.library),
                "mended": [_as_json(each) for each in mended],
                "ailments": [_as_json(each) for each in ailments],
                "model": {"ready": is_ready, "what": model},
            },
        )
    else:
        _print("mended", mended)
        _print("", ailments)
        _print_model(model)
    problems = [each for each in ailments if each.severity != "note"]
    if problems:
        can_mend = any(each.fixable for each in problems) and not fix
        hint = " “teardown doctor --fix” mends what can be mended." if can_mend else ""
        say(f"{len(problems)} to look at.{hint}")
        return FOUND
    say("The library is well.")
    return DONE


def _what_is_left(ailments: Sequence[Ailment], refused: Sequence[Ailment]) -> list[Ailment]:
    """Return what is wrong, with why it could not be mended where that was tried."""
    why = {(each.path, each.what): each for each in refused}
    return [
        replace(each, refused=tried.refused, todo=tried.todo)
        if (tried := why.get((each.path, each.what))) is not None
        else each
        for each in ailments
    ]


def _as_json(ailment: Ailment) -> dict[str, Any]:
    return {
        "severity": ailment.severity,
        "path": str(ailment.path),
        "what": ailment.what,
        "why": ailment.why,
        "todo": ailment.todo,
        "fixable": ailment.fixable,
        "refused": ailment.refused,
    }


def _print_model(said: str) -> None:
    from cli.cells import wrap
    from cli.streams import screen_width

    for number, line in enumerate(wrap(said, screen_width() - 9)):
        out(f"{'' if number else 'model':<8} {line}")


def _print(called: str, ailments: Sequence[Ailment]) -> None:
    from cli.cells import wrap
    from cli.streams import screen_width

    for each in ailments:
        out(f"{called or each.severity:<8} {each.what}")
        refused = f"It could not be mended: {each.refused}." if each.refused else ""
        for text in (each.why, refused, each.todo, str(each.path)):
            for line in wrap(text, screen_width() - 9) if text else ():
                out(" " * 9 + line)
