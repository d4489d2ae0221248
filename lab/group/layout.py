"""Where everything lies in a group's folder: one file per person and thing.

::

    group.toml                              the group: its id and its name
    README.md                               for whoever looks at it on a code host
    members/ana-7k2q.toml                   a member
    rounds/2026-03-02-inlet/
        opened/ana-7k2q.toml                what is taken apart, and until when
        seals/ana-7k2q.toml                 a commitment to a text, and nothing of the text
        reveals/ana-7k2q.toml               the nonce that opens it
        teardowns/ana-7k2q.md               the text
        again/ana-7k2q.toml                 second scores
        matches/ana-7k2q.json               findings that this person joined or split
        compared/ana-7k2q.md                the comparison, for those who only read
        agreed/ana-7k2q.md                  the group's own teardown

Whose a file is follows from its name, so two people never write the same one. A member's id ends
in random letters: people of one name, or of names that differ in capitals, have different files.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Final, Literal, get_args

from lab.authors import plain_name
from store.names import is_reserved, random_suffix, slug

__all__ = [
    "ATTRIBUTES",
    "GROUP_FILE",
    "KINDS",
    "LARGEST_FACTS",
    "LARGEST_TEXT",
    "LONGEST_NAME",
    "LONGEST_PROMPT",
    "MEMBERS",
    "README",
    "ROUNDS",
    "Kind",
    "is_member_id",
    "is_round_id",
    "look_of",
    "member_file",
    "new_group_id",
    "new_member_id",
    "owner_of",
    "round_file",
    "round_id",
]

GROUP_FILE: Final = "group.toml"
README: Final = "README.md"
ATTRIBUTES: Final = ".gitattributes"
MEMBERS: Final = "members"
ROUNDS: Final = "rounds"
LONGEST_NAME: Final = 100
"""Characters of a member's name."""
LONGEST_PROMPT: Final = 10_000
"""Characters of the prompt that everybody runs."""
LARGEST_FACTS: Final = 64 * 1024
"""Bytes of a file of facts."""
LARGEST_TEXT: Final = 8 * 1024 * 1024
"""Bytes of a teardown, or of matches."""

Kind = Literal["opened", "seals", "reveals", "teardowns", "again", "matches", "compared", "agreed"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_ENDINGS: Final[dict[Kind, str]] = {
    "teardowns": ".md", "matches": ".json", "compared": ".md", "agreed": ".md",
}  # fmt: skip
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ROUND: Final = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST: Final = 60


def new_group_id(title: str) -> str:
    """Return an id for a group."""
    return f"{slug(title)[: _LONGEST - 16]}-{random_suffix()}{random_suffix()}"


def new_member_id(name: str) -> str:
    """Return an id for a member: safe as a file name everywhere, and nobody else's."""
    plain = slug(name)
    return f"{plain if plain != 'teardown' else 'member'}-{random_suffix()}"


def round_id(day: str, product: str) -> str:
    """Return the id of a round: the day and the product.

    Products whose names differ in what no file name can hold get different ids.
    """
    plain, name = slug(product), plain_name(product)
    if plain == name.replace(" ", "-"):
        return f"{day}-{plain}"
    plain = "round" if plain == "teardown" else plain
    return f"{day}-{plain}-{sha256(name.encode('utf-8', 'replace')).hexdigest()[:4]}"


def look_of(name: str) -> str:
    """Return what two names have in common that look alike: wide letters, what is not seen."""
    seen = "".join(each for each in name if each.isprintable())
    return plain_name(unicodedata.normalize("NFKC", seen))


def is_member_id(text: str) -> bool:
    """Return whether a text can be a member's or a group's id."""
    return len(text) <= _LONGEST and _ID.fullmatch(text) is not None and not is_reserved(text)


def is_round_id(text: str) -> bool:
    """Return whether a text can be a round's id."""
    return len(text) <= _LONGEST and _ROUND.fullmatch(text) is not None


def member_file(member: str) -> PurePosixPath:
    """Return where a member stands."""
    return PurePosixPath(MEMBERS, f"{member}.toml")


def round_file(round_name: str, kind: Kind, member: str) -> PurePosixPath:
    """Return where a member's part of a round lies."""
    return PurePosixPath(ROUNDS, round_name, kind, f"{member}{_ENDINGS.get(kind, '.toml')}")


def owner_of(path: PurePosixPath) -> str:
    """Return the member whose file that is; empty where it is nobody's."""
    parts = path.parts
    if len(parts) == 2 and parts[0] == MEMBERS:  # noqa: PLR2004  # folder and file
        kind, name = "", parts[1]
    elif len(parts) == 4 and parts[0] == ROUNDS and is_round_id(parts[1]):  # noqa: PLR2004
        kind, name = parts[2], parts[3]
        if kind not in KINDS:
            return ""
    else:
        return ""
    ending = _ENDINGS.get(kind, ".toml")  # type: ignore[call-overload]  # any text may be asked for
    stem = name.removesuffix(ending)
    return stem if name.endswith(ending) and is_member_id(stem) else ""
