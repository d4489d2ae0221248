"""``teardown group``: the study group."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.kit import WORDS, Whole, group, json_option, pass_session
from cli.present import DONE
from cli.streams import is_terminal, out, out_json, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cli.session import Session
    from lab.group.study_group import StudyGroup

__all__ = ["group_command"]


class Day(click.types.StringParamType):
    """A day of the calendar, refused in words."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # type: ignore[override]  # a day is what the command wants
        """Return the day."""
        from datetime import date, timedelta

        try:
            return date.fromisoformat(str(value))
        except ValueError:
            week = date.today() + timedelta(days=7)  # noqa: DTZ011 - a day as an example
            self.fail(f"“{value}” is no day such as {week}", param, ctx)


def _in_folder(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--folder", metavar="DIR", help="The group’s folder; else the current or last one."
    )(function)


def _of_round(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--round", "round_name", default="", metavar="R", help="Which round; else the newest."
    )(function)


@group("group")
@click.pass_context
def group_command(ctx: click.Context) -> int:
    """Take a product apart alone, seal, reveal together, compare: a study group in a folder.

    The folder is a git repository, or shared in any other way. Nothing is sent but by
    “teardown group sync”, and nothing of a text before you reveal it.
    """
    if ctx.invoked_subcommand is None:
        names = ", ".join(ctx.command.list_commands(ctx))  # type: ignore[attr-defined]  # a group
        raise click.UsageError(f"Say what to do: {names}", ctx)
    return DONE


@group_command.command("init")
@click.argument("folder", metavar="DIR")
@click.option("--title", type=WORDS, default="", metavar="T", help="What the group is called.")
@click.option("--name", type=WORDS, default="", metavar="N", help="Your name in it.")
@click.option("--remote", default="", metavar="URL", help="An empty repository to share it by.")
@click.option("--no-git", is_flag=True, help="A plain folder, shared in some other way.")
@pass_session
def init(session: Session, *, folder: str, title: str, name: str, remote: str, no_git: bool) -> int:
    """Begin a group in a new folder and print the folder."""
    if no_git and remote:
        raise click.UsageError("--no-git and --remote exclude each other: an address wants git")
    found = session.workspace().groups.init(
        _path(folder), title=title, name=name, remote=remote, with_git=not no_git
    )
    out(str(found.folder))
    if no_git:
        how = "Share the folder as you share others"
    elif remote:
        how = "“teardown group sync” shares it"
    else:
        how = "Share the folder, or give it an address (“git remote add origin URL” in it)"
    say(f"You are {found.me} in it. {how}; the others join with “teardown group join”.")
    return DONE


@group_command.command("join", short_help="Join a group, by its address or folder.")
@click.argument("source", metavar="URL|DIR")
@click.argument("folder", metavar="[DIR]", required=False)
@click.option("--name", type=WORDS, default="", metavar="N", help="Your name in it.")
@click.option("--member", default="", metavar="M", help="Who you are in it already.")
@pass_session
def join(session: Session, *, source: str, folder: str | None, name: str, member: str) -> int:
    """Join a group: clone its repository, or join the one in a folder. Print the folder."""
    from lab.authors import plain_name

    where = _path(folder) if folder is not None else None
    found = session.workspace().groups.join(
        source, where, name=name, member=member, may_ask=_may_ask()
    )
    out(str(found.folder))
    say(f"You are {found.me} in “{found.title}”. {_tells(found)}")
    known = found.contents().members[found.me].name
    if name and plain_name(name) != plain_name(known):
        say(f"Your name in it stays {known}.")
    return DONE


@group_command.command("status", short_help="Who has sealed and revealed, and what waits.")
@_of_round
@_in_folder
@json_option
@pass_session
def status(session: Session, *, round_name: str, folder: str | None, as_json: bool) -> int:
    """Say who has sealed and revealed, and what is late, missing or broken."""
    found = _open(session, folder)
    contents = found.contents()
    names = [found.round_id(round_name)] if round_name else contents.in_order[::-1]
    standings = [found.standing(name, contents) for name in names]
    from cli.group_report import print_next, print_status, status_document

    if as_json:
        out_json("group-status", status_document(found, contents, standings))
        return DONE
    from lab.group.overview import overview

    print_status(found, contents, standings)
    print_next(overview(found, session.workspace().summaries()), names[0] if names else "")
    return DONE


@group_command.command("new-round")
@click.argument("product", metavar="PRODUCT", type=WORDS)
@click.option("--url", type=WORDS, default="", metavar="U", help="Its address.")
@click.option(
    "--prompt", type=WORDS, default="", metavar="T", help="The probe that everybody runs."
)
@click.option("--template", default="", metavar="T", help="The template that everybody walks.")
@click.option("--until", type=Day(), metavar="DAY", help="The last day to seal.")
@_in_folder
@pass_session
def new_round(
    session: Session,
    *,
    product: str,
    url: str,
    prompt: str,
    template: str,
    until: date | None,
    folder: str | None,
) -> int:
    """Open a round for a product and print its id."""
    known = session.workspace().templates.get(template).id if template else ""
    found = _open(session, folder)
    again = found.is_open(product)
    out(found.new_round(product, url=url, prompt=prompt, template=known, until=until))
    how = "The round was open already; it is as you said it now" if again else "The round is open"
    say(f"{how}. {_tells(found)}")
    return DONE


@group_command.command("seal")
@click.argument("teardown", metavar="ID")
@_of_round
@_in_folder
@pass_session
def seal(session: Session, *, teardown: str, round_name: str, folder: str | None) -> int:
    """Commit to your teardown without showing anything of it."""
    found = _open(session, folder)
    workspace = session.workspace()
    record = workspace.load(workspace.resolve(teardown))
    name = found.round_id(round_name)
    if not round_name:
        found.round(name).check_same_product(record)
    done = found.round(name).seal(record)
    say(f"{done.teardown} is sealed in {done.round}. {_tells(found)}")
    for note in done.notes:
        say(note)
    return DONE


@group_command.command("reveal", short_help="Show your text, and that it is the sealed one.")
@_of_round
@click.option("--anyway", is_flag=True, help="Though others have not sealed yet.")
@_in_folder
@pass_session
def reveal(session: Session, *, round_name: str, anyway: bool, folder: str | None) -> int:
    """Show your text, with the proof that it is the one that you sealed."""
    found = _open(session, folder)
    name = found.round_id(round_name)
    found.round(name).reveal(anyway=anyway)
    say(f"Your teardown of {name} is revealed. {_tells(found, 'shows it to the others')}")
    return DONE


@group_command.command("compare", short_help="Lay a round side by side.")
@_of_round
@click.option(
    "--format", "form", type=click.Choice(["table", "md", "html", "json"]), default="table",
    show_default=True, help="For the terminal, to share, to show, or for programs.",
)  # fmt: skip
@json_option
@click.option("-o", "--output", metavar="FILE|-", help="Where to; without it, stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@_in_folder
@pass_session
def compare(
    session: Session,
    *,
    round_name: str,
    form: str,
    as_json: bool,
    output: str | None,
    force: bool,
    folder: str | None,
) -> int:
    """Lay the revealed teardowns of a round side by side, and say what to talk about."""
    from cli.commands.compare import check_output, put_out

    form = "json" if as_json else form
    check_output(form, output)
    found = _open(session, folder)
    name = found.round_id(round_name)
    comparison = found.round(name).compare()
    for line in (*found.round(name).left_out(), *found.round(name).not_in_yet()):
        say(line)
    return put_out(session.workspace(), comparison, form=form, output=output, force=force)


@group_command.command("score", short_help="Score a section again, in silence.")
@click.argument("section", metavar="S")
@click.argument("score", type=Whole(0, 4), metavar="0-4")
@_of_round
@_in_folder
@pass_session
def score(
    session: Session, *, section: str, score: int, round_name: str, folder: str | None
) -> int:
    """Score a section again, in silence: the others’ second scores show once you gave yours."""
    found = _open(session, folder)
    name = found.round_id(round_name)
    found.round(name).score_again({section: score})
    say(f"{section} of {name} has {score} the second time. {_tells(found, 'sends it')}")
    return DONE


@group_command.command("match", short_help="Join findings that are one, or split them.")
@click.argument("do", type=click.Choice(["join", "split"]), metavar="join|split")
@click.argument("claims", metavar="CLAIM...", nargs=-1, required=True)
@_of_round
@_in_folder
@pass_session
def match(
    session: Session, *, do: str, claims: tuple[str, ...], round_name: str, folder: str | None
) -> int:
    """Join findings that are one, or split the first from the others.

    A CLAIM is TEARDOWN/CLAIM, as “teardown group compare --json” names it.
    """
    found = _open(session, folder)
    found.round(found.round_id(round_name)).decide(do, claims)  # type: ignore[arg-type]  # one of the choices
    what = "They are one finding now" if do == "join" else "The first is a finding of its own now"
    say(f"{what}. {_tells(found)}")
    return DONE


@group_command.command("adjudicate", short_help="Begin the group’s own teardown.")
@_of_round
@_in_folder
@pass_session
def adjudicate(session: Session, *, round_name: str, folder: str | None) -> int:
    """Begin the group's own teardown, with all that each of you said, and print its id."""
    found = _open(session, folder, create=True)
    record = found.round(found.round_id(round_name)).adjudicate()
    out(record.id)
    say("Everybody’s words stand in it. What you agree on is up to you; scores are open.")
    return DONE


@group_command.command("publish", short_help="Put the comparison into the folder.")
@click.argument("teardown", metavar="[ID]", required=False)
@_of_round
@_in_folder
@pass_session
def publish(session: Session, *, teardown: str | None, round_name: str, folder: str | None) -> int:
    """Put the comparison into the folder, or the group's own teardown, and print where.

    It is for those who read on the code host. ID is what “teardown group adjudicate” began.
    """
    found = _open(session, folder)
    workspace = session.workspace()
    agreed = workspace.load(workspace.resolve(teardown)) if teardown is not None else None
    path = found.round(found.round_id(round_name)).publish(agreed)
    out(str(found.folder / path))
    say(_tells(found, "sends it"))
    return DONE


@group_command.command("sync")
@_in_folder
@json_option
@pass_session
def sync(session: Session, *, folder: str | None, as_json: bool) -> int:
    """Send your files to the others and fetch theirs, by git. It may be broken off anywhere."""
    from lab.group.saying import sync_words

    found = _open(session, folder)
    done = found.sync()
    if as_json:
        out_json(
            "group-sync",
            {
                "outcome": done.outcome, "sent": done.sent, "waiting": done.waiting,
                "received": done.received, "notes": done.notes,
            },
        )  # fmt: skip
        return DONE
    for line in sync_words(done):
        say(line)
    return DONE


@group_command.command("site", short_help="Write pages for a browser.")
@click.argument("target", metavar="DIR")
@_in_folder
@pass_session
def site(session: Session, *, target: str, folder: str | None) -> int:
    """Write pages for whoever reads in a browser, and print the first one's path."""
    found = _open(session, folder)
    written = found.write_site(_path(target))
    out(str(written.index))
    for line in written.notes:
        say(line)
    return DONE


def _tells(group: StudyGroup, does: str = "tells the others") -> str:
    """Say how the others hear of it."""
    if group.has_git:
        return f"“teardown group sync” {does}."
    return "Whoever shares the folder has it as soon as the folder is shared."


def _open(session: Session, folder: str | None, *, create: bool = False) -> StudyGroup:
    where = _path(folder) if folder is not None else None
    return session.workspace(create=create).groups.open(where, may_ask=_may_ask())


def _path(folder: str) -> Path:
    if not folder.strip() or "\0" in folder:
        raise click.UsageError("That names no folder")
    return Path(folder)


def _may_ask() -> bool:
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)
