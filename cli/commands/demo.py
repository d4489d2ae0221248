"""``teardown demo``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import WORDS, command, pass_session
from cli.streams import out, say
from lab.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from cli.session import Session
    from lab.demo.folder import Demo

__all__ = ["demo_command"]

MOST_NAMED = 3


@command("demo")
@click.option("--keep", type=WORDS, metavar="DIR", help="Write it into this folder and keep it.")
@pass_session
def demo_command(session: Session, *, keep: str | None) -> int:
    """Look around in a sample library: a copy that is thrown away at the end."""
    if session.data_dir is not None:
        raise UsageError(
            "The demo brings a folder of its own",
            "--data-dir names another",
            todo="Leave it out, or name the demo's folder with --keep.",
        )
    return _thrown_away(session) if keep is None else _kept(session, keep)


def _thrown_away(session: Session) -> int:
    from cli.start import can_start, refuse_dumb_terminal, start_app
    from lab.demo.folder import sweep, throw_away_demo

    if not can_start():
        raise UsageError(
            "The demo opens the app, which needs a terminal",
            "input or output goes somewhere else",
            todo="“teardown demo --keep DIR” writes the sample library into a folder.",
        )
    refuse_dumb_terminal()
    for place in sweep(session.places):
        say(f"An earlier demo was interrupted. What you wrote in it is kept: {_reopen(place)}")
    say("This is a throw-away copy of a sample library; “teardown demo --keep DIR” keeps it.")
    demo: Demo | None = None
    try:
        with throw_away_demo(session.places) as demo:
            return start_app(session, places=demo.places)
    finally:
        if demo is not None and demo.kept is not None:
            say(f"You wrote in {_named(demo.written)}; it is kept: {_reopen(demo.kept)}")


def _named(written: list[str]) -> str:
    more = len(written) - MOST_NAMED
    return ", ".join(written[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _kept(session: Session, folder: str) -> int:
    from cli.start import can_start, start_app
    from lab.demo.folder import keep_demo

    places, fresh = keep_demo(folder)
    if can_start():
        status = start_app(session, places=places)
        say(f"The demo is kept: {_reopen(places.data)}")
        return status
    out(str(places.data))
    what = "The sample library is written" if fresh else "The sample library was there already"
    say(f"{what}: {_reopen(places.data)}")
    return 0


def _reopen(folder: Path) -> str:
    import shlex

    return f"“teardown --data-dir {shlex.quote(str(folder))}” opens it."
