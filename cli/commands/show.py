"""``teardown show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cli.asking import may_look
from cli.kit import command, json_option, pass_session
from cli.present import DONE
from cli.streams import out_json

if TYPE_CHECKING:
    from cli.session import Session
    from lab.model import Teardown

__all__ = ["show_command"]


@command("show")
@click.argument("teardown", metavar="ID")
@click.option("--section", metavar="S", help="Only this section.")
@json_option
@pass_session
def show_command(session: Session, *, teardown: str, section: str | None, as_json: bool) -> int:
    """Read one teardown, as text or as the whole record."""
    workspace = session.workspace()
    teardown_id = workspace.resolve(teardown)
    if not as_json and not may_look(workspace, teardown_id):
        return DONE
    record = workspace.load(teardown_id)
    if section is not None:
        from lab.writing import find_section

        find_section(record, section)
    if as_json:
        out_json("show", {"teardown": _part_of(record, section)})
        return DONE
    from cli.reading import print_teardown

    print_teardown(record, workspace, section=section)
    return DONE


def _part_of(record: Teardown, section: str | None) -> dict[str, Any]:
    """Return the record; with a section, without what belongs to others."""
    whole = record.to_dict()
    if section is None:
        return whole
    return whole | {
        "questions": [each for each in whole["questions"] if each["id"] == section],
        "sections": {name: work for name, work in whole["sections"].items() if name == section},
        "claims": [claim for claim in whole["claims"] if claim["section"] == section],
        "counterpoints": [c for c in whole["counterpoints"] if c["section"] == section],
    }
