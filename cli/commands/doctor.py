"""``teardown doctor``."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FOUND
from cli.streams import out, out_json, say
from lab.figures import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.session import Session
    from lab.model import Ailment
    from lab.workspace import Workspace

__all__ = ["doctor_command"]


@command("doctor")
@click.option("--fix", is_flag=True, help="Mend what can be mended; nothing is thrown away.")
@click.option(
    "--model", "about_model", is_flag=True,
    help="Say instead whether a model could be asked, and what is missing.",
)  # fmt: skip
@json_option
@pass_session
def doctor_command(session: Session, *, fix: bool, about_model: bool, as_json: bool) -> int:
    """Examine the library; exit code 3 if something is wrong with it."""
    workspace = session.workspace()
    if about_model:
        if fix:
            raise click.UsageError("--model mends nothing; leave --fix out")
        return _about_model(workspace, as_json=as_json)
    tried = workspace.care.fix() if fix and workspace.places.library.is_dir() else []
    mended = [each for each in tried if not each.refused]
    refused = [each for each in tried if each.refused]
    ailments = _what_is_left(workspace.care.doctor(), refused)
    if as_json:
        out_json(
            "doctor",
            {
                "library": str(workspace.places.library),
                "mended": [_as_json(each) for each in mended],
                "ailments": [_as_json(each) for each in ailments],
            },
        )
    else:
        _print("mended", mended)
        _print("", ailments)
    problems = [each for each in ailments if each.severity != "note"]
    if problems:
        can_mend = any(each.fixable for each in problems) and not fix
        hint = " “teardown doctor --fix” mends what can be mended." if can_mend else ""
        say(f"{len(problems)} to look at.{hint}")
        return FOUND
    say("The library is well.")
    return DONE


def _about_model(workspace: Workspace, *, as_json: bool) -> int:
    """Say what asking a model needs; nobody is asked."""
    from lab.models.preflight import preflight

    today = workspace.reviews.today()
    facts = preflight(workspace.settings, workspace.environ, today=today)
    if as_json:
        out_json(
            "doctor",
            {
                "library": str(workspace.places.library),
                "mended": [],
                "ailments": [],
                "model": [asdict(fact) for fact in facts],
            },
        )
    else:
        for fact in facts:
            out(f"{'ok' if fact.ok else 'missing':<8} {fact.words}")
            if fact.todo:
                out(f"         {fact.todo}")
    missing = sum(not fact.ok for fact in facts)
    say(f"{counted(missing, 'thing')} missing." if missing else "A model can be asked.")
    return FOUND if missing else DONE


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


def _print(called: str, ailments: Sequence[Ailment]) -> None:
    from cli.cells import wrap
    from cli.streams import screen_width

    for each in ailments:
        out(f"{called or each.severity:<8} {each.what}")
        refused = f"It could not be mended: {each.refused}." if each.refused else ""
        for text in (each.why, refused, each.todo, str(each.path)):
            for line in wrap(text, screen_width() - 9) if text else ():
                out(" " * 9 + line)
