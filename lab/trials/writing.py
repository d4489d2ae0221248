"""Single changes to the probes of a record, as both front ends make them.

The record is changed in place; its probes and trials are replaced, never changed themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lab.errors import NoSuchPart, UsageError
from lab.trials.wordings import number_of, same_words
from lab.walk import next_item_id
from teardown_templates.libraries import probe_budgets, probes
from teardown_templates.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from store.records import Mark, Probe, Teardown, Trial, Verdict

__all__ = [
    "Judgement",
    "ProbeDraft",
    "TrialDraft",
    "add_probe",
    "add_trial",
    "change_probe",
    "chosen_probe",
    "find_probe",
    "find_trial",
    "mark_trial",
    "take_out_probe",
    "take_out_trial",
]


@dataclass(frozen=True, slots=True)
class ProbeDraft:
    """A probe before it has an id; only prompt and pass rule are needed."""

    prompt: str
    pass_rule: str
    name: str = ""
    kind: str = "repeat"
    """The id of one of the library's kinds."""
    target: str = ""
    """The product or model that is asked, where it is not the teardown's own."""
    quality_line: float | None = None
    """The pass rate, 0 to 1, below which the product should not ship for this user."""
    budget: str = ""
    """quick, standard or deep; empty where nobody decided."""
    wordings: tuple[str, ...] = ()
    """The prompt in other words."""


@dataclass(frozen=True, slots=True)
class TrialDraft:
    """One output before it has an id."""

    output: str
    verdict: Verdict = "unmarked"
    group: str = ""
    wording: str = ""
    """A wording's words or its number; empty for the prompt itself."""
    seconds: float | None = None
    note: str = ""
    audit: dict[str, int] | None = None
    """Its sources, counted: citations, supporting, sentences, supported."""
    settings: dict[str, Any] = field(default_factory=dict)
    source: str = "pasted"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody says about one output; what is ``None`` stays as it is."""

    verdict: Verdict | None = None
    group: str | None = None
    note: str | None = None


def find_probe(record: Teardown, name: str) -> Probe:
    """Return a probe by its id or name; ``NoSuchPart`` names the ones there are."""
    return chosen_probe(record.probes, name, source=record.id)


def chosen_probe(probes: Sequence[Probe], name: str, *, source: str) -> Probe:
    """Return one of several probes by its id or name; *source* is where they come from."""
    named = [probe for probe in probes if probe.id == name]
    named = named or [probe for probe in probes if probe.name and same_words(probe.name, name)]
    if len(named) == 1:
        return named[0]
    if named:
        raise NoSuchPart(
            f"{source} has several probes “{name}”",
            todo=f"Say which by its id: {', '.join(probe.id for probe in named)}.",
        )
    ids = [probe.id for probe in probes]
    raise NoSuchPart(
        f"{source} has no probe “{name}”",
        todo=f"Its probes are: {', '.join(ids)}." if ids else "“teardown probe add” begins one.",
    )


def find_trial(probe: Probe, trial_id: str) -> Trial:
    """Return a trial by its id; raise ``NoSuchPart``."""
    for trial in probe.trials:
        if trial.id == trial_id:
            return trial
    raise NoSuchPart(f"Probe {probe.id} has no trial “{trial_id}”")


def add_probe(record: Teardown, draft: ProbeDraft, *, now: datetime) -> Probe:
    """Add a probe under a free id and return it.

    Raise ``UsageError`` without a prompt or a pass rule, and for what no probe can have.
    """
    from store.records import Probe

    _check(draft)
    name = draft.name.strip()
    taken = next((one.id for one in record.probes if name and same_words(one.name, name)), "")
    if taken:
        raise UsageError(
            f"There is a probe “{name}” already", f"it is {taken}",
            todo="Give this one another name: a name may stand for the id.",
        )  # fmt: skip
    probe = Probe(
        id=next_item_id("probes", record.probes),
        name=draft.name.strip(),
        kind=draft.kind,
        prompt=draft.prompt,
        pass_rule=draft.pass_rule.strip(),
        target=draft.target.strip(),
        quality_line=draft.quality_line,
        budget=draft.budget,
        made_at=now,
        wordings=_different(draft),
    )
    record.probes.append(probe)
    return probe


def change_probe(record: Teardown, probe_id: str, **values: Any) -> Probe:
    """Change facts of a probe and return the new one."""
    probe = find_probe(record, probe_id)
    return _replace(record, probe.model_copy(update=values))


def take_out_probe(record: Teardown, probe_id: str) -> Probe:
    """Take a probe out with all its trials; the history keeps them.

    Claims that rested on it stay, and name it no longer.
    """
    from lab.evidence.keeping import let_go

    probe = find_probe(record, probe_id)
    record.probes = [each for each in record.probes if each is not probe]
    let_go(record, {probe.id})
    return probe


def add_trial(
    record: Teardown, probe_id: str, draft: TrialDraft, *, now: datetime, marker: str = ""
) -> Trial:
    """Add a run under a free id and the next number, and return it.

    Raise ``UsageError`` for a probe without a pass rule, since an output must not decide what
    counts as a pass, for an output without text that is no error, and for a wording that the
    probe does not have.
    """
    probe = find_probe(record, probe_id)
    if not probe.pass_rule.strip():
        raise _no_rule(f"Probe {probe.id}")
    if not draft.output.strip() and draft.verdict != "error":
        raise UsageError(
            "There is no output in it",
            todo="Give what the product answered; where it gave no answer, mark it an error.",
        )
    trial = new_trial(probe, draft, now=now, marker=marker if draft.verdict != "unmarked" else "")
    _replace(record, probe.model_copy(update={"trials": [*probe.trials, trial]}))
    return trial


def new_trial(probe: Probe, draft: TrialDraft, *, now: datetime | None, marker: str) -> Trial:
    """Return a trial with the next free id and number; the probe stays as it is."""
    from store.records import Trial

    number = _wording(probe, draft.wording)
    runs = [trial.run for trial in probe.trials if trial.wording == number]
    return Trial.model_validate(
        {
            "id": next_item_id("trials", probe.trials),
            "wording": number,
            "run": max(runs, default=0) + 1,
            "at": now,
            "seconds": draft.seconds,
            "output": draft.output,
            "verdict": draft.verdict,
            "group": draft.group.strip(),
            "note": draft.note,
            "audit": draft.audit,
            "marker": marker,
            "settings": draft.settings,
            "source": draft.source,
        }
    )


def take_out_trial(record: Teardown, probe_id: str, trial_id: str) -> Trial:
    """Take a trial out; the history keeps it. The numbers of the other runs stay."""
    probe = find_probe(record, probe_id)
    trial = find_trial(probe, trial_id)
    kept = [each for each in probe.trials if each is not trial]
    _replace(record, probe.model_copy(update={"trials": kept}))
    return trial


def mark_trial(
    record: Teardown,
    probe_id: str,
    trial_id: str,
    judgement: Judgement,
    *,
    marker: str,
    now: datetime,
) -> Trial:
    """Mark an output and return it as it stands now.

    The first who marks an output gives its verdict. Whoever marks it after another stands
    beside that, under their own name, once.
    """
    probe = find_probe(record, probe_id)
    trial = find_trial(probe, trial_id)
    said = {
        name: value
        for name in ("verdict", "group", "note")
        if (value := getattr(judgement, name)) is not None
    }
    if trial.verdict == "unmarked" or same_words(trial.marker, marker):
        named = {"marker": marker} if "verdict" in said else {}
        marked = trial.model_copy(update={**said, **named})
    else:
        marks = _marks(trial, marker, said, now=now)
        marked = trial.model_copy(update={"marks": marks})
    trials = [marked if each is trial else each for each in probe.trials]
    _replace(record, probe.model_copy(update={"trials": trials}))
    return marked


def _marks(trial: Trial, marker: str, said: dict[str, Any], *, now: datetime) -> list[Mark]:
    from store.records import Mark

    own = next((mark for mark in trial.marks if same_words(mark.marker, marker)), None)
    new = (own or Mark(marker=marker)).model_copy(update={**said, "at": now})
    if own is None:
        return [*trial.marks, new]
    return [new if mark is own else mark for mark in trial.marks]


def _check(draft: ProbeDraft) -> None:
    if not draft.prompt.strip():
        raise UsageError(
            "The probe asks nothing", todo="Give the prompt, word for word as it is sent."
        )
    _known(draft.kind, [kind.id for kind in probes()], what="kind of probe")
    if not draft.pass_rule.strip():
        usual = next(kind.passes for kind in probes() if kind.id == draft.kind)
        raise _no_rule("The probe", usual="" if draft.kind == "repeat" else usual)
    if draft.budget:
        _known(draft.budget, [budget.id for budget in probe_budgets()], what="budget")
    line = draft.quality_line
    if line is not None and not 0 <= line <= 1:
        raise UsageError("A quality line is a share of the runs", todo="Give one from 0 to 100 %.")


def _no_rule(what: str, *, usual: str = "") -> UsageError:
    return UsageError(
        f"{what} has no pass rule",
        "an output that is there already bends the rule",
        todo="Write in one sentence what counts as a pass, so that a colleague would mark as you "
        f"do{f', for example “{usual}”' if usual else ''}; then run it.",
    )


def _known(name: str, names: list[str], *, what: str) -> None:
    if name not in names:
        near = nearest(name, names)
        raise UsageError(
            f"“{name}” is no {what}",
            f"did you mean “{near}”?" if near else "",
            todo=f"There are: {', '.join(names)}.",
        )


def _different(draft: ProbeDraft) -> list[str]:
    """Return the wordings without empty ones, and without those that say the very same."""
    kept: list[str] = []
    for wording in draft.wordings:
        words = wording.strip()
        if words and words != draft.prompt.strip() and words not in kept:
            kept.append(words)
    return kept


def _wording(probe: Probe, said: str) -> int:
    number = number_of(probe, said)
    if number is None:
        known = [f"{place} “{words}”" for place, words in enumerate(probe.wordings, start=1)]
        raise UsageError(
            f"Probe {probe.id} has no wording “{said}”",
            todo=f"Its wordings are: 0, the prompt itself{''.join(f', {one}' for one in known)}.",
        )
    return number


def _replace(record: Teardown, probe: Probe) -> Probe:
    record.probes = [probe if each.id == probe.id else each for each in record.probes]
    return probe
