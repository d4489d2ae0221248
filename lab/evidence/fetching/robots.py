"""What a site's robots.txt lets a program see, as RFC 9309 reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote_to_bytes

__all__ = ["LARGEST", "Robots", "read_robots"]

LARGEST: Final = 500 * 1024
"""Bytes that are read; the RFC asks for no more."""

_MOST_RULES: Final = 5_000
_MOST_SITEMAPS: Final = 20
_LONGEST_RULE: Final = 2_000
_LINE: Final = re.compile(r"[ \t]*([A-Za-z-]+)[ \t]*:[ \t]*([^#]*)")
_SAFE: Final = "/?&=:;,@!$'()*+~-._[]"


@dataclass(slots=True)
class Robots:
    """The rules that hold for one program, and where the site lists its pages."""

    rules: list[tuple[str, bool]] = field(default_factory=list)
    """Patterns, and whether they allow what they fit."""
    sitemaps: list[str] = field(default_factory=list)

    def allows(self, path: str) -> bool:
        """Return whether a path with its query may be fetched; the longest rule decides."""
        wanted = _normal(path or "/")
        best, verdict = -1, True
        for pattern, allow in self.rules:
            if len(pattern) < best or (len(pattern) == best and not allow):
                continue
            if _fits(pattern, wanted):
                best, verdict = len(pattern), allow
        return verdict


def read_robots(data: bytes, agent: str) -> Robots:
    """Read a robots.txt for a program of that name; what it does not understand it skips."""
    own: list[tuple[str, bool]] = []
    everyone: list[tuple[str, bool]] = []
    found_own = False
    sitemaps: list[str] = []
    groups: set[str] = set()
    in_names = False
    for line in data[:LARGEST].decode("utf-8-sig", "replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].lower(), match[2].strip()
        if name == "user-agent":
            groups = {*(groups if in_names else ()), _agent_name(value)}
            in_names = True
            found_own = found_own or agent.lower() in groups
        elif name in {"allow", "disallow"}:
            in_names = False
            # “Disallow:” with nothing behind it forbids nothing.
            if value and len(value) <= _LONGEST_RULE and len(own) + len(everyone) < _MOST_RULES:
                rule = (_normal(value), name == "allow")
                if agent.lower() in groups:
                    own.append(rule)
                if "*" in groups:
                    everyone.append(rule)
        elif name == "sitemap" and value and len(sitemaps) < _MOST_SITEMAPS:
            sitemaps.append(value)
    return Robots(own if found_own else everyone, sitemaps)


def _agent_name(value: str) -> str:
    """Return a name without its version: ``teardown/1.0`` means ``teardown``."""
    if value.startswith("*"):
        return "*"
    match = re.match(r"[A-Za-z_-]+", value)
    return match[0].lower() if match else ""


def _normal(path: str) -> str:
    """Return a path in one spelling: é and %c3%a9 are the same, %2F and / are not."""
    kept = re.sub(r"%(2[Ff]|24|2[Aa])", lambda match: "\0" + match[1].upper(), path)
    # Bytes of which the rest of the sign is missing stay as they are.
    plain = quote(unquote_to_bytes(kept), safe=_SAFE)
    return plain.replace("%00", "%")


def _fits(pattern: str, path: str) -> bool:
    """Return whether a pattern fits a path from its beginning; never in more than linear steps."""
    anchored = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not others:
        return at == len(path) if anchored else True
    *middle, last = others
    for piece in middle:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if anchored:
        return len(path) - len(last) >= at and path.endswith(last)
    return path.find(last, at) >= 0
