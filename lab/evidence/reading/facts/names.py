"""From what a page puts where an author belongs to the names of people, or to nothing."""

from __future__ import annotations

import re
from typing import Final

from lab.evidence.reading.lines import one_line

__all__ = ["is_group", "is_name", "key_of", "names_in"]

_LONGEST: Final = 60
"""Characters of one name."""
_MOST: Final = 6
"""Names; a longer list is a list of something else."""
_MOST_WORDS: Final = 6

_BY: Final = re.compile(
    r"^(?:(?:article |post |story |text |words |review |guest post |medically )?"
    r"(?:written|posted|published|authored|created|reviewed|contributed|submitted|words|story|text)?"
    r"\s*by|authors?|von|par|por)\b\s*[:\-–—]?\s*",
    re.IGNORECASE,
)
_CUT: Final = re.compile(
    r"\s*(?:[|•·‧∙/\n]|\s[-–—]+\s|\bon\s+\w+\s+\d|\b(?:last )?(?:updated|published|posted|modified|"
    r"reviewed|edited|contributor|medically)\b|\d+\s*(?:min|comment)|\(|\d{1,2}[./]\d{1,2}[./]|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN: Final = re.compile(r"\s*(?:,\s*(?:and|&)\s|,|;|\s&(?:\s|$))\s*")
_AND: Final = re.compile(r"\s+(?:and|und|et|y)\s+")
_TITLES: Final = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?s|m\.?a|m\.?sc|b\.?a|b\.?s|r\.?d\.?n?|r\.?n|l\.?d\.?n?|mph|mba|cpa|cfa|"
    r"cfp|esq|jr|sr|dds|dmd|dvm|jd|lcsw|pmp|cpt|cscs|faap|facp|facs|faclm|fand|facog|do|np|pa|od|"
    r"cissp|cdces|lpc|lmft|bsc|mha|bsn|msn|pharmd|psyd|pt|dpt|ii|iii|iv)\.?(?:[\s-][a-z]{1,5}\.?)?$",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|rev)\.?\s+")
_ROLE: Final = re.compile(
    r"\b(?:editor|editorial|writer|expert|manager|director|founder|co-?founder|ceo|cto|cmo|coo|"
    r"president|officer|specialist|consultant|analyst|contributor|strategist|head of|lead|"
    r"engineer|developer|correspondent|reporter|journalist|columnist|author|coach|trainer|"
    r"professor|fellow|researcher|partner|associate|assistant|staff|marketer|blogger|producer|"
    r"university|college|institute|representative|gardener|advisor|attorney|realtor|owner|"
    r"chef|nutritionist|dietitian|therapist|physician|nurse|veterinarian|designer)s?\b",
    re.IGNORECASE,
)
_GROUP: Final = re.compile(
    r"\b(?:news|magazine|media|inc|llc|ltd|gmbh|group|agency|society|association|foundation|"
    r"cent(?:er|re)|school|department|times|journal|watch|press|labs?|studios?|network|council|"
    r"company|corporation|library|team|staff|sponsored|newsroom|services|solutions)\b|[’']s\b",
    re.IGNORECASE,
)
_NO_LETTER: Final = re.compile(r"[\W_]+")
_EDGES: Final = " ,;:-–—|"
_NOBODY: Final = frozenset(
    ("admin", "administrator", "author", "authors", "staff", "editor", "editors", "webmaster",
     "editorial", "team", "guest", "anonymous", "unknown", "undefined", "null", "none", "n/a",
     "user", "support", "root", "test", "me", "us", "you", "content", "marketing", "blog", "home",
     "contact", "web", "website", "siteadmin", "wpadmin", "super", "superuser", "default",
     "share", "follow", "read more", "true", "false", "info", "moderator", "deleted")
)  # fmt: skip
_ADDRESS: Final = re.compile(r"://|^www\.|@|\.(?:com|org|net|io|co|ai|edu|gov)\b", re.IGNORECASE)
_GENERATED: Final = re.compile(
    r"[{}<>\[\]%$=\\#*_]|^\d+$|(?=\S*\d)(?=\S*[a-z])\S{14,}|\b(?:page|head|author|site)\.\w",
    re.IGNORECASE,
)


def names_in(text: str) -> list[str]:
    """Return the names in a text such as “By Ann Lee, PhD and Bo Ray | 5 min read”."""
    line = one_line(text, longest=400)
    if _ADDRESS.search(line):
        return []
    line = _CUT.sub("", _BY.sub("", line)).strip(_EDGES)
    if not line or len(line) > _LONGEST * _MOST:
        return []
    names: list[str] = []
    for part in _BETWEEN.split(line):
        name = part.strip(_EDGES)
        if names and _TITLES.match(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name and not (names and (_ROLE.search(name) or is_group(name))):
            names += [one for one in _AND.split(name) if one]
    return list(dict.fromkeys(names))[:_MOST] if all(map(is_name, names)) else []


def is_name(text: str) -> bool:
    """Return whether the text can be what somebody is called, or calls oneself."""
    key = text.casefold().strip()
    return (
        1 < len(text) <= _LONGEST
        and key not in _NOBODY
        and any(character.isalpha() for character in text)
        and len(text.split()) <= _MOST_WORDS
        and not _ADDRESS.search(text)
        and not _GENERATED.search(text)
    )


def is_group(name: str) -> bool:
    """Return whether a name is that of a company, a paper or a team rather than of a person."""
    return _GROUP.search(name) is not None


def key_of(name: str) -> str:
    """Return a name as it is compared: letters and digits only, without what follows it."""
    bare = _BEFORE.sub("", name.partition(",")[0].casefold())
    return _NO_LETTER.sub("", bare)
