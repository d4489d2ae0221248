"""What Inspect writes: the log as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lab.trials.files.found import FoundProbe, FoundTrial, TrialFile, probe_for
from lab.trials.files.values import instant, listing, mapping, said, seconds

if TYPE_CHECKING:
    from store.records import Verdict

__all__ = ["is_head", "is_log", "read_log"]

_GRADES: Final[dict[Any, Verdict]] = {"C": "pass", "I": "fail", "N": "fail"}
"""Correct, incorrect, no answer. ``P``, partly correct, is neither pass nor fail."""


def is_log(value: Any) -> bool:
    """Return whether an object is one of its logs."""
    return isinstance(value, dict) and "samples" in value and "eval" in value


def is_head(value: Any) -> bool:
    """Return whether an object is what stands before the samples of a log."""
    return isinstance(value, dict) and "samples" not in value and {"eval", "status"} <= {*value}


def read_log(log: dict[str, Any]) -> TrialFile:
    """Return the trials of a log: a trial is one epoch of a sample."""
    about = mapping(log.get("eval"))
    scorers: dict[str, None] = {}
    probes: dict[Any, FoundProbe] = {}
    between = 0
    for sample in map(mapping, listing(log.get("samples"))):
        scores = mapping(sample.get("scores"))
        if not scores and sample.get("score") is not None:  # of its first version
            scores = {"": sample["score"]}
        scorers |= dict.fromkeys(scores)
        trial = _trial(sample, mapping(next(iter(scores.values()), None)))
        between += trial.verdict == "unmarked" and bool(scores)
        name = said(sample.get("id"))
        probe = FoundProbe(
            name,
            prompt=_asked(sample.get("input")),
            target=said(about.get("model")),
            pass_rule=_rule(next(iter(scores), ""), said(sample.get("target"))),
        )
        probe_for(probes, name, probe).trials.append(trial)
    notes = []
    if len(scorers) > 1:
        first, *others = scorers
        notes.append(f"Verdicts are those of “{first}”; not read: {', '.join(others)}.")
    if between:
        notes.append(f"{between} scores are neither right nor wrong: these came in unmarked.")
    if not mapping(log.get("results")):
        notes.append("The log is of a run that did not finish.")
    return TrialFile(
        "inspect",
        tuple(probes.values()),
        "Epochs of the same sample are repeats of one prompt.",
        tuple(notes),
    )


def _trial(sample: dict[str, Any], score: dict[str, Any]) -> FoundTrial:
    output = mapping(sample.get("output"))
    error = sample.get("error") or output.get("error")
    grade = score.get("value")
    verdict: Verdict = "unmarked"
    if error:
        verdict = "error"
    elif isinstance(grade, str):
        verdict = _GRADES.get(grade, "unmarked")
    elif isinstance(grade, int | float):  # True and False are 1 and 0 here
        verdict = {1.0: "pass", 0.0: "fail"}.get(float(grade), "unmarked")  # type: ignore[assignment]  # the dict's values are verdicts
    told = mapping(error).get("message") if isinstance(error, dict) else error
    partly = f"scored {said(grade)}" if verdict == "unmarked" and grade is not None else ""
    return FoundTrial(
        output=said(output.get("completion")),
        verdict=verdict,
        seconds=seconds(output.get("time")),
        note=said(told) or partly,
        at=instant(sample.get("started_at")),
        settings={"model": model} if (model := said(output.get("model"))) else {},
    )


def _asked(value: Any) -> str:
    """Return a sample's input: text, or what the person said in a conversation."""
    if isinstance(value, str):
        return value
    messages = [each for each in map(mapping, listing(value)) if each.get("role") == "user"]
    return "\n\n".join(_content(each.get("content")) for each in messages)


def _content(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "\n".join(said(mapping(part).get("text")) for part in listing(value))


def _rule(scorer: str, target: str) -> str:
    return f"{scorer} {target}".strip()
