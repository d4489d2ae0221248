"""Section by section: the scores with their spread, and the answers beside each other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from lab.compare.saying import agreement_lines, range_words
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.screens.compare.entries import Entry
from tui.widgets.prose import block, two_sided

if TYPE_CHECKING:
    from lab.compare.scores import SectionScores
    from lab.model import WrittenQuestion
    from tui.screens.compare.entries import Drawn
    from tui.screens.compare.layout import Layout
    from tui.widgets.prose import Line

__all__ = ["draw_sections", "section_key"]

_HIGHEST: Final = 4
_STEP: Final = 11
_NARROW_STEP: Final = 8


def section_key(section: str) -> str:
    """Return the key of a section's scores."""
    return f"section {section}"


def draw_sections(drawn: Drawn, layout: Layout) -> None:
    """Draw every section: its scores, then each question that somebody answered."""
    comparison = layout.comparison
    drawn.part("Section by section", columns=True)
    drawn.say(layout.paragraphs([plain_punctuation(x) for x in agreement_lines(comparison)]))
    moved = {one.section: one for one in comparison.movement}
    for scores in comparison.scores:
        section = scores.section
        drawn.section(one_line(section.title), columns=True)
        lines = _scores(scores, layout)
        if section.id in moved:
            lines += layout.paragraphs([range_words(moved[section.id], comparison)], "muted")
        drawn.add(
            Entry(
                section_key(section.id),
                layout.spots(section.id),
                differs=bool(scores.spread),
            ),
            lines,
        )
        for asked in _questions(section.id, layout):
            question = block(asked.text, "muted", layout.width)
            answers = layout.columns(partial(_answer, layout, section.id, asked.id))
            drawn.add(
                Entry(f"answer {section.id} {asked.id}", layout.spots(section.id, asked.id)),
                [*question, *answers],
            )


def _scores(scores: SectionScores, layout: Layout) -> list[Line]:
    spread = scores.spread
    right = [] if spread is None else [
        (f"middle {scores.middle:g}  ", "muted"),
        (f"spread {spread}", "warning bold" if spread > 1 else "bold" if spread else "muted"),
    ]  # fmt: skip
    lines = [two_sided([(one_line(scores.section.title), "bold")], right, min(layout.width, 92))]
    if not scores.given:
        return [*lines, [("No score yet.", "muted")]]
    lines.append(_scale(scores, layout))
    without = [layout.name(name) for name, score in scores.scores.items() if score is None]
    said = f"No score: {', '.join(without)}"
    return [*lines, *(block(said, "muted", layout.width) if without else [])]


def _scale(scores: SectionScores, layout: Layout) -> Line:
    """Return 0 to 4 as a line, each teardown's letter at its score, the range drawn through."""
    step = _STEP if layout.width >= _STEP * (_HIGHEST + 1) else _NARROW_STEP
    low, high = scores.given[0], scores.given[-1]
    line: Line = []
    for score in range(_HIGHEST + 1):
        here = "".join(
            layout.letters[name] for name, given in scores.scores.items() if given == score
        )
        line += [
            (f"{score}", "bold" if here else "faint"),
            (f" {here}" if here else "", "accent bold"),
        ]
        room = step - 2 - len(here) - (1 if here else 0)
        if score < _HIGHEST:
            within = low <= score < high
            fill = (glyphs().bar if within else glyphs().track) * max(0, room - 1)
            line += [(f" {fill} ", "accent" if within else "faint")]
    return line


def _questions(section: str, layout: Layout) -> list[WrittenQuestion]:
    """Return the questions of a section that somebody answered, in the order they are asked."""
    asked: dict[str, WrittenQuestion] = {}
    for one in layout.comparison.subjects:
        work = one.record.sections.get(section)
        for part in one.record.questions:
            if part.id == section and work is not None:
                for prompt in part.prompts:
                    if work.answers.get(prompt.id, "").strip():
                        asked.setdefault(prompt.id, prompt)
    return list(asked.values())


def _answer(layout: Layout, section: str, prompt: str, teardown: str, width: int) -> list[Line]:
    record = next(one.record for one in layout.comparison.subjects if one.id == teardown)
    work = record.sections.get(section)
    text = work.answers.get(prompt, "").strip() if work is not None else ""
    return block(text, "", width) if text else [[("(nothing)", "faint")]]
