"""The method's text rules: each points at words of the learner's own and asks one question."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from lab.review.context import counts_something
from lab.review.finding import Found, Rule
from lab.review.phrases import bare, listed, named, spots
from lab.walk import section_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lab.review.phrases import Spot
    from lab.review.subject import Subject
    from store.records import SectionQuestions
    from teardown_templates.library_records import TextRule

__all__ = ["TEXTS", "in_text"]

_MOST_IN_A_SECTION: Final = 2
"""Places at which one rule asks in one section: who sees two finds the third alone."""

_ENOUGH_WORDS: Final = 25
"""Words from which on it says something that a section does not mention a thing."""

_SAYS_HOW_KNOWN: Final = re.compile(
    r"\[[\w.,\s]{1,12}\]|https?://|[“”«»]|\b(?:i|my|we|our|tried|tested|asked|typed|ran|runs?|saw"
    r"|seen|noticed|measured|timed|counted|published|said|says|docs?|documentation|study|studies"
    r"|source|according|told|inferred?|guess\w*|assum\w+|probably|perhaps|seems?|likely)\b",
    re.IGNORECASE,
)
_GIVES_A_REASON: Final = re.compile(
    r"\b(?:because|since|so|therefore|hence|means?|without|thanks to|by|which|would|until|reason)\b"
    r"|[:→]|->",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(
    r"\b(?:i|me|my|who|whoever|someone|somebody|newcomers?|beginners?|experts?|novices?|analysts?"
    r"|founders?|designers?|readers?|agents?|sellers?|employees?|workers?|colleagues?|teachers?"
    r"|lawyers?|nurses?|doctors?|researchers?|engineers?|visitors?|owners?|parents?|children|kids?"
    r"|adults?|freelancers?|assistants?|accountants?|marketers?|editors?|members?|she|he|her|his"
    r"|learners?|shoppers?|drivers?|typists?|leads?|staff|women|men|woman|man)\b",
    re.IGNORECASE,
)
_SOMETHING_LOST: Final = re.compile(
    r"\b(?:lost|loss|fewer|less|drops?|falls?|downside|harder|longer|complain\w*|pay|pays|extra"
    r"|sacrific\w+|against|expense|burden|annoy\w*)\b",
    re.IGNORECASE,
)
_A_SHARE: Final = re.compile(
    r"\b(?:proportion|fraction|average|mean|each|every|of (?:the|all|those|these)|percent\w*"
    r"|in (?:two|three|four|five|ten|\d+))\b|÷|:\s*\d",
    re.IGNORECASE,
)


def in_text(text: str, section: str) -> Iterator[tuple[str, Found]]:
    """Yield what the rules about words find in one text, with the rule's name.

    Cheap enough for every pause in typing: a text that was read before is not read again.
    """
    from teardown_templates.libraries import lint_rules

    for rule in lint_rules():
        if rule.match == "words" and (not rule.sections or section in rule.sections):
            for spot in spots(text, rule, section):
                yield _name(rule.id), _asked(rule, spot, section)


def _name(rule_id: str) -> str:
    return f"text-{rule_id.replace('_', '-')}"


def _words(subject: Subject, rule: TextRule) -> Iterable[Found]:
    asked: dict[str, int] = {}
    for section, prompt, claim, text in _texts(subject):
        if rule.sections and section not in rule.sections:
            continue
        if asked.get(section, 0) >= _MOST_IN_A_SECTION:
            continue
        for spot in spots(text, rule, section)[:1]:
            asked[section] = asked.get(section, 0) + 1
            yield replace(_asked(rule, spot, section), prompt=prompt, claim=claim)


def _asked(rule: TextRule, spot: Spot, section: str) -> Found:
    question = rule.ask.replace("{match}", spot.words)
    return Found(section, question, span=(spot.start, spot.end), match=spot.words)


def _texts(subject: Subject) -> Iterator[tuple[str, str, str, str]]:
    """Yield section, prompt, claim and text of whatever speaks about the product."""
    for section in subject.sections:
        work = subject.work(section.id)
        for prompt in section.prompts:
            if work is not None and (text := work.answers.get(prompt.id, "")):
                yield section.id, prompt.id, "", text
        for claim in subject.record.claims:
            if claim.section == section.id:
                reasoned = claim.because.strip() or claim.evidence
                # A claim in two halves: what the first leaves open, the second may say.
                if not (reasoned and counts_something(claim.because)):
                    yield section.id, "", claim.id, claim.statement


def _missing(subject: Subject, rule: TextRule) -> Iterable[Found]:
    for section, said in _whole_sections(subject, rule):
        if not named(said, rule) and not _SAID_OTHERWISE[rule.id](subject, said):
            yield Found(section.id, rule.ask)


def _no_number(subject: Subject, rule: TextRule) -> Iterable[Found]:
    for section, said in _whole_sections(subject, rule):
        kinds = {prompt.kind for prompt in section.prompts}
        runs = "trials" in kinds and any(probe.trials for probe in subject.record.probes)
        if not (counts_something(said) or runs):
            yield Found(section.id, rule.ask)


def _no_label(subject: Subject, rule: TextRule) -> Iterable[Found]:
    for section, said in _whole_sections(subject, rule):
        claimed = any(claim.section == section.id for claim in subject.record.claims)
        if not claimed and not _SAYS_HOW_KNOWN.search(said):
            yield Found(section.id, rule.ask)


def _bare_list(subject: Subject, rule: TextRule) -> Iterable[Found]:
    for section in subject.sections:
        if rule.sections and section.id not in rule.sections:
            continue
        for prompt in section.prompts:
            work = subject.work(section.id)
            text = work.answers.get(prompt.id, "") if work is not None else ""
            entries = list(listed(bare(text)))
            if len(entries) >= rule.min_bullets and not _GIVES_A_REASON.search(text):
                span = (entries[0].start, entries[-1].end)
                yield Found(section.id, rule.ask, prompt.id, span=span, match=text[slice(*span)])


def _short(subject: Subject, rule: TextRule) -> Iterable[Found]:
    # Only where a section is meant to be done: everything required answered, and scored.
    for section in subject.sections:
        if subject.score(section.id) is None or subject.required_open(section):
            continue
        words = section_words(subject.record, section.id)
        if 0 < words < rule.value and not counts_something(_said(subject, section)):
            yield Found(section.id, rule.ask)


def _whole_sections(subject: Subject, rule: TextRule) -> Iterator[tuple[SectionQuestions, str]]:
    """Yield the sections that a rule is about and that say enough, with all that they say."""
    for section in subject.sections:
        if rule.sections and section.id not in rule.sections:
            continue
        if section_words(subject.record, section.id) >= _ENOUGH_WORDS:
            yield section, _said(subject, section)


def _said(subject: Subject, section: SectionQuestions) -> str:
    record, work = subject.record, subject.work(section.id)
    texts = [*work.answers.values()] if work is not None else []
    for claim in record.claims:
        if claim.section == section.id:
            texts += [claim.statement, claim.because, claim.who, claim.where, claim.breaks_if]
    kinds = {prompt.kind for prompt in section.prompts}
    if "metric" in kinds:
        for metric in record.metrics:
            texts += [metric.name, metric.formula, metric.window, metric.target]
            texts.append("/" if metric.numerator.strip() and metric.denominator.strip() else "")
    if "predictions" in kinds:
        texts += [each.statement for each in record.predictions]
    return "\n".join(texts)


_SAID_OTHERWISE: Final[dict[str, Callable[[Subject, str], bool]]] = {
    "no_loser": lambda _, said: bool(_SOMETHING_LOST.search(said)),
    "no_user": lambda _, said: bool(_SOMEBODY.search(said)),
    "metric_no_ratio": lambda _, said: bool(_A_SHARE.search(said)),
}
"""Other ways of saying what a rule misses, by the rule's id."""

_LOOKS: Final = {
    "words": _words,
    "missing_any": _missing,
    "no_digit": _no_number,
    "no_evidence_label": _no_label,
    "bullets_without_because": _bare_list,
    "words_below": _short,
}

_TITLES: Final = {
    "absolutes": "Without exception?",
    "vague_quality": "A verdict, not an observation",
    "unquantified": "How many, or than what?",
    "no_number": "No number",
    "no_source": "How is it known?",
    "feature_list": "A list",
    "no_loser": "Nobody loses?",
    "no_user": "For whom?",
    "metric_no_ratio": "Counted, but over what?",
    "mind_reading": "Reads minds",
    "single_case": "Once, or at a rate?",
    "short": "Says little",
    "hype_origin": "Whose words?",
}


def _look(rule_id: str, subject: Subject) -> Iterable[Found]:
    """Look as the method's rule of that name says; it is read when first needed."""
    from teardown_templates.libraries import lint_rules

    rule = next(each for each in lint_rules() if each.id == rule_id)
    return _LOOKS[rule.match](subject, rule)


TEXTS = tuple(
    Rule(_name(rule_id), "hint", title, partial(_look, rule_id))
    for rule_id, title in _TITLES.items()
)
