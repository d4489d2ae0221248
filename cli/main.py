"""The program: what it is asked for decides what is loaded."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # typing takes milliseconds, which a shell's prompt does not have
if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.session import Session

__all__ = ["main"]

_PROMPT = ["habit", "--prompt"]
"""What a shell calls before each of its prompts; no more is loaded for it than it takes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the app where none is given; return the exit code."""
    try:
        if (sys.argv[1:] if arguments is None else arguments) == _PROMPT:
            from cli.prompt import print_remembered_prompt

            if print_remembered_prompt():
                return 0
        from cli.present import presented
        from cli.session import Session
        from cli.streams import prepare

        given = list(sys.argv[1:] if arguments is None else arguments)
        session = Session()
        prepare()
        return presented(lambda: _run(given, session), session)
    except KeyboardInterrupt:  # before there was anything that could be interrupted
        return 130


def _run(given: list[str], session: Session) -> int:
    if given == ["--version"]:
        from cli.version import print_version

        return print_version()
    app_folder = _folder_of_the_app(given)
    if app_folder is not None:
        from cli.start import can_start, start_app

        if can_start():
            from pathlib import Path

            # No part of click is loaded on this way.
            session.data_dir = Path(app_folder) if app_folder else None
            return start_app(session)
    from cli.program import run

    return run(given, session)


def _folder_of_the_app(given: list[str]) -> str | None:
    """Return the ``--data-dir`` of a call without a command, empty if it has none.

    ``None`` means that there is more to read than that.
    """
    if not given:
        return ""
    folder, rest = "", given
    if len(given) > 1 and given[0] == "--data-dir":
        folder, rest = given[1], given[2:]
    elif given[0].startswith("--data-dir="):
        folder, rest = given[0].partition("=")[2], given[1:]
    return folder if folder.strip() and not rest else None
