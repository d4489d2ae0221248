"""Trials of a file into a teardown: what goes where, and what is there already. Pure."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.trials.known import known_trials
from lab.trials.wordings import number_of, same_words
from lab.walk import next_item_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lab.trials.files import FoundProbe, FoundTrial, TrialFile
    from store.records import Probe, Teardown, Trial

__all__ = ["Bound", "Plan", "bring_in", "found_probes", "plan"]

_TOOLS: Final = frozenset({"promptfoo", "inspect"})
"""Formats whose verdicts a program gave: it is named as the marker."""

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Bound:
    """Where the trials of one prompt of a file go."""

    probe: str
    """The id of the probe, one that is there or the one that will be made."""
    name: str
    """What the file calls it, else its prompt."""
    is_new: bool
    new: int
    """Trials that come in."""
    known: int
    """Trials that are there already."""
    by_wording: tuple[tuple[str, int], ...]
    """Each wording's words with how many of the file's trials it has, the prompt itself first."""
    has_rule: bool
    """Whether the probe will say what counts as a pass."""
    other_rule: str = ""
    """The rule that the file's verdicts follow, where the probe's own is another."""
    other_marks: int = 0
    """Trials that are there already and that the file marks or groups otherwise; they stay."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do."""

    bounds: tuple[Bound, ...]
    grouped_by: str
    notes: tuple[str, ...]

    @property
    def new(self) -> int:
        """How many trials come in."""
        return sum(bound.new for bound in self.bounds)

    @property
    def known(self) -> int:
        """How many are there already."""
        return sum(bound.known for bound in self.bounds)


def plan(record: Teardown, file: TrialFile, *, pass_rule: str = "") -> Plan:
    """Return what bringing the file in would do; the record stays as it is."""
    copy = record.model_copy(update={"probes": [*record.probes]})
    return bring_in(copy, file, now=None, pass_rule=pass_rule)


def bring_in(
    record: Teardown, file: TrialFile, *, now: datetime | None, pass_rule: str = ""
) -> Plan:
    """Add the file's trials to the record and return what was done.

    A prompt of the file belongs to the probe of that id, name or prompt, asked of the same
    target; else it becomes a new one, with the file's rule or *pass_rule*. Which
    trials are there already :func:`lab.trials.known.known_trials` says.
    """
    bounds: list[Bound] = []
    for found in file.probes:
        probe = _match(record, found, taken={bound.probe for bound in bounds})
        is_new = probe is None
        if probe is None:
            probe = _begin(record, found, now=now, pass_rule=pass_rule)
            record.probes.append(probe)
        filled, other_marks = _fill(probe, found, form=file.format)
        record.probes = [filled if each is probe else each for each in record.probes]
        new = len(filled.trials) - len(probe.trials)
        bounds.append(
            Bound(
                probe=filled.id,
                name=found.name or filled.prompt,
                is_new=is_new,
                new=new,
                known=len(found.trials) - new,
                by_wording=_by_wording(filled, found),
                has_rule=bool(filled.pass_rule.strip()),
                other_rule=found.pass_rule if found.pass_rule != filled.pass_rule else "",
                other_marks=other_marks,
            )
        )
    return Plan(tuple(bounds), file.grouped_by, file.notes)


def found_probes(file: TrialFile) -> list[Probe]:
    """Return the probes of a file as they stand alone, to be measured.

    Each has the name that the file gives it as its id where it can be one, else a number.
    """
    probes: list[Probe] = []
    for number, found in enumerate(file.probes, start=1):
        taken = {probe.id for probe in probes}
        named = _ID.fullmatch(found.name) and found.name not in taken
        probe = _made(found, probe_id=found.name if named else f"b{number}", now=None, pass_rule="")
        if probe.id in taken:
            probe = probe.model_copy(update={"id": f"b{number}-{number}"})
        probes.append(_fill(probe, found, form=file.format)[0])
    return probes


def _match(record: Teardown, found: FoundProbe, *, taken: set[str]) -> Probe | None:
    """Return the probe that a prompt of a file belongs to; by its id or name, or by its words.

    A name counts only where the words are the probe's too, as far as the file says any. Two
    prompts of one file with the same words are two probes: what counts as a pass differs.
    """
    same = [probe for probe in record.probes if _same_target(probe, found)]
    if found.name:
        for probe in same:
            is_named = probe.name and same_words(found.name, probe.name)
            if (found.name == probe.id or is_named) and _asks(probe, found.prompt):
                return probe
    free = [probe for probe in same if probe.id not in taken]
    words = found.prompt or found.name
    if words.strip():
        alike = [probe for probe in free if same_words(probe.prompt, words)]
        alike.sort(key=lambda probe: probe.pass_rule != found.pass_rule)
        alike += [probe for probe in free if _asks(probe, words)]
        return alike[0] if alike else None
    # Answers alone: they came before, or there is only one probe that they can be of.
    bare = [probe for probe in free if not probe.prompt.strip() and not probe.name.strip()]
    if not bare and len(record.probes) == 1:
        bare = free
    return bare[0] if bare else None


def _asks(probe: Probe, words: str) -> bool:
    """Return whether words are the prompt or one of its wordings; none are any."""
    return not words.strip() or any(
        same_words(each, words) for each in (probe.prompt, *probe.wordings)
    )


def _same_target(probe: Probe, found: FoundProbe) -> bool:
    """Return whether the same was asked; what does not say whom it asked may be either."""
    return not (probe.target and found.target) or same_words(probe.target, found.target)


def _begin(record: Teardown, found: FoundProbe, *, now: datetime | None, pass_rule: str) -> Probe:
    probe_id = next_item_id("probes", record.probes)
    return _made(found, probe_id=probe_id, now=now, pass_rule=pass_rule)


def _made(found: FoundProbe, *, probe_id: str, now: datetime | None, pass_rule: str) -> Probe:
    """Return a probe without trials. A table names wordings only: the first is its prompt."""
    from store.records import Probe

    named = list(dict.fromkeys(trial.wording for trial in found.trials if trial.wording))
    bare = any(not trial.wording for trial in found.trials)
    prompt = found.prompt or (found.name if bare or not named else named[0])
    wordings = [words for words in named if not same_words(words, prompt)]
    name = "" if same_words(found.name, prompt) else found.name
    return Probe(
        id=probe_id,
        name=name,
        prompt=prompt,
        pass_rule=found.pass_rule or pass_rule,
        target=found.target,
        made_at=now,
        wordings=wordings,
    )


def _fill(probe: Probe, found: FoundProbe, *, form: str) -> tuple[Probe, int]:
    """Return the probe with the trials that are new, and how many others are marked otherwise."""
    wordings, numbers = _numbered(probe, found)
    known = known_trials(probe.trials, found.trials, numbers=numbers, by_tool=form in _TOOLS)
    trials = [*probe.trials]
    runs = Counter[int]()
    for trial in trials:
        runs[trial.wording] = max(runs[trial.wording], trial.run)
    first = int(next_item_id("trials", trials)[1:]) - len(trials)
    for place, one in enumerate(found.trials):
        if place not in known:
            number = numbers[one.wording]
            runs[number] += 1
            name = f"t{first + len(trials)}"
            trials.append(_trial(one, trial_id=name, wording=number, run=runs[number], form=form))
    other_marks = sum(_says_otherwise(found.trials[place], here) for place, here in known.items())
    return probe.model_copy(update={"wordings": wordings, "trials": trials}), other_marks


def _says_otherwise(one: FoundTrial, here: Trial) -> bool:
    """Return whether a file marks or groups a trial in another way; saying nothing is none."""
    is_marked = one.verdict not in {"unmarked", here.verdict}
    return is_marked or one.group not in {"", here.group}


def _numbered(probe: Probe, found: FoundProbe) -> tuple[list[str], dict[str, int]]:
    """Return the probe's wordings with those that are new, and the number of each in the file."""
    wordings, numbers = [*probe.wordings], {}
    for said in dict.fromkeys(trial.wording for trial in found.trials):
        number = number_of(probe, said or found.prompt)
        if number is None:
            wordings.append(said)
            number = len(wordings)
        numbers[said] = number
    return wordings, numbers


def _trial(one: FoundTrial, *, trial_id: str, wording: int, run: int, form: str) -> Trial:
    from store.records import Trial

    by_tool = form in _TOOLS and one.verdict in {"pass", "fail"}
    return Trial(
        id=trial_id,
        wording=wording,
        run=run,
        at=one.at,
        seconds=one.seconds,
        output=one.output,
        verdict=one.verdict,
        group=one.group,
        note=one.note,
        marker=form if by_tool else "",
        settings=one.settings,
        source="imported",
    )


def _by_wording(probe: Probe, found: FoundProbe) -> tuple[tuple[str, int], ...]:
    numbers = _numbered(probe, found)[1]
    counts = Counter(numbers[trial.wording] for trial in found.trials)
    words: Sequence[str] = (probe.prompt, *probe.wordings)
    return tuple((words[number], counts[number]) for number in sorted(counts))
