"""What a heading means: a section, one of its questions, or a product's name.

Case, numbering, punctuation, emphasis and a plural do not matter; apart from that a heading
has to say a title, a part of one, or an id in the template's own words. Nothing is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.records import SectionQuestions, WrittenQuestion

__all__ = ["LIMITS", "Place", "Titles", "folded", "plain_title", "product_of"]

Meaning = TypeVar("Meaning", str, "Place")

_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>")
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9-]+\s*\Z")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NUMBERING = re.compile(
    r"\A\s*(?:(?:section|part|step|chapter|question|q)\s*)?"
    r"(?:\d+(?:[.\-]\d+)*|[ivx]+(?=[.):])|[a-h](?=[.)]))\s*[.):–—-]*\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_SPELT = {"behavior": "behaviour", "doesnt": "does not", "isnt": "is not", "dont": "do not"}

_KIND = r"(?:product|outside[- ]in|ux|quick|full|short|competitor|feature)"
_KIND_OF_PAGE = rf"(?:(?:ai|{_KIND})\s+)*"
_NUMBER = re.compile(r"\A\d{1,2}[.)]\s+(?=\S)")
_PRODUCT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:an?\s+|the\s+|my\s+)?{_KIND_OF_PAGE}teardown\s*(?:of|for|:|–|—|-|\|)\s*(?P<name>.+)",
        rf"(?P<name>.+?)\s*[:–—|(-]\s*(?:an?\s+|the\s+|my\s+)?{_KIND_OF_PAGE}teardown\b.*",
        rf"(?P<name>.+?)(?:['’]s)?\s+(?:{_KIND}\s+)*teardown(?:\s+notes)?",
    )
)
_LONGEST_NAME = 200
_LONGEST_HEADING = 600
"""Characters that are looked at; no title has more."""

_CLEAR_KINDS = frozenset(("predictions", "findings", "trials", "paraphrases"))
"""Kinds of questions whose name says on any page what it means."""
_MORE_NAMES = {
    "measurement": ("measurement plan", "metrics", "success metrics"),
    "strengths": ("pros",),
    "weaknesses": ("cons",),
    "takeaway": ("take-home", "take home", "takeaways"),
    "variance": (
        "non-determinism",
        "nondeterminism",
        "nondeterministic behaviour",
        "probes and trials",
    ),
}
"""What our own pages, and everybody, call a section beside its title."""
LIMITS = "cannot_conclude"
"""Stands for the place of what cannot be concluded, which is in no section."""
_LIMIT_NAMES = ("what cannot be concluded", "what this cannot show", "cannot be concluded")
_FEWEST_WORDS = 4
"""A question's first sentence stands for it if it has so many words."""


def plain_title(heading: str) -> str:
    """Return a heading as words: no emphasis, links, tags, emoji, numbering."""
    text = _WIKI_LINK.sub(r"\1", _LINK.sub(r"\1", heading[:_LONGEST_HEADING]))
    text = _ESCAPED.sub(r"\1", _BLOCK_ID.sub("", _ATTRIBUTES.sub("", _TAG.sub("", text))))
    text = re.sub(r"[*`]+|(?<!\w)_+|_+(?!\w)", "", text)
    if not (text.isascii() and text.isprintable()):
        text = "".join(c for c in text if unicodedata.category(c) not in _NO_TEXT)
    return " ".join(text.split()).strip(" :–—-|")


_NO_TEXT = frozenset(("So", "Sk", "Cc", "Cf", "Cs", "Co", "Cn"))


@lru_cache(maxsize=2048)
def folded(heading: str) -> str:
    """Return what of a heading counts when it is compared."""
    text = unicodedata.normalize("NFKC", plain_title(heading)).casefold()
    text = re.sub(r"['’]", "", text.replace("&", " and "))
    words = _WORD.findall(_NUMBERING.sub("", text, count=1))
    return " ".join(_singular(word) for each in words for word in _SPELT.get(each, each).split())


def product_of(title: str) -> str:
    """Return the product's name that a title gives: “X — product teardown” is about X."""
    plain = _NUMBER.sub("", plain_title(title), count=1)
    for pattern in _PRODUCT:
        found = pattern.fullmatch(plain)
        if found and (name := found["name"].strip(" :–—-|()")):
            return name[:_LONGEST_NAME]
    return plain[:_LONGEST_NAME].strip()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words under a heading belong."""

    section: str
    prompt: str = ""
    """Empty for a section as a whole."""


@dataclass(slots=True)
class Titles:
    """What the headings of one template are called."""

    sections: dict[str, str] = field(default_factory=dict)
    """By folded title: a section's id."""
    prompts: dict[str, Place] = field(default_factory=dict)
    """By folded text: a question, wherever its heading stands."""
    inside: dict[tuple[str, str], str] = field(default_factory=dict)
    """By section and folded word: a question's id, where the heading stands in its section."""

    @classmethod
    def of(cls, questions: Iterable[SectionQuestions]) -> Titles:
        """Return the titles of these sections and questions."""
        titles = cls()
        names: list[tuple[str, str]] = []
        places: list[tuple[str, Place]] = []
        for section in questions:
            names += [(folded(name), section.id) for name in _names_of(section)]
            kinds = [prompt.kind for prompt in section.prompts]
            for prompt in section.prompts:
                place = Place(section.id, prompt.id)
                places += [(folded(text), place) for text in _texts_of(prompt)]
                for word in _words_of(prompt, kinds):
                    titles.inside.setdefault((section.id, folded(word)), prompt.id)
        titles.sections = dict(_clear(names))
        titles.prompts = dict(_clear(places))
        return titles

    def place_of(self, heading: str, *, within: str = "") -> Place | None:
        """Return what a heading means; *within* is the section that it stands in, if any."""
        name = folded(heading)
        if not name:
            return None
        if prompt := self.inside.get((within, name)):
            return Place(within, prompt)
        if section := self.sections.get(name):
            return Place(section)
        if place := self.prompts.get(name):
            return place
        return Place(LIMITS) if name in _FOLDED_LIMITS else None


def _names_of(section: SectionQuestions) -> Sequence[str]:
    parts = re.split(r",\s*and\s+|,\s*|\s+and\s+", section.title)
    return (section.title, section.id, *parts, *_MORE_NAMES.get(section.id, ()))


def _texts_of(prompt: WrittenQuestion) -> list[str]:
    texts = [prompt.text]
    first = re.split(r"(?<=[.?!:])\s", prompt.text, maxsplit=1)[0]
    if len(first.split()) >= _FEWEST_WORDS:
        texts.append(first)
    if prompt.kind in _CLEAR_KINDS:
        texts.append(prompt.kind)
    return texts


def _words_of(prompt: WrittenQuestion, kinds: Sequence[str]) -> list[str]:
    only = prompt.kind != "text" and kinds.count(prompt.kind) == 1
    return [prompt.id, prompt.kind] if only else [prompt.id]


def _clear(pairs: list[tuple[str, Meaning]]) -> Iterable[tuple[str, Meaning]]:
    """Return the pairs whose name means one thing only."""
    meanings: dict[str, set[Meaning]] = {}
    for name, meaning in pairs:
        meanings.setdefault(name, set()).add(meaning)
    return [(name, meaning) for name, meaning in pairs if name and len(meanings[name]) == 1]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):  # noqa: PLR2004 - “ties” keeps its end
        return f"{word[:-3]}y"
    if word.endswith("sses"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - “its”
        return word[:-1]
    return word


_FOLDED_LIMITS = frozenset(folded(name) for name in _LIMIT_NAMES)
