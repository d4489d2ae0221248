"""How a study group stands, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.cells import wrap
from cli.streams import bold, dim, one_line, out, say, screen_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.group.contents import Contents
    from lab.group.overview import GroupView
    from lab.group.standing import RoundStanding
    from lab.group.study_group import StudyGroup

__all__ = ["print_next", "print_status", "status_document"]

_GLYPHS = {"missing": "○", "sealed": "◇", "revealed": "✓", "unsealed": "!", "broken": "!"}
_WIDEST = 100
_COMMANDS = {
    "begin": "new {product}{template}", "go on": "open {teardown}", "seal": "group seal {teardown}",
    "reveal": "group reveal", "compare": "group compare", "wait": "group sync",
}  # fmt: skip
"""What does what is next; of each round but the newest with its name."""


def print_status(group: StudyGroup, contents: Contents, standings: Sequence[RoundStanding]) -> None:
    """Print members and rounds, the newest round first; what was left out goes to stderr."""
    from lab.group.saying import member_words, phase_words, role_words, size_words

    out(bold(one_line(group.title)), dim(f"  {group.folder}"))
    names = ", ".join(
        f"{one.name}{' (you)' if one.id == group.me else ''}" for one in contents.members.values()
    )
    _flow(names or "Nobody is in it yet.")
    for one in standings:
        out()
        opening = one.opening
        out(bold(one_line(opening.product if opening else one.id)), dim(f"  {one.id}"))
        if opening is not None and opening.prompt:
            _flow(f"Everybody runs: {opening.prompt}", faint=True)
        for member in one.members:
            _flow(f"{member.name} {member_words(member)}", first=f"  {_GLYPHS[member.state]} ")
        _flow(phase_words(one))
        if one.phase == "revealed":
            _flow(role_words(one, meeting=contents.in_order.index(one.id)), faint=True)
    for line in filter(
        None, [size_words(len(contents.members), by_git=group.has_git), *contents.refused]
    ):
        say(line)


def print_next(view: GroupView, name: str) -> None:
    """Say what one does next in a round, with its command; and what is not sent yet."""
    import shlex

    from lab.figures import counted

    one = view.round(name) if view.me else None
    if one is not None:
        out()
        wanted = one.standing.opening.template if one.standing.opening is not None else ""
        command = _COMMANDS[one.step.do].format(
            product=shlex.quote(one_line(one.product)),
            template=f" --template {shlex.quote(wanted)}" if wanted else "",
            teardown=one.teardown or "ID",
        )
        if command.startswith("group") and one.step.do != "wait" and one != view.rounds[0]:
            command += f" --round {one.id}"
        _flow(f"Next for you: {one.step.words}")
        if one.step.do != "wait" or view.is_synced:
            _flow(f"“teardown {command}”", first="  ")
    if view.unsent:
        verb = "is" if view.unsent == 1 else "are"
        files = counted(view.unsent, "file")
        _flow(f"{files} of yours {verb} not sent yet: “teardown group sync”")


def status_document(
    group: StudyGroup, contents: Contents, standings: Sequence[RoundStanding]
) -> dict[str, Any]:
    """Return the same for programs."""
    return {
        "group": {"id": group.id, "title": group.title, "folder": str(group.folder)},
        "me": group.me or None,
        "members": [{"id": one.id, "name": one.name} for one in contents.members.values()],
        "rounds": [_round(one) for one in standings],
        "refused": list(contents.refused),
    }


def _round(one: RoundStanding) -> dict[str, Any]:
    opening = one.opening
    return {
        "id": one.id,
        "product": opening.product if opening else None,
        "prompt": opening.prompt if opening else None,
        "until": opening.until.isoformat() if opening and opening.until else None,
        "phase": one.phase,
        "members": [
            {
                "id": member.member,
                "name": member.name,
                "state": member.state,
                "late": member.late,
                "note": member.note,
            }
            for member in one.members
        ],
    }


def _flow(text: str, *, first: str = "", faint: bool = False) -> None:
    cells = min(screen_width(), _WIDEST) - len(first)
    for number, line in enumerate(wrap(one_line(text), cells)):
        out(" " * len(first) if number else first, dim(line) if faint else line)
