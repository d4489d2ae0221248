"""The form that designs a probe: what is asked, what counts as a pass, how often it is run."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from textual import on

from lab.libraries import probe_budgets, probe_kinds
from lab.trials.budget import outlook_words
from lab.trials.writing import ProbeDraft
from tui.choosing.choices import Choice
from tui.forms.fields import ChoiceAsked, FieldEditor, TextAsked
from tui.forms.form import FormScreen
from tui.forms.one_of import OneAsked, OneField
from tui.glyphs import plain_punctuation
from tui.widgets.plain import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.events import DescendantFocus

    from lab.model import Probe
    from tui.forms.form import Asked

__all__ = ["DesignForm", "draft_of", "kind_title", "share_in"]

REWORDINGS: Final = 3
"""Fields for other words, at the least."""
USUAL_KIND: Final = "repeat"
USUAL_BUDGET: Final = "quick"

_PROMPT: Final = "What you send, word for word"
_RULE: Final = "One sentence: a colleague would mark as you do"
_HELP: Final = {
    "kind": "What you want to find out. The first one is the place to begin.",
    "prompt": "Word for word as you send it. Ctrl+J begins a new line; pasted lines stay lines.",
    "pass_rule": "Written before the first output is read: a rule that comes later bends.",
    "quality_line": "Below this share of passes it should not ship for this user. May stay empty.",
    "budget": "How often you mean to run it. The arrows choose.",
    "target": "Only where it is not the product of this teardown, or one of its models.",
    "name": "Where the prompt is long. May stay empty; Enter here keeps the form.",
}
_WORDING: Final = "The same wish as a colleague could put it. May stay empty."


class DesignForm(FormScreen):
    """Asks for a probe; says at each field what it is for."""

    PURPOSE = (
        "Designs a probe. Only prompt and pass rule are needed. Enter goes from field to field, "
        "Ctrl+J is a new line, and Ctrl+S keeps the form from anywhere."
    )

    def __init__(
        self,
        probe: Probe | None = None,
        *,
        half_filled: Mapping[str, str] | None = None,
        keep: Callable[[Mapping[str, str] | None], None] = lambda _: None,
        begin_at: str = "",
    ) -> None:
        """Ask for a new probe, or for what is other about *probe*; *begin_at* names a field."""
        super().__init__(
            "Change this probe" if probe is not None else "Design a probe",
            _asked(probe),
            verb="Keep it",
            check=_fault,
            half_filled=half_filled,
            keep=keep,
            begin_at=begin_at,
        )
        self._is_refused = False

    def on_mount(self) -> None:
        """Offer the usual rule of the kind that is chosen."""
        self._propose(self.values()["kind"])

    @on(OneField.Changed)
    def _on_kind(self, event: OneField.Changed) -> None:
        self._propose(event.value)

    def _propose(self, kind: str) -> None:
        """Offer the usual rule of this kind where there is none yet."""
        usual = next((each.passes for each in probe_kinds() if each.id == kind), "")
        field = self.query_one("#field-pass_rule", FieldEditor)
        field.proposed = "" if kind == USUAL_KIND or not usual else f"{usual}."
        hint = f"{field.proposed}  (Right takes it)" if field.proposed else _RULE
        field.placeholder = literal(plain_punctuation(hint))

    def action_save(self) -> None:
        """Keep the form; what is wrong with it is said until another field is gone to."""
        self._is_refused = True
        super().action_save()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Say what the field is for."""
        if self._is_refused:
            self._is_refused = False
            return
        name = (event.widget.id or "").removeprefix("field-")
        words = _WORDING if name.startswith("wording") else _HELP.get(name, "")
        if words:
            self._say(plain_punctuation(words), is_fault=False)


def kind_title(kind: str) -> str:
    """Return what a kind of probe is called; one that came from elsewhere by its own name."""
    return next((each.title for each in probe_kinds() if each.id == kind), kind)


def draft_of(values: Mapping[str, str]) -> ProbeDraft:
    """Return the probe that was filled in; its wordings stand where they stood, also empty."""
    names = sorted((n for n in values if n.startswith("wording")), key=lambda n: int(n[7:]))
    return ProbeDraft(
        prompt=values["prompt"],
        pass_rule=values["pass_rule"],
        name=values["name"],
        kind=values["kind"],
        target=values["target"],
        quality_line=share_in(values["quality_line"]),
        budget=values["budget"],
        wordings=tuple(values[name] for name in names),
    )


def share_in(text: str) -> float | None:
    """Return percents such as “80” or “80 %” as a share; ``None`` for nothing.

    Raise ``ValueError`` for what is none, or means something else, as 0.8 does.
    """
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    if not plain:
        return None
    number = float(plain)
    if not math.isfinite(number) or not (number == 0 or 1 <= number <= 100):  # noqa: PLR2004  # percents
        raise ValueError(text)
    return number / 100


def _fault(values: Mapping[str, str]) -> tuple[str, str] | None:
    if not values["prompt"]:
        return "prompt", "Give the prompt, word for word as you send it."
    if not values["pass_rule"]:
        return "pass_rule", "Say what counts as a pass, before the first output is there."
    try:
        share_in(values["quality_line"])
    except ValueError:
        return "quality_line", "Give it in percent, such as 80."
    words = [values[name] for name in values if name.startswith("wording")] + [values["prompt"]]
    said = [each for each in words if each]
    if len({*said}) < len(said):
        twice = next(name for name in values if name.startswith("wording") and values[name]
                     and said.count(values[name]) > 1)  # fmt: skip
        return twice, "These words are there already. Put it as somebody else would."
    return None


def _asked(probe: Probe | None) -> list[Asked]:
    def value(name: str) -> str:
        return str(getattr(probe, name)) if probe is not None else ""

    wordings = [*(probe.wordings if probe is not None else ())]
    fields = max(REWORDINGS, len(wordings) + 1)
    wordings += [""] * (fields - len(wordings))
    line = probe.quality_line if probe is not None else None
    return [
        OneAsked("kind", "Kind", _kinds, "the kind of probe", value("kind") or USUAL_KIND),
        TextAsked("prompt", "Prompt", _PROMPT, value("prompt")),
        TextAsked("pass_rule", "Passes if", _RULE, value("pass_rule")),
        TextAsked(
            "quality_line", "Quality line", "80 %: below it, it should not ship for this user",
            f"{line * 100:g} %" if line is not None else "",
        ),
        ChoiceAsked(
            "budget", "Runs", _budgets(), value("budget") if probe is not None else USUAL_BUDGET,
            meaning_lines=5,
        ),
        *(
            TextAsked(
                f"wording{number}",
                "Other words" if number == 1 else str(number),
                "The same wish, as a colleague could put it" if number == 1 else "",
                words,
            )
            for number, words in enumerate(wordings, start=1)
        ),
        TextAsked("target", "Asked of", "The product of this teardown", value("target")),
        TextAsked("name", "Short name", "Such as: summary of a long page", value("name")),
    ]  # fmt: skip


def _kinds() -> list[Choice]:
    return [Choice(kind.id, kind.title, "", kind.do) for kind in probe_kinds()]


def _budgets() -> tuple[tuple[str, str, str], ...]:
    """Return how much can be run, each with what so many runs can and cannot show."""
    offers = []
    for budget in probe_budgets():
        each = budget.runs_per_rewording
        more = f", {each} of each wording" if each else ""
        prompts = f", for {budget.prompts} prompts" if budget.prompts > 1 else ""
        words = f"{budget.runs} runs{more}{prompts}. {outlook_words(budget.runs)}"
        offers.append((budget.id, budget.id, words))
    return tuple(offers)
