"""``teardown where``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE
from cli.streams import out, out_bytes, out_json
from lab.schemas import FOLDER, kinds, schema_file

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["where_command"]


@command("where")
@json_option
@click.option(
    "--schema",
    type=click.Choice(kinds()),
    metavar="KIND",
    help="Print the JSON Schema of what --json prints; a teardown's is “show”.",
)
@pass_session
def where_command(session: Session, *, as_json: bool, schema: str | None) -> int:
    """Print where everything lies; nothing is made by asking."""
    places = session.places
    paths = {
        "library": places.library,
        "settings": places.settings_file,
        "templates": places.own_templates,
        "data": places.data,
        "config": places.config,
        "state": places.state,
        "cache": places.cache,
        "schemas": FOLDER,
    }
    if schema:
        out_bytes(schema_file(schema).read_bytes())
        return DONE
    if as_json:
        out_json("where", {name: str(path) for name, path in paths.items()})
        return DONE
    for name, path in paths.items():
        out(f"{name:<10} {path}")
    return DONE
