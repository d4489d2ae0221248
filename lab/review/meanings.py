"""When words that a rule names are nothing to ask about.

Beside a figure, in a question, in what somebody only supposes or reports, with their reason next
to them. Where that cannot be told, they are nothing to ask about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.review.context import COUNTS, NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.review.context import InContext

__all__ = ["MEANS_NOTHING"]

_REASONED: Final = re.compile(
    rf"{NUMBER}|[“”\"«»:=]|\b(?:because|since|so that|which means|for example|such as|e\.g\.)\b",
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
    r"|argues?|believes?|told|(?<!\bit )(?:writes?|wrote)|marketed|billed|touted|pitched|sold as"
    r"|so-called"
    r"|supposed\w*|asserts?|slogan|tagline)\b|n['’]t say\b",
    re.IGNORECASE,
)
_SHOWN_BY: Final = re.compile(
    r"\b(?:pages?|site|website|lists?|docs|documentation|blog|posts?|notes|changelog|contract"
    r"|policy|terms|adverts?|interviews?|talks?|roadmap|press|pricing|keynote|report|menus?)\b",
    re.IGNORECASE,
)
"""What anybody can look at: who names it says already how it is known."""
_CONDITION: Final = re.compile(r"\b(?:if|unless|whether|should|must)\b", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r"\b(?:than|compared|versus|vs|against|relative to|as \w+ as|the same (?:\w+ )?as)\b",
    re.IGNORECASE,
)

_SOFTENED: Final = re.compile(
    r"(?:\b(?:not|nearly|almost|hardly|practically|virtually|seldom|scarcely|if|far from|or)"
    r"|n['’]t)\s+(?:\w+\s+)?\Z"
    r"|\b(?:no|none|neither)\s[^.,;:]{0,40}\b(?:is|are|was|were)\s+\Z",
    re.IGNORECASE,
)
_OF_ONES_OWN: Final = re.compile(
    r"\b(?:i|we)(?:['’](?:ve|d|ll)| have| had| will)?\s+\Z", re.IGNORECASE
)
_SPARED: Final = re.compile(r"\s+(?:have|had|needs?|needed) to\b", re.IGNORECASE)
"""“I never saw it fail” tells of the writer; “I never have to check” praises the product."""
_SEEN: Final = re.compile(
    r"\b(?:i|we) (?:saw|tried|tested|checked|counted|measured|asked|watched|timed)\b", re.IGNORECASE
)
_SHOWN_NEXT: Final = re.compile(
    r"\s*(?:i|we) (?:have )?(?:saw|seen|tried|tested|checked|counted|measured|asked|watched"
    r"|timed)\b",
    re.IGNORECASE,
)
"""“It always worked. I tried it after a rewrite and after a paste.”"""
_BOUNDED: Final = re.compile(
    r"\s+(?:\w+ ){0,2}(?:more|less|fewer|longer|later|further) than (?:an?|one)\b", re.IGNORECASE
)
"""“never more than one click away” names its measure."""
_UNKNOWN: Final = re.compile(
    r"\b(?:can(?:not|['’]t)|could(?: not|n['’]t)|do(?: not|n['’]t)) (?:tell|know|see|say)\b"
    r"|\bno way to (?:tell|know)\b|\bfrom (?:the )?outside\b|\A\s*or\b",
    re.IGNORECASE,
)
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
_PASSES: Final = re.compile(r"\s+(?:to|enough|for(?! what))\b|[-:]", re.IGNORECASE)
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


def _is_no_absolute(place: InContext) -> bool:
    said = place.sentence
    return bool(
        _SOFTENED.search(place.before)
        or place.after.startswith("-")
        or _SEEN.search(said)
        or _SHOWN_NEXT.match(place.told_after)
        or _BOUNDED.match(place.after)
        or COUNTS.search(said)
        or _SUPPOSED.search(said)
        or _REPORTED.search(said)
        or _CONDITION.search(said)
        or (place.word == "nobody" and _SOME_OF_THEM.search(place.before))
        or (
            place.word in {"never", "always"}
            and _OF_ONES_OWN.search(place.before)
            and not _SPARED.match(place.after)
        )
        or (place.word in {"useless", "perfect"} and _FOR_ONE.match(place.after))
        or (place.word in {"clearly", "obviously"} and _PLAIN_TO_SEE.match(place.after))
        or place.after.startswith(" can")
        or (place.section in _PLANNED and place.opens)
    )


def _is_no_verdict(place: InContext) -> bool:
    if _FIXED.match(place.after) or _REASONED.search(place.sentence):
        return True
    if _REPORTED.search(place.sentence) or (place.section in _PLANNED and place.opens):
        return True
    if _WHETHER.search(place.before):
        return True
    if place.word not in _FINISH:
        return False
    return not (_PREDICATE.search(place.before) or _LOOKS.match(place.after) or place.is_short)


def _needs_no_count(place: InContext) -> bool:
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


def _reads_no_minds(place: InContext) -> bool:
    if place.word == "management" and not _MANAGES.match(place.after):
        return True
    if place.word.startswith("they ") and _SEVERAL_PEOPLE.search(place.told_before):
        return True
    said = place.sentence
    if _UNKNOWN.search(said) or _UNKNOWN.search(place.told_after):
        return True
    return bool(_SUPPOSED.search(said) or _REPORTED.search(said) or _SHOWN_BY.search(said))


_HOW_IT_FAILS: Final = re.compile(
    r"\s+(?:if|unless|once|to|down|(?!(?:mostly|mainly|only|usually|regularly|frequently"
    r"|occasionally|badly|completely|totally|constantly)\b)\w+ly)\b",
    re.IGNORECASE,
)
"""“It fails loudly”, “it fails once the file is long”: the manner, or the case, is said."""


def _is_no_single_case(place: InContext) -> bool:
    limits = _HOW_IT_FAILS.match(place.after)
    if place.section in _PLANNED:
        return True
    return bool(limits or _SUPPOSED.search(place.sentence) or _CONDITION.search(place.sentence))


def _is_no_hype(place: InContext) -> bool:
    said = place.sentence
    return bool(_REPORTED.search(said) or _SHOWN_BY.search(said) or _SOFTENED.search(place.before))


MEANS_NOTHING: Final[dict[str, Callable[[InContext], bool]]] = {
    "absolutes": _is_no_absolute,
    "vague_quality": _is_no_verdict,
    "unquantified": _needs_no_count,
    "mind_reading": _reads_no_minds,
    "single_case": _is_no_single_case,
    "hype_origin": _is_no_hype,
}
"""When a rule's words are nothing to ask about, by the rule's id."""
