"""Trials as files for others: our own table, and what promptfoo reads. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from lab.trials.files.tables import COLUMNS
from lab.trials.tally import wording_of
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from store.records import Probe, Trial

__all__ = [
    "looks_like_a_formula",
    "looks_like_a_template",
    "promptfoo_config",
    "promptfoo_outputs",
    "to_csv",
]

_SCHEMA: Final = "# yaml-language-server: $schema=https://promptfoo.dev/config-schema.json"
_FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a cell (OWASP, “CSV Injection”)."""
_TEMPLATE_MARKS: Final = ("{{", "{%", "{#")


def to_csv(probes: Sequence[Probe]) -> str:
    """Return the trials as a table with our columns; it reads back as it is.

    “probe” is the prompt, or its id where two probes have the same one; “wording” is empty for
    the prompt itself.
    """
    prompts = Counter(normal(probe.prompt) for probe in probes)
    page = io.StringIO(newline="")
    # These line ends make the writer quote whatever holds one of either kind.
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for probe in probes:
        name = probe.prompt if probe.prompt.strip() and prompts[normal(probe.prompt)] == 1 else ""
        for trial in probe.trials:
            writer.writerow(_row(probe, trial, name=name or probe.id))
    return page.getvalue()


def _row(probe: Probe, trial: Trial, *, name: str) -> list[str]:
    wording = (wording_of(probe, trial.wording) or str(trial.wording)) if trial.wording else ""
    cells = {
        "probe": name,
        "trial": trial.id,
        "answer": trial.output,
        "verdict": "" if trial.verdict == "unmarked" else trial.verdict,
        "group": trial.group,
        "wording": wording,
        "seconds": "" if trial.seconds is None else repr(trial.seconds),
        "note": trial.note,
        "at": "" if trial.at is None else trial.at.isoformat().replace("+00:00", "Z"),
    }
    return [cells[column] for column in COLUMNS]


def looks_like_a_formula(probes: Iterable[Probe]) -> int:
    """Return how many trials have a text that a spreadsheet would take for a formula.

    It stands in the table as it is: what a product answered is changed for no program.
    """
    return sum(
        any(text.startswith(_FORMULA_MARKS) for text in (trial.output, trial.note, trial.group))
        for probe in probes
        for trial in probe.trials
    )


def promptfoo_outputs(probe: Probe) -> str:
    """Return a probe's outputs as the list that ``promptfoo eval --model-outputs`` takes.

    Each has tags that say where it comes from and what was marked. Errors are left out: they
    hold no output.
    """
    return _json(
        [
            {"output": trial.output, "tags": [*_tags(probe, trial)]}
            for trial in probe.trials
            if trial.verdict != "error"
        ]
    )


def _tags(probe: Probe, trial: Trial) -> Iterator[str]:
    yield probe.id
    yield trial.id
    yield f"wording {trial.wording}"
    yield trial.verdict
    if trial.group.strip():
        yield f"group {trial.group.strip()}"


def promptfoo_config(probe: Probe, *, product: str, runs: int) -> str:
    """Return a config with which promptfoo runs the same prompt and wordings so many times.

    The provider is “echo”, to be replaced; a pass rule in words is no check that a program can
    make, so it stands in the description. What comes out can be imported here again.
    """
    lines = [
        _SCHEMA,
        "# The provider “echo” only repeats the prompt: put the one that you want to ask instead.",
        f"description: {_text(f'{product} · {probe.id}. Passes if: {probe.pass_rule}')}",
        "prompts:",
        *(f"  - {_text(_literal(words))}" for words in _asked(probe)),
        "providers:",
        f"  - {_text('echo')}",
        "tests:",
        f"  - description: {_text(probe.name or probe.id)}",
        "    metadata:",
        f"      probe: {_text(probe.name or probe.id)}",
        "evaluateOptions:",
        f"  repeat: {max(runs, 1)}",
    ]
    return "\n".join(lines) + "\n"


def looks_like_a_template(outputs: Iterable[str]) -> int:
    """Return how many outputs promptfoo would not take as they are: templates, names of files."""
    return sum(
        output.startswith("file://") or any(mark in output for mark in _TEMPLATE_MARKS)
        for output in outputs
    )


def _asked(probe: Probe) -> Iterator[str]:
    for words in (probe.prompt, *probe.wordings):
        if words.strip():
            yield words


def _literal(words: str) -> str:
    """Return words so that promptfoo sends them as they are."""
    if any(mark in words for mark in _TEMPLATE_MARKS) and "endraw" not in words:
        return f"{{% raw %}}{words}{{% endraw %}}"
    return words


def _text(words: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(words, ensure_ascii=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
