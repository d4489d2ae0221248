"""The outputs of a probe marked by a rule, beside what people say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.trials.rules import parse_rules, rule_words
from lab.trials.ruling import rule_on
from lab.trials.writing import Judgement, find_probe, mark_trial

if TYPE_CHECKING:
    from lab.trials.ruling import Ruling
    from lab.workspace import Workspace
    from store.records import Teardown

__all__ = ["mark_by_rules"]


def mark_by_rules(
    workspace: Workspace, teardown_id: str, probe_id: str, lines: str
) -> tuple[str, dict[str, Ruling]]:
    """Mark every output of a probe by rules, one a line; write that once.

    Return the name under which they mark, and what they say of each trial. Errors are passed
    over: there is no output to judge. Raise ``UsageError`` for what is no rule.
    """
    rules = parse_rules(lines)
    if not rules:
        raise UsageError("There is no rule to mark by", todo="Give one, such as contains 30 days.")
    marker = rule_words(rules)
    probe = find_probe(workspace.load(teardown_id), probe_id)
    trials = [trial for trial in probe.trials if trial.verdict != "error"]
    said = rule_on(rules, [trial.output for trial in trials], environ=workspace.environ)
    rulings = {trial.id: ruling for trial, ruling in zip(trials, said, strict=True)}
    now = workspace.clock.now()

    def mark(record: Teardown) -> None:
        there = {trial.id for trial in find_probe(record, probe.id).trials}
        for trial_id in there & rulings.keys():
            ruling = rulings[trial_id]
            judgement = Judgement(ruling.verdict, note=ruling.why or None)
            mark_trial(record, probe.id, trial_id, judgement, marker=marker, now=now)

    if rulings:
        workspace.change(teardown_id, mark)
    return marker, rulings
