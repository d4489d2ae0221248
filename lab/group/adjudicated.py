"""The group's own teardown: what each said, side by side, for people to agree on. Pure.

Nothing is decided by it. Answers stand under their authors' names, matched findings become one
claim that names where it comes from, scores stay open: the group gives them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lab.authors import plain_name
from lab.compare.saying import named
from store.records import (
    Claim,
    Origin,
    Product,
    SectionQuestions,
    SectionWork,
    Teardown,
    TemplateRef,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lab.compare.comparison import Comparison
    from lab.compare.findings import Found
    from lab.group.contents import Opened

__all__ = ["adjudicated"]


def adjudicated(
    comparison: Comparison,
    *,
    teardown_id: str,
    round_name: str,
    group: str,
    now: datetime,
    offset: int,
    opening: Opened | None = None,
) -> Teardown:
    """Return a draft with everything that was revealed; *offset* is seconds east of UTC.

    It is of the product of the *opening*, by its template where somebody walked that.
    """
    records = [one.record for one in comparison.subjects]
    same = [one for one in records if opening and _is_of(one, opening)]
    asked = [one for one in same if opening and one.template.id == opening.template]
    longest = max(asked or same or records, key=lambda one: len(one.questions))
    asked_of_all = _asked([longest, *records])
    sections = {
        asked.id: SectionWork(answers=_answers(comparison, asked)) for asked in asked_of_all
    }
    found = [*comparison.findings.found, *comparison.findings.ideas]
    known = {*sections}
    return Teardown(
        id=teardown_id,
        author=named([one.label for one in comparison.subjects]),
        template=TemplateRef(**longest.template.model_dump()),
        tags=["group"],
        created_at=now,
        updated_at=now,
        begun_on=(now + timedelta(seconds=offset)).date(),
        origin=Origin(kind="group", name=f"{group}: {round_name}", imported_at=now),
        product=Product(name=opening.product, url=opening.url)
        if opening and not same
        else Product(**longest.product.model_dump()),
        observed_from=min((r.observed_from for r in records if r.observed_from), default=None),
        observed_to=max((r.observed_to for r in records if r.observed_to), default=None),
        questions=asked_of_all,
        sections={name: work for name, work in sections.items() if work.answers},
        claims=[
            _claim(number, one, comparison)
            for number, one in enumerate((one for one in found if one.section in known), 1)
        ],
    )


def _is_of(record: Teardown, opening: Opened) -> bool:
    return plain_name(record.product.name) == plain_name(opening.product)


def _asked(records: Sequence[Teardown]) -> list[SectionQuestions]:
    """Return every question that any of them was asked, the first one's order first.

    Their templates may differ, and nothing that anybody wrote is left out.
    """
    sections: dict[str, SectionQuestions] = {}
    for record in records:
        for asked in record.questions:
            copy = SectionQuestions(**asked.model_dump())
            there = sections.setdefault(asked.id, copy)
            known = {prompt.id for prompt in there.prompts}
            there.prompts.extend(prompt for prompt in copy.prompts if prompt.id not in known)
    return list(sections.values())


def _answers(comparison: Comparison, asked: SectionQuestions) -> dict[str, str]:
    answers = {}
    for prompt in asked.prompts:
        said = []
        for one in comparison.subjects:
            work = one.record.sections.get(asked.id)
            text = work.answers.get(prompt.id, "") if work is not None else ""
            if text.strip():
                said.append(f"{one.label}:\n\n{text.strip()}")
        if said:
            answers[prompt.id] = "\n\n".join(said)
    return answers


def _claim(number: int, found: Found, comparison: Comparison) -> Claim:
    """Return one claim for all that were matched: the gravest of them, and where all come from."""
    gravest = max(found.said, key=lambda one: (one.claim.severity or -1, one.at))
    sources = [
        f"{comparison.label(one.at.teardown)} ({one.at.teardown} {one.at.claim})"
        for one in found.said
    ]
    others = [
        f"{comparison.label(one.at.teardown)}: {one.claim.statement}"
        for one in found.said
        if one is not gravest
    ]
    because = "\n\n".join(filter(None, [gravest.claim.because, f"From {named(sources)}.", *others]))
    return Claim(
        id=f"c{number}",
        section=found.section,
        kind=gravest.claim.kind,
        statement=gravest.claim.statement,
        because=because,
        who=gravest.claim.who,
        where=gravest.claim.where,
        basis=gravest.claim.basis,
        confidence=gravest.claim.confidence,
        severity=gravest.claim.severity,
        breaks_if=gravest.claim.breaks_if,
    )
