"""A probe as a card: what was asked, what passes, what its runs say, and every run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from store.exchange.html_parts import card, rows, tags, text, words
from store.exchange.html_text import block, literal, plain
from store.exchange.said import html_table, said_lines
from store.exchange.values import Kind, show_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.exchange.said import Saying
    from store.records import Audit, Mark, Probe, Trial, Verdict

__all__ = ["probe_card"]

_VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    "pass": ("●", "passed"),
    "fail": ("○", "failed"),
    "unclear": ("?", "unclear"),
    "error": ("×", "error"),
    "unmarked": ("·", "not marked"),
}


def probe_card(probe: Probe, says: Sequence[Saying], *, place: str = "") -> str:
    """Return a probe with all its runs; *says* is what follows from them, in words and tables.

    *place* is its anchor.
    """
    line = probe.quality_line
    labels = [
        ("strong", plain(probe.kind.capitalize())),
        ("", words(probe.name)),
        (
            "",
            f"Quality line {show_value(Kind.PERCENT, line).replace('%', ' %')}"
            if line is not None
            else "",
        ),
    ]
    wordings = "".join(
        f'<div class="literal" dir="auto">{number}. {plain(wording)}</div>'
        for number, wording in enumerate(probe.wordings, start=1)
    )
    shown = [
        ("Prompt", literal(probe.prompt) if probe.prompt else ""),
        ("Wordings", wordings),
        ("Passes if", text(probe.pass_rule) if probe.pass_rule else ""),
        ("Asked", words(probe.target)),
        ("Budget", words(probe.budget)),
        ("Result", said_lines(says)),
        *((plain(one.title), html_table(one)) for one in says if not isinstance(one, str)),
        ("Runs", _summary(probe.trials)),
    ]
    trials = "".join(_trial(trial, several=len(probe.wordings) > 0) for trial in probe.trials)
    return card(tags(labels) + rows(shown) + trials, place=place)


def _summary(trials: list[Trial]) -> str:
    if not trials:
        return "None yet."
    strip = "".join(_VERDICTS[trial.verdict][0] for trial in trials)
    counts = Counter(trial.verdict for trial in trials)
    said = [f"{counts['pass']} of {counts['pass'] + counts['fail']} passed"]
    said += [
        f"{counts[name]} {how}"
        for name, (_, how) in _VERDICTS.items()
        if counts[name] and name != "pass"
    ]
    return f'{" · ".join(said)} <span class="strip" aria-hidden="true">{strip}</span>'


def _trial(trial: Trial, *, several: bool) -> str:
    facts = [
        f"Run {trial.run}",
        (f"wording {trial.wording}" if trial.wording else "the prompt itself") if several else "",
        _verdict(trial.verdict),
        f"{trial.seconds:g} s" if trial.seconds is not None else "",
        f"group {words(trial.group)}" if trial.group else "",
        _audited(trial.audit) if trial.audit is not None else "",
        f"marked by {words(trial.marker)}" if trial.marker else "",
        "" if trial.source == "pasted" else plain(trial.source),
    ]
    head = f'<p class="label">{" · ".join(fact for fact in facts if fact)}</p>'
    output = literal(trial.output) if trial.output else '<p class="empty">No output kept.</p>'
    note = block(trial.note) if trial.note else ""
    return f'<div class="trial">{head}{output}{note}{"".join(map(_mark, trial.marks))}</div>\n'


def _audited(audit: Audit) -> str:
    return (
        f"{audit.supporting} of {audit.citations} citations support their sentence, "
        f"{audit.supported} of {audit.sentences} sentences are supported"
    )


def _mark(mark: Mark) -> str:
    facts = [
        words(mark.marker) or "Another marker",
        _verdict(mark.verdict),
        f"group {words(mark.group)}" if mark.group else "",
    ]
    head = f'<p class="label">{" · ".join(fact for fact in facts if fact)}</p>'
    return head + (block(mark.note) if mark.note else "")


def _verdict(verdict: Verdict) -> str:
    sign, said = _VERDICTS[verdict]
    return f'<span aria-hidden="true">{sign}</span> {said}'
