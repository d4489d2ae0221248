"""What a model is sent of a teardown: the learner's words, and what they rest on. Pure.

The self-score and the author are never part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from lab.counterpoints.passages import Passage, passages
from lab.figures import counted
from lab.trials.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from store.records import Evidence, Probe, Teardown
    from teardown_templates.model import Section, Template

__all__ = ["LARGEST", "Beside", "Material", "cut_to", "gather"]

LARGEST: Final = 60_000
"""Characters of the learner's text and what stands beside it, about 15,000 tokens."""

_OUTPUTS: Final = 3
"""Of a probe; more would say the same again."""
_LONGEST_OUTPUT: Final = 1200
_LONGEST_QUOTE: Final = 800
_SHORTEST_CUT: Final = 400
_MOST_ASKED: Final = 80
_LONGEST_ASKED: Final = 400
_LONGEST_NAME: Final = 400


@dataclass(frozen=True, slots=True)
class Beside:
    """Something that a claim rests on: somebody else's words, and never a target."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """What is sent."""

    product: str
    sections: tuple[Section, ...]
    """Their title, purpose and rubric."""
    passages: tuple[Passage, ...]
    beside: tuple[Beside, ...]
    asked: tuple[str, ...] = ()
    """Questions that were asked already."""
    cut: tuple[str, ...] = ()
    """What was left out for its length, in words."""

    @property
    def size(self) -> int:
        """How many characters of others' and the learner's words it holds."""
        texts = [one.text for one in self.passages] + [one.text for one in self.beside]
        return sum(map(len, texts))


def gather(
    record: Teardown, template: Template, sections: Sequence[str], *, most: int = LARGEST
) -> Material:
    """Return what is sent about some sections, cut to so many characters."""
    told = tuple(section for section in template.sections if section.id in sections)
    texts = [passage for name in sections for passage in passages(record, name)]
    points = [point for point in record.counterpoints if point.section in sections]
    # A model's own first: where there are too many, those are what it would say again.
    asked = [point.counterpoint for point in points if point.source == "model"]
    asked += [q.text for section in told for q in section.counter_questions]
    asked += [point.counterpoint for point in points]
    material = Material(
        product=_product(record),
        sections=told,
        passages=tuple(texts),
        beside=tuple(_beside(record, sections)),
        asked=tuple(question[:_LONGEST_ASKED] for question in dict.fromkeys(asked))[:_MOST_ASKED],
    )
    return cut_to(material, most)


def _product(record: Teardown) -> str:
    product = record.product
    facts = (product.name, product.maker, product.surface, product.plan, product.version)
    return " · ".join(fact for fact in facts if fact.strip())[:_LONGEST_NAME]


def _beside(record: Teardown, sections: Sequence[str]) -> Iterator[Beside]:
    cited = {
        name for claim in record.claims if claim.section in sections for name in claim.evidence
    }
    for item in record.evidence:
        if cited & {item.id, *(quote.id for quote in item.quotes)}:
            yield from _evidence(item, cited)
    if _asks_for_runs(record, sections):
        for probe in record.probes:
            yield from _probe(probe)


def _evidence(item: Evidence, cited: set[str]) -> Iterator[Beside]:
    where = item.final_url or item.url
    title = f"Evidence {item.id}, a {item.kind}"
    yield Beside(title, "\n".join(one for one in (item.title, where, item.note) if one.strip()))
    for quote in item.quotes:
        if quote.id in cited or item.id in cited:
            text = quote.exact[:_LONGEST_QUOTE]
            yield Beside(f"Evidence {quote.id}, words quoted from {item.id}", text)


def _asks_for_runs(record: Teardown, sections: Sequence[str]) -> bool:
    return any(
        prompt.kind in {"trials", "paraphrases"}
        for section in record.questions
        if section.id in sections
        for prompt in section.prompts
    )


def _probe(probe: Probe) -> Iterator[Beside]:
    counts = tally(probe.trials)
    said = f"{counts.passes} of {counts.runs} runs passed" if counts.runs else "no run is marked"
    rule = probe.pass_rule.strip() or "none"
    yield Beside(f"Probe {probe.id}", f"Prompt: {probe.prompt}\nPass rule: {rule}\n{said}")
    for trial in probe.trials[:_OUTPUTS]:
        if trial.output.strip():
            text = trial.output[:_LONGEST_OUTPUT]
            yield Beside(f"Output {trial.id} of probe {probe.id}, {trial.verdict}", text)


def cut_to(material: Material, most: int) -> Material:
    """Cut it to so many characters: evidence goes first, then the ends of the longest answers."""
    if material.size <= most:
        return material
    beside, left_out = list(material.beside), 0
    while beside and material.size > most:
        beside.pop()
        left_out += 1
        material = replace(material, beside=tuple(beside))
    cut = [f"{counted(left_out, 'piece')} of evidence and output"] if left_out else []
    texts = list(material.passages)
    while material.size > most:
        longest = max(range(len(texts)), key=lambda number: len(texts[number].text))
        passage = texts[longest]
        keep = max(len(passage.text) - (material.size - most), _SHORTEST_CUT)
        if keep >= len(passage.text):
            break
        gone = len(passage.text) - keep
        name = passage.prompt or passage.claim
        cut.append(f"the last {gone:,} characters of {passage.section}.{name}")
        texts[longest] = replace(passage, text=passage.text[:keep])
        material = replace(material, passages=tuple(texts))
    return replace(material, cut=tuple(cut))
