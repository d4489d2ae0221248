"""``teardown where``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.kit import command, json_option, pass_session
from cli.streams import out, out_json

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["where_command"]


@command("where")
@json_option
@pass_session
def where_command(session: Session, *, as_json: bool) -> int:
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
    }
    if as_json:
        out_json("where", {name: str(path) for name, path in paths.items()})
        return 0
    for name, path in paths.items():
        out(f"{name:<10} {path}")
    return 0
