"""``teardown open``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.asking import may_look
from cli.kit import command, pass_session
from cli.present import DONE

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
    if not may_look(workspace, teardown_id):
        return DONE
    session.close()
    return start_app(session, teardown_id)
