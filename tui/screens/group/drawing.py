"""What is said of a group and of one of its rounds, as lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from tui.glyphs import glyphs, plain_punctuation
from tui.group.words import in_the_app, waiting_words
from tui.harmless import fit, one_line, width_of
from tui.screens.group.afterwards import draw_afterwards
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.group.overview import GroupView, RoundView
    from lab.group.standing import MemberStanding
    from tui.widgets.lines import Ink, Piece
    from tui.widgets.prose import Line

__all__ = ["MEASURE", "action_of", "draw_group", "draw_welcome", "head_pieces"]

MEASURE: Final = 92
_FEWEST: Final = 2
_LONGEST_NAME: Final = 24
_ACTIONS: Final = {
    "begin": "group.work", "go on": "group.work", "seal": "group.seal",
    "reveal": "group.reveal", "compare": "group.compare", "wait": "group.sync",
}  # fmt: skip
_WELCOME: Final = (
    (
        "A few colleagues take the same product apart, each alone. Then they show each other what "
        "they wrote, and talk about where they differ. One person sees perhaps a third of what "
        "there is to see, and whoever has read another’s judgement does not judge alone any "
        "more. So everybody seals first."
    ),
    "A group is a folder that you share. Nothing of it runs on a server of ours.",
)
_STEPS: Final = (
    ("One of you begins", ("and shares the folder: by git, with an empty repository on your code "
     "host, or by whatever shares folders.")),
    ("The others join", "with the repository’s address, or the folder’s place."),
    ("Each round is one product", ("Each takes it apart alone, seals, and reveals once all have "
     "sealed. Then you compare, and meet for an hour.")),
)  # fmt: skip


class Ways(NamedTuple):
    """A command and what it does here."""

    command: str
    words: str


_WAYS: Final = (
    Ways("group.begin", "begins a group"),
    Ways("group.join", "joins one, by its address or folder; also on another computer"),
)


def action_of(view: RoundView) -> str:
    """Return the command that does what is next in a round."""
    return "group.new_round" if _is_done(view) else _ACTIONS[view.step.do]


def _is_done(view: RoundView) -> bool:
    """Return whether nothing is left of a round but to read it."""
    return view.step.do == "compare" and bool(view.again) and bool(view.after.shared)


def draw_welcome(width: int, key: Callable[[str], str]) -> list[Line]:
    """Return what a group is and how to begin or join one."""
    width = min(width, MEASURE)
    lines: list[Line] = []
    for way in _WAYS:
        lines += block(way.words, "", width, first=f"{key(way.command)}  ", first_ink="accent bold")
    lines.append([])
    for text in _WELCOME:
        lines += [*block(plain_punctuation(text), "", width), []]
    for number, (title, text) in enumerate(_STEPS, 1):
        lines.append([(f"{number}  ", "accent"), (title, "bold")])
        lines += block(plain_punctuation(text), "muted", width, first="   ")
    return lines


def head_pieces(view: GroupView, *, offline: bool, key: Callable[[str], str]) -> list[Piece]:
    """Return the group's title and members, and what waits for a sync."""
    from lab.compare.saying import named

    names = [f"{one_line(one.name)}{' (you)' if one.id == view.me else ''}" for one in view.members]
    pieces: list[Piece] = [
        (one_line(view.title), "accent bold"),
        (f"  {named(names)}" if names else "  nobody is in it yet", "muted"),
    ]
    waits = waiting_words(view.unsent)
    if waits:
        why = " There was no network." if offline else ""
        pieces.append((f"\n{waits}{why} ", "warning"))
        them = "it" if view.unsent == 1 else "them"
        pieces += [(key("group.sync"), "accent bold"), (f" sends {them}.", "warning")]
    return pieces


def draw_group(
    view: GroupView, one: RoundView | None, width: int, key: Callable[[str], str]
) -> list[Line]:
    """Return a round, what to do next in it, and what is not as it should be."""
    from lab.group.saying import size_words  # loaded by now, where the group was read

    width = min(width, MEASURE)
    lines: list[Line] = []
    if not view.me:
        words = "You are no member of this group on this computer: join it, to take part."
        lines += [*_next(key("group.join"), words, width), []]
    elif one is None:
        words = "Open the first round: say which product all of you take apart."
        lines += [*_next(key("group.new_round"), words, width), []]
    if one is not None:
        if view.me:
            command = action_of(one) if view.is_synced or one.step.do != "wait" else ""
            words = _step_words(one, is_synced=view.is_synced)
            lines += [*_next(key(command) if command else glyphs().dot, words, width), []]
        lines += _round(one, width, key)
    for note in filter(None, [size_words(len(view.members), by_git=view.is_synced), *view.refused]):
        sign = f"{glyphs().warning} "
        lines += [[], *block(note, "muted", width, first=sign, first_ink="warning")]
    if view.me:
        lines += [[], *_invitation(view, width, key)]
    lines += block(f"The group’s folder: {_near_home(view.folder)}", "faint", width)
    return [[(plain_punctuation(text), ink) for text, ink in line] for line in lines]


def _invitation(view: GroupView, width: int, key: Callable[[str], str]) -> list[Line]:
    """Return how others come into the group; said loudly while one is alone in it."""
    ink: Ink = "" if len(view.members) < _FEWEST else "faint"
    if not view.address:
        first = f"{key('group.sync')}  "
        words = "asks for the address of an empty repository, by which the others join."
        return block(words, ink, width, first=first, first_ink="accent bold")
    way = f"“{key('home.group')}” on Home, then “{key('group.join')}”"
    if not view.is_synced:
        return block(f"Others join with {way}, and this folder, once they have it.", ink, width)
    return block(f"Others join with {way}, and: {one_line(view.address)}", ink, width)


def _near_home(folder: Path) -> str:
    """Return a folder as people write it."""
    home = Path.home()
    return f"~/{folder.relative_to(home).as_posix()}" if home in folder.parents else str(folder)


def _step_words(one: RoundView, *, is_synced: bool) -> str:
    if _is_done(one):
        return "This round is done. Open the next one when you like."
    if one.step.do == "wait":
        new = "Sync fetches what is new." if is_synced else "What is new shows here by itself."
        return f"{one.step.words} {new}"
    return one.step.words


def _next(key: str, words: str, width: int) -> list[Line]:
    return block(in_the_app(words), "bold", width, first=f"{key}  ", first_ink="accent bold")


def _round(one: RoundView, width: int, key: Callable[[str], str]) -> list[Line]:
    from lab.group.saying import role_words

    standing = one.standing
    opening = standing.opening
    until = f"until {opening.until.isoformat()}" if opening and opening.until else ""
    lines: list[Line] = [
        two_sided([(one_line(one.product), "accent bold")], [(until, "muted")], width)
    ]
    dot = f" {glyphs().dot} "
    facts = [f"opened by {one.opened_by}" if one.opened_by else "", opening.url if opening else ""]
    said = dot.join(one_line(each) for each in [one.id[:10], *facts] if each)
    lines += block(said, "muted", width)
    if opening is not None and opening.prompt:
        first = "Everybody runs: "
        lines += block(f"“{opening.prompt}”", "", width, first=first, rest="  ")
        if one.my_state != "revealed":
            lines.append([(key("group.copy"), "accent"), (" copies it.", "muted")])
    lines += [[], *_members(one, width)]
    after = draw_afterwards(one, width, key) if one.my_state == "revealed" else []
    lines += [[], *after] if after else []
    if standing.phase == "revealed":
        lines += [[], *block(role_words(standing, meeting=one.meeting), "muted", width)]
    return lines


def _members(one: RoundView, width: int) -> list[Line]:
    """Return how everybody stands; in one line where all is as it should be."""
    members = one.standing.members
    if len(members) > 1 and all(each.counts and not (each.late or each.note) for each in members):
        words = f"All {len(members)} have revealed what they sealed."
        return block(words, "", width, first=f"{glyphs().done} ", first_ink="good")
    longest = max((width_of(one_line(each.name)) for each in members), default=0)
    return [
        line
        for each in members
        for line in _member(each, min(longest, _LONGEST_NAME), width, me=one.me)
    ]


def _member(member: MemberStanding, longest: int, width: int, *, me: str) -> list[Line]:
    from lab.group.saying import member_words

    signs = glyphs()
    look: dict[str, tuple[str, Ink]] = {
        "missing": (signs.empty, "muted"),
        "sealed": (signs.locked, "accent"),
        "revealed": (signs.done, "good"),
        "unsealed": (signs.warning, "warning"),
        "broken": (signs.warning, "bad"),
    }
    sign, ink = look[member.state]
    name = one_line(member.name)
    if member.member == me:
        name = "You"
    words = member_words(member)
    if member.member == me:
        for theirs, mine in (("has ", "have "), ("was ", "were ")):
            if words.startswith(theirs):
                words = mine + words.removeprefix(theirs)
        words = words.replace(", and is not compared", ", and are not compared")
    name = fit(name, longest, more=signs.more)
    first = f"{sign} {name}{' ' * (longest - width_of(name))}  "
    return block(words, "bad" if member.state == "broken" else "", width, first=first,
                 rest=" " * (longest + 4), first_ink=ink)  # fmt: skip
