"""Names on disk: which are ours, which are copies that a syncing tool made, which are left over.

Ids become file names, so an id is only ever one that is safe as a file name everywhere.
"""

from __future__ import annotations

import os
import re
import unicodedata
from itertools import count
from typing import NamedTuple

__all__ = [
    "NOT_DOWNLOADED",
    "SHORTEST_PREFIX",
    "SUFFIX_LETTERS",
    "ConflictCopy",
    "VersionName",
    "conflict_copy",
    "is_furniture",
    "is_reserved",
    "is_temporary",
    "is_valid_id",
    "parse_version",
    "random_suffix",
    "slug",
    "teardown_id",
    "temporary_name",
]

SUFFIX_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another when reading them aloud."""

SHORTEST_PREFIX = 4
"""How many letters of an id one has to type at least."""

NOT_DOWNLOADED = ".icloud"
"""How the name of a file ends that iCloud keeps elsewhere until somebody asks for it."""

_LONGEST_ID = 120
_LONGEST_SLUG = 40
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_TEMPORARY = re.compile(r"\.tmp-\d+-\d+")
_CONFLICT_COPIES = (
    ("Syncthing", re.compile(r"(?P<id>.+)\.sync-conflict-\d{8}-\d{6}(?:-\w+)?\.json")),
    (
        "Nextcloud",
        re.compile(r"(?P<id>.+) \(conflicted copy \d{4}-\d\d-\d\d \d{6}\)\.json", re.IGNORECASE),
    ),
    ("Nextcloud", re.compile(r"(?P<id>.+)_conflict-\d{8}-\d{6}\.json")),
    ("Dropbox", re.compile(r"(?P<id>.+) \([^()]*conflicted copy[^()]*\)\.json", re.IGNORECASE)),
    ("a backup", re.compile(r"(?P<id>.+) \(backup [\d -]+\)\.json")),
    ("Google Drive or Dropbox", re.compile(r"(?P<id>.+?) ?\(\d+\)\.json")),
    ("iCloud", re.compile(r"(?P<id>.+) \d+\.json")),
)
_FURNITURE = re.compile(
    r"\..*|~\$.*|~syncthing~.*|.*\.(?:tmp|part|partial|crdownload|download)|desktop\.ini"
    r"|thumbs\.db|icon\r",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(\d{1,12})(?:-(\d{1,6}))?(?:-(aside|format\d+))?\.json")
_numbers = count(1)


class ConflictCopy(NamedTuple):
    """A second copy of a teardown, made by a tool that syncs folders."""

    teardown_id: str
    tool: str


class VersionName(NamedTuple):
    """What the name of a file in the history says."""

    rev: int
    number: int
    """1, or more where several files carry the same ``rev``."""
    mark: str
    """Empty, ``aside``, or ``formatN`` for the last version in an older format."""

    def __str__(self) -> str:
        """Return the file's name."""
        number = f"-{self.number}" if self.number > 1 else ""
        mark = f"-{self.mark}" if self.mark else ""
        return f"{self.rev}{number}{mark}.json"


def is_valid_id(text: str) -> bool:
    """Return whether *text* can be a teardown's id: safe as a file name on every system."""
    return (
        len(text) <= _LONGEST_ID
        and _ID.fullmatch(text) is not None
        and not text.endswith(".")
        and not is_reserved(text)
    )


def teardown_id(file_name: str) -> str | None:
    """Return the id of the teardown in the file of that name; ``None`` if it is no teardown's."""
    if not file_name.endswith(".json") or conflict_copy(file_name) is not None:
        return None
    stem = file_name[: -len(".json")]
    return stem if is_valid_id(stem) else None


def conflict_copy(file_name: str) -> ConflictCopy | None:
    """Return what a syncing tool's copy is a copy of; ``None`` if the name is not one."""
    if "conflict" not in file_name and " " not in file_name and "(" not in file_name:
        return None
    for tool, pattern in _CONFLICT_COPIES:
        match = pattern.fullmatch(file_name)
        if match and is_valid_id(match["id"]):
            return ConflictCopy(match["id"], tool)
    return None


def temporary_name() -> str:
    """Return a name for a file that is being written, new in this process."""
    return f".tmp-{os.getpid()}-{next(_numbers)}"


def is_temporary(file_name: str) -> bool:
    """Return whether a file is one that was being written, and perhaps left behind."""
    return _TEMPORARY.fullmatch(file_name) is not None


def is_furniture(file_name: str) -> bool:
    """Return whether a file is one that systems and syncing tools leave in folders.

    Half-synced files, placeholders of what is elsewhere, the looks of a folder: nobody's work.
    """
    return _FURNITURE.fullmatch(file_name) is not None


def is_reserved(name: str) -> bool:
    """Return whether Windows keeps that name for itself, whatever its ending."""
    return _RESERVED.fullmatch(name) is not None


def parse_version(file_name: str) -> VersionName | None:
    """Return what the name of a file in the history says; ``None`` if it is no version."""
    match = _VERSION.fullmatch(file_name)
    if match is None:
        return None
    return VersionName(int(match[1]), int(match[2] or 1), match[3] or "")


def slug(product_name: str) -> str:
    """Return a product's name in letters, digits and hyphens; ``teardown`` if none are left."""
    plain = unicodedata.normalize("NFKD", product_name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:_LONGEST_SLUG].rstrip("-") or "teardown"


def random_suffix() -> str:
    """Return four random letters that make an id unique."""
    import secrets

    return "".join(secrets.choice(SUFFIX_LETTERS) for _ in range(4))
