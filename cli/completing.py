"""What a shell offers when Tab is pressed: ids, sections, questions, templates, settings.

A shell waits for the answer at every Tab, so ids are offered without the record's model.
Texts from the library are made harmless: they go through the shell onto the terminal.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from click.shell_completion import CompletionItem, split_arg_string

from cli.session import Session
from cli.streams import one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import click

    from lab.model import SectionQuestions, Teardown

__all__ = ["COMPLETERS", "complete"]

_WIDEST: Final = 60
"""Characters of a description."""


def complete(kind: str, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
    """Return what may stand here; nothing where the library cannot be read."""
    from lab.errors import TeardownError

    session = ctx.find_object(Session)
    if session is None:
        return []
    found: list[CompletionItem[str]] = []
    with suppress(TeardownError, OSError):
        for value, said in COMPLETERS[kind](session, ctx, incomplete):
            if value.startswith(incomplete):
                found.append(CompletionItem(value, help=_harmless(said) or None))
    return found


def _harmless(text: str) -> str:
    plain = one_line(printable(one_line(text)))
    return plain if len(plain) <= _WIDEST else f"{plain[: _WIDEST - 1]}…"


Offer = tuple[str, str]
"""What may stand here, and what it means."""


def _teardowns(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    if ctx.command_path.endswith("trash restore"):
        rows = session.workspace().past.trashed()
    else:
        rows = session.workspace().summaries()
        if rows:
            yield "last", "the one that was changed last"
    for row in rows:
        yield row.id, " · ".join(filter(None, (row.product, row.author, row.status)))


def _sections(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    for section in _asked(session, ctx):
        yield section.id, section.title


def _questions(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    for section in _asked(session, ctx):
        for question in section.prompts:
            yield f"{section.id}.{question.id}", question.text


def _probes(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    record = _named(session, ctx)
    for probe in record.probes if record is not None else ():
        yield probe.id, probe.name or probe.prompt


def _points(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    record = _named(session, ctx)
    for point in record.counterpoints if record is not None else ():
        if point.response == "open":
            yield point.id, point.counterpoint


def _asked(session: Session, ctx: click.Context) -> Sequence[SectionQuestions]:
    """Return the sections of the teardown that the command line names."""
    record = _named(session, ctx)
    return record.questions if record is not None else ()


def _named(session: Session, ctx: click.Context) -> Teardown | None:
    """Return the teardown that the command line names."""
    from lab.errors import TeardownError

    # Behind an option that still lacks its value, click has not read the arguments.
    words = split_arg_string(os.environ.get("COMP_WORDS", ""))[2:]
    workspace = session.workspace()
    for given in filter(None, (ctx.params.get("teardown"), ctx.params.get("source"), *words)):
        with suppress(TeardownError):
            return workspace.load(workspace.resolve(str(given)))
    return None


def _rounds(session: Session, ctx: click.Context, _: str) -> Iterator[Offer]:
    from pathlib import Path

    folder = ctx.params.get("folder")
    group = session.workspace().groups.open(Path(str(folder)) if folder else None)
    for name, found in sorted(group.contents().rounds.items(), reverse=True):
        yield name, found.opening.product if found.opening is not None else ""


def _templates(session: Session, *_: object) -> Iterator[Offer]:
    for info in session.workspace().templates.names():
        yield info.id, info.title


def _settings(_: Session, ctx: click.Context, incomplete: str) -> Iterator[Offer]:
    del ctx
    if incomplete.startswith("keys."):
        from tui.commands import COMMANDS

        yield from ((f"keys.{command.id}", command.title) for command in COMMANDS)
        return
    from lab.settings import SETTINGS

    yield from ((setting.key, setting.meaning) for setting in SETTINGS.values())
    yield "keys.", "the keys of a command of the app"


def _values(_: Session, ctx: click.Context, __: str) -> Iterator[Offer]:
    from lab.settings import SETTINGS

    setting = SETTINGS.get(str(ctx.params.get("key")))
    if setting is None:
        return
    if isinstance(setting.default, bool):
        yield from (("true", ""), ("false", ""))
    yield from ((choice, "") for choice in setting.choices)


COMPLETERS: Final[dict[str, Callable[[Session, click.Context, str], Iterable[Offer]]]] = {
    "teardown": _teardowns,
    "section": _sections,
    "question": _questions,
    "probe": _probes,
    "point": _points,
    "round": _rounds,
    "template": _templates,
    "setting": _settings,
    "value": _values,
}
