"""How much colour somebody asked for, said in the words that Textual understands.

Textual looks at the environment while it is imported, so this comes before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import MutableMapping

__all__ = ["obey_force_color"]

_LEVELS: Final = {"2": "256", "3": "truecolor"}
"""What programs mean by ``FORCE_COLOR=2``; any other text only says that there be colour."""


def obey_force_color(environ: MutableMapping[str, str]) -> None:
    """Let ``FORCE_COLOR`` decide how many colours there are, none included.

    ``NO_COLOR`` comes first, unless it is empty, which means that it is not set.
    """
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]
    wanted = environ.get("FORCE_COLOR", "")
    if "NO_COLOR" in environ or not wanted:
        return
    if wanted == "0":
        environ["NO_COLOR"] = "1"
    elif wanted in _LEVELS:
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", _LEVELS[wanted])
