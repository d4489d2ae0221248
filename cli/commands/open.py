"""``teardown open``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import command, pass_session

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["open_command"]


@command("open")
@click.argument("teardown", metavar="ID")
@pass_session
def open_command(session: Session, *, teardown: str) -> int:
    """Open the app on one teardown."""
    from cli.start import start_app

    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    session.close()
    return start_app(session, teardown_id)
