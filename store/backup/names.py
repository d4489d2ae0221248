"""The names in a backup: which there can be, and to which place of a library each belongs.

``library/`` is the library as it lies on the disk, ``settings/`` the settings and the user's
own templates, ``beside/`` small files that are kept beside the library. A name that is not of one
of these shapes is never written anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from store.names import is_reserved, is_valid_id, parse_version

__all__ = [
    "BESIDE",
    "LIBRARY",
    "MANIFEST",
    "OWN_TEMPLATES",
    "READ_ME",
    "SETTINGS",
    "SETTINGS_FILE",
    "Slot",
    "clash_key",
    "is_portable",
    "slot_of",
]

MANIFEST: Final = "manifest.json"
READ_ME: Final = "READ ME.txt"
LIBRARY: Final = "library"
SETTINGS: Final = "settings"
SETTINGS_FILE: Final = f"{SETTINGS}/config.toml"
OWN_TEMPLATES: Final = f"{SETTINGS}/templates/"
BESIDE: Final = "beside"

_LONGEST: Final = 240
_NEVER: Final = frozenset('<>:"/\\|?*')
_FLAT: Final = frozenset({"teardowns", "trash", "damaged"})
_PAGE: Final = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}\.(?:md|bytes)")
_SMALL: Final = re.compile(r"(?:[a-z0-9-]+/){0,3}[a-z0-9][a-z0-9.-]*\.(?:json|txt)")
_TEMPLATE: Final = re.compile(r"[0-9a-f]{64}\.json")


class Slot(NamedTuple):
    """Where an entry of a backup belongs."""

    kind: str
    """``teardowns``, ``history``, ``trash``, ``damaged``, ``pages``, ``templates``, ``library``,
    ``settings``, ``beside``, or empty for what is only there to be read."""
    place: str
    """Its path below the folder of that kind, with ``/`` between the parts."""


def is_portable(name: str) -> bool:
    """Return whether every system can hold a file of that name: one part of a path."""
    return (
        0 < len(name.encode("utf-8", "replace")) <= _LONGEST
        and name.isprintable()
        and not _NEVER & set(name)
        and name[0] not in " ."
        and name[-1] not in " ."
        and not is_reserved(name)
        and unicodedata.normalize("NFC", name) == name
    )


def slot_of(name: str) -> Slot | None:
    """Return where the entry of that name belongs; ``None`` for a name that no backup has."""
    if name == READ_ME:
        return Slot("", name)
    if not all(is_portable(part) for part in name.split("/")):
        return None
    top, _, rest = name.partition("/")
    if top == SETTINGS:
        own = rest.removeprefix("templates/")
        known = rest == "config.toml" or (own != rest and "/" not in own)
        return Slot("settings", rest) if known else None
    if top == BESIDE:
        return Slot("beside", rest) if _SMALL.fullmatch(rest) else None
    kind, _, place = rest.partition("/")
    if top != LIBRARY or not _belongs(kind, place):
        return None
    return Slot("library" if kind == "library.json" else kind, place)


def clash_key(name: str) -> str:
    """Return what is the same for two names that some system takes for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _belongs(kind: str, place: str) -> bool:
    if kind == "library.json":
        return not place
    if kind in _FLAT:
        return bool(place) and "/" not in place
    if kind == "pages":
        return _PAGE.fullmatch(place) is not None
    if kind == "templates":
        return _TEMPLATE.fullmatch(place) is not None
    teardown, _, version = place.partition("/")
    return kind == "history" and is_valid_id(teardown) and parse_version(version) is not None
