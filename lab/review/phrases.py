"""Words in one text that a careful reader stumbles over. Pure, and remembered by text.

A rule of the method names the words; here stands when they mean nothing: inside quotation marks
and code, beside a figure, in a question, in what somebody only supposes, with their reason next
to them. Where that cannot be told, nothing is found.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from teardown_templates.library_records import TextRule

__all__ = ["Spot", "bare", "counts_something", "named", "spots"]


class Spot(NamedTuple):
    """Words in a text, and where they stand."""

    start: int
    end: int
    words: str


_OTHERS_WORDS: Final = re.compile(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|^[ \t]*>.*$|https?://\S+"
    r"|“[^“”]{0,600}”|„[^„“”]{0,600}[“”]|«[^«»]{0,600}»|\"[^\"\n]{0,300}\"|‘[^‘’\n]{0,300}’(?!\w)",
    re.MULTILINE | re.DOTALL,
)
"""Code, quotations and addresses: not the writer's own words."""

_SENTENCE_END: Final = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?…][*_~]{0,3}(?=\s|\Z)|[\u3002\uff01\uff1f]|\n|;\s"
)
_LONGEST_SENTENCE: Final = 500
_MOST_SPOTS: Final = 20
"""Of one rule in one text; whoever sees twenty looks for the others."""
_MOST_LOOKED_AT: Final = 200
"""Places of one rule in one text that are weighed, so that no text takes long."""

_NUMBER: Final = (
    r"\d|\b(?:none|once|twice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
    r"|twenty|thirty|fifty|hundred|thousand|half|third|quarter)\b|\bone (?:of|in|out)\b"
)
_COUNTS: Final = re.compile(_NUMBER, re.IGNORECASE)
_REASONED: Final = re.compile(
    rf"{_NUMBER}|[“”\"«»:=]|\b(?:because|since|so that|which means|for example|such as|e\.g\.)\b",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:would|could|might|may|probably|perhaps|maybe|likely|possibly|inferred|guess\w*|suppose"
    r"|assum\w+|suspect|imagine|i (?:think|expect|believe|doubt|infer|fear)|seems?|must be)\b",
    re.IGNORECASE,
)
_REPORTED: Final = re.compile(
    r"\b(?:claims?|claimed|says|said|(?:they|people|some|users|customers|reviews?|docs|not|cannot)"
    r" say|calls?|called|promis\w+|advertis\w+|describes?|according"
    r"|argues?|believes?|told|writes?|wrote|marketed|billed|touted|pitched|sold as|so-called"
    r"|supposed\w*|asserts?|slogan|tagline)\b|n['’]t say\b",
    re.IGNORECASE,
)
_CONDITION: Final = re.compile(r"\b(?:if|unless|whether|should|must)\b", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r"\b(?:than|compared|versus|vs|against|relative to|as \w+ as|the same)\b", re.IGNORECASE
)

_SOFTENED: Final = re.compile(
    r"(?:\b(?:not|nearly|almost|hardly|practically|virtually|seldom|scarcely|if|far from|or)"
    r"|n['’]t)\s+(?:\w+\s+)?\Z"
    r"|\b(?:no|none|neither)\s[^.,;:]{0,40}\b(?:is|are|was|were)\s+\Z",
    re.IGNORECASE,
)
_OF_ONES_OWN: Final = re.compile(r"\b(?:i|we)(?:['’]ve|['’]d| have| had)?\s+\Z", re.IGNORECASE)
_SPARED: Final = re.compile(r"\s+(?:have|had|needs?|needed) to\b", re.IGNORECASE)
"""“I never saw it fail” tells of the writer; “I never have to check” praises the product."""
_FOR_ONE: Final = re.compile(r"\s+(?:for|to)\s+(?:me|us|my|our|that|this|such)\b", re.IGNORECASE)
_PLAIN_TO_SEE: Final = re.compile(
    r"\s+(?:\w+ed|shown|shows|seen|written|said|says|states|tells|told|drawn|put|set|wrong|false"
    r"|visible|legible|readable|audible|distinct|different)\b|\s*(?:[.;!)]|\Z|\n)",
    re.IGNORECASE,
)
"""“clearly marked”, “says so clearly”, “obviously wrong totals”: how it is, not how sure one is."""
_SOME_OF_THEM: Final = re.compile(
    r"\b(?:that|which|who|whom|many|much|what|so|and)\s+\Z", re.IGNORECASE
)
"""“drafts that nobody sends” are some of the drafts; “so nobody learns” follows from something."""
_PREDICATE: Final = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|feels?|felt|looks?|seems?|stays?|gets?|got|so|very|too"
    r"|really|quite|pretty|extremely|surprisingly|incredibly|super|painfully|rather|bit|just)"
    r"|['’](?:s|re))\s+\Z",
    re.IGNORECASE,
)
_LOOKS: Final = re.compile(
    r"\s+(?:and \w+ )?(?:interface|ui|ux|design|look|layout|onboarding|experience|app|screen"
    r"|flow|product|interaction|start)\b",
    re.IGNORECASE,
)
_COUNTED_THINGS: Final = re.compile(
    r"\s+(?:of\s+)?(?:(?:the|its|their|my|our|these|those|other)\s+)?(?:\w+\s+)?(?:users?|people"
    r"|customers?|teams?|students?|developers?|competitors?|times?|time|cases|answers|outputs"
    r"|responses|replies|runs|tries|attempts|prompts|questions|suggestions|results|mistakes|errors"
    r"|hallucinations|sessions|documents|steps|clicks|bugs|problems|companies|others)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(r"\s*(?:[.,;!?)]|\Z|\n|when\b|with\b)", re.IGNORECASE)
_WHETHER: Final = re.compile(
    r"(?:\b(?:whether|if|how|more|less|not|without (?:a|an|any))|n['’]t)\s+(?:\w+\s+){0,3}\Z",
    re.IGNORECASE,
)
"""“whether it is intuitive”, “not very smooth”: nothing is praised."""
_PASSES: Final = re.compile(r"\s+(?:to|enough|for)\b|[-:]", re.IGNORECASE)
_ASKED: Final = re.compile(r"\b(?:how|as|more|less|the|at|too|so)\s+\Z", re.IGNORECASE)
_MANAGES: Final = re.compile(
    r"\s+(?:want|wants|decided|decides|think|thinks|thought|hope|hopes|believe|believes|know|knows"
    r"|push|pushes|need|needs|chose|is|was|has|had|will)\b",
    re.IGNORECASE,
)
_FIXED: Final = re.compile(
    r"\s*(?:deal|majority|many|care|length|lengths|detail|effort|to have|britain)\b|-",
    re.IGNORECASE,
)

_PACE: Final = frozenset({"fast", "slow", "expensive", "cheap"})
_HOW_OFTEN: Final = frozenset({"often", "sometimes", "usually", "rarely"})
_FINISH: Final = frozenset({"clean", "smooth"})
_PLANNED: Final = frozenset({"redesign", "measurement", "takeaway"})
"""Sections that say what should be, so that “never” may be an order there."""
_ABOUT_PEOPLE: Final = frozenset({"frame", "takeaway"})
"""Sections that describe a user or a habit, where “usually” needs no count."""


def spots(text: str, rule: TextRule, section: str) -> tuple[Spot, ...]:
    """Return where a rule about words is right to ask; the same text is read once.

    *section* is where the text stands.
    """
    if not text:
        return ()
    remembered = _READ.of(text, section)
    if rule.id not in remembered:
        remembered[rule.id] = tuple(_looked(text, rule, section))
    return remembered[rule.id]


def _looked(text: str, rule: TextRule, section: str) -> Iterator[Spot]:
    own, found = "", 0
    for match in islice(_any_of(rule.any).finditer(text), _MOST_LOOKED_AT):
        own = own or bare(text)
        if not own[match.start()].strip():
            continue  # somebody else's words
        place = _Place(own, match.start(), match.end(), section)
        if rule.unless_number_within and place.has_number_within(rule.unless_number_within):
            continue
        if not place.is_question and not _MEANS_NOTHING[rule.id](place):
            yield Spot(match.start(), match.end(), match[0])
            found += 1
            if found == _MOST_SPOTS:
                return


class _Read:
    """What was found in the texts that were read last, up to a number of characters."""

    def __init__(self, characters: int) -> None:
        self._left = self._most = characters
        self._found: dict[tuple[str, str], dict[str, tuple[Spot, ...]]] = {}
        self._lock = Lock()  # who types is read on another thread than the review

    def of(self, text: str, section: str) -> dict[str, tuple[Spot, ...]]:
        """Return what is known of a text; the oldest make room for it."""
        with self._lock:
            return self._of((text, section), len(text))

    def _of(self, key: tuple[str, str], length: int) -> dict[str, tuple[Spot, ...]]:
        known = self._found.pop(key, None)
        if known is None:
            known = {}
            self._left -= length
        while self._left < 0 and self._found:
            oldest = next(iter(self._found))
            del self._found[oldest]
            self._left += len(oldest[0])
        self._left = self._most - length if not self._found else self._left
        self._found[key] = known
        return known


_READ: Final = _Read(2_000_000)


@lru_cache(maxsize=4)
def bare(text: str) -> str:
    """Return a text with blanks for what others said: as long, so that places stay the same."""
    return _OTHERS_WORDS.sub(lambda found: " " * len(found[0]), text)


def named(text: str, rule: TextRule) -> bool:
    """Return whether one of a rule's words stands in a text, also as a plural."""
    return bool(_any_of(rule.any, plural=True).search(text))


def counts_something(text: str) -> bool:
    """Return whether a text holds a number, in digits or in words."""
    if _COUNTS.search(text):
        return True
    return not text.isascii() and any(character.isnumeric() for character in text)


@lru_cache(maxsize=64)
def _any_of(words: tuple[str, ...], *, plural: bool = False) -> re.Pattern[str]:
    # The longest first, so that “all users” is found whole.
    longest = sorted(words, key=len, reverse=True)
    named = "|".join(re.escape(word) for word in longest if word[0].isalnum())
    signs = "".join(f"|{re.escape(word)}" for word in longest if not word[0].isalnum())
    ends = "(?:s|es)?" if plural else ""
    # Emphasis may touch them, as in “_never_”, and a name in a program, as in “never_stop”, not.
    before, after = r"(?<![^\W_])(?<!\w_)", r"(?![^\W_])(?!_\w)"
    first = "".join(
        sorted({re.escape(word[0].casefold()) for word in longest if word[0].isalnum()})
    )
    return re.compile(rf"(?=[{first}]){before}(?:{named}){ends}{after}{signs}", re.IGNORECASE)


class _Place:
    """Words with what stands around them."""

    def __init__(self, text: str, start: int, end: int, section: str) -> None:
        self._text = text
        self._start, self._end = start, end
        self.section = section
        self.word = " ".join(text[start:end].casefold().split())
        self.before = text[max(0, start - 60) : start]
        self.after = text[end : end + 60]
        self.told_before = text[max(0, start - 240) : start]
        self.sentence = self._sentence()
        self.is_question = self.sentence.rstrip().endswith("?")

    def has_number_within(self, distance: int) -> bool:
        """Return whether a number stands that close, on either side."""
        near = self._text[max(0, self._start - distance) : self._end + distance]
        return counts_something(near)

    @property
    def opens(self) -> bool:
        """Whether the sentence begins with these words."""
        return self.sentence.lstrip(" \t-*•0123456789.)").casefold().startswith(self.word)

    @property
    def is_short(self) -> bool:
        """Whether hardly anything else is said, as in “too slow”."""
        return len(self.sentence.split()) <= 3  # noqa: PLR2004 - words of a verdict

    def _sentence(self) -> str:
        low = max(0, self._start - _LONGEST_SENTENCE)
        begin = low
        for end in _SENTENCE_END.finditer(self._text, low, self._start):
            begin = end.end()
        high = min(len(self._text), self._end + _LONGEST_SENTENCE)
        close = _SENTENCE_END.search(self._text, self._end, high)
        return self._text[begin : close.end() if close else high]


def _is_no_absolute(place: _Place) -> bool:
    said = place.sentence
    return bool(
        _SOFTENED.search(place.before)
        or place.after.startswith("-")
        or _COUNTS.search(said)
        or _SUPPOSED.search(said)
        or _REPORTED.search(said)
        or _CONDITION.search(said)
        or (place.word == "nobody" and _SOME_OF_THEM.search(place.before))
        or (
            place.word == "never"
            and _OF_ONES_OWN.search(place.before)
            and not _SPARED.match(place.after)
        )
        or (place.word in {"useless", "perfect"} and _FOR_ONE.match(place.after))
        or (place.word in {"clearly", "obviously"} and _PLAIN_TO_SEE.match(place.after))
        or place.after.startswith(" can")
        or (place.section in _PLANNED and place.opens)
    )


def _is_no_verdict(place: _Place) -> bool:
    if _FIXED.match(place.after) or _REASONED.search(place.sentence):
        return True
    if _REPORTED.search(place.sentence) or (place.section in _PLANNED and place.opens):
        return True
    if _WHETHER.search(place.before):
        return True
    if place.word not in _FINISH:
        return False
    return not (_PREDICATE.search(place.before) or _LOOKS.match(place.after) or place.is_short)


def _needs_no_count(place: _Place) -> bool:
    said = place.sentence
    if _SUPPOSED.search(said) or _COMPARED.search(said) or _REPORTED.search(said):
        return True
    if place.word in _PACE:
        passes = _PASSES.match(place.after) or not (
            _PREDICATE.search(place.before) or place.is_short
        )
        return bool(passes)
    if _ASKED.search(place.before) or place.section in _ABOUT_PEOPLE:
        return True
    adverb = place.word == "a lot" and _CLAUSE_ENDS.match(place.after)
    return not (place.word in _HOW_OFTEN or adverb or _COUNTED_THINGS.match(place.after))


_SEVERAL_PEOPLE: Final = re.compile(
    r"\b(?!(?:makers|founders|owners|competitors|others|numbers|answers|layers|papers|headers"
    r"|errors|editors|documents|comments|agents|prompts|models)\b)"
    r"(?:\w{2,}(?:ers|ors|ists|ants|ents|ees|ysts)|people|men|women|children|kids|parents|staff"
    r"|everyone|everybody|someone|somebody|anyone|forum|community"
    r"|teams?|experts?|novices|users?|students?|customers?|folks)\b",
    re.IGNORECASE,
)
"""Those who use it, so that “they want” is about them."""


def _reads_no_minds(place: _Place) -> bool:
    if place.word == "management" and not _MANAGES.match(place.after):
        return True
    if place.word.startswith("they ") and _SEVERAL_PEOPLE.search(place.told_before):
        return True
    return bool(_SUPPOSED.search(place.sentence) or _REPORTED.search(place.sentence))


_HOW_IT_FAILS: Final = re.compile(
    r"\s+(?:if|unless|once|to|down|(?!(?:mostly|mainly|only|usually|regularly|frequently"
    r"|occasionally|badly|completely|totally|constantly)\b)\w+ly)\b",
    re.IGNORECASE,
)
"""“It fails loudly”, “it fails once the file is long”: the manner, or the case, is said."""


def _is_no_single_case(place: _Place) -> bool:
    limits = _HOW_IT_FAILS.match(place.after)
    if place.section in _PLANNED:
        return True
    return bool(limits or _SUPPOSED.search(place.sentence) or _CONDITION.search(place.sentence))


def _is_no_hype(place: _Place) -> bool:
    return bool(_REPORTED.search(place.sentence) or _SOFTENED.search(place.before))


_MEANS_NOTHING: Final[dict[str, Callable[[_Place], bool]]] = {
    "absolutes": _is_no_absolute,
    "vague_quality": _is_no_verdict,
    "unquantified": _needs_no_count,
    "mind_reading": _reads_no_minds,
    "single_case": _is_no_single_case,
    "hype_origin": _is_no_hype,
}
"""When a rule's words are nothing to ask about, by the rule's id."""


def listed(text: str) -> Iterator[Spot]:
    """Yield the entries of lists in a text: dashes, dots and numbers."""
    for found in re.finditer(r"^[ \t]*(?:[-*•+]|\d{1,2}[.)])[ \t]+\S.*$", text, re.MULTILINE):
        yield Spot(found.start(), found.end(), found[0])
