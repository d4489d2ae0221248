"""Outputs held against rules, without ever hanging.

A pattern can take for ever on an output that seems harmless, and nothing in Python can stop it
from within. Rules that may do that are applied by a child, ``python -m lab.trials.ruling``, that
is ended when its time is over; all others at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.trials.rules import Rule, Undecided, failing, is_bounded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Ruling", "rule_on"]

PATIENCE: Final = 5.0
"""Seconds for all outputs together, the start of the child included."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What rules say about one output."""

    verdict: Literal["pass", "fail", "unclear"]
    why: str = ""
    """Why it fails, or why nobody can tell."""


def rule_on(
    rules: Sequence[Rule],
    outputs: Sequence[str],
    *,
    environ: Mapping[str, str],
    patience: float = PATIENCE,
) -> list[Ruling]:
    """Return a ruling for each output, in order; what takes too long is unclear."""
    if all(map(is_bounded, rules)):
        return [_ruling(_found(rules, output)) for output in outputs]
    said = _child(rules, outputs, environ=environ, patience=patience)
    rulings = [_ruling(json.loads(line)) for line in said]
    late = Ruling("unclear", f"the rule did not come to an end within {patience:g} seconds")
    return [*rulings, *[late] * (len(outputs) - len(rulings))]


def _found(rules: Sequence[Rule], output: str) -> dict[str, list[str]]:
    """Return why an output fails, and why rules cannot say."""
    fails, unclear = [], []
    for rule in rules:
        try:
            fails.append(failing(rule, output))
        except Undecided as error:
            unclear.append(str(error))
    return {"fails": [why for why in fails if why], "unclear": unclear}


def _ruling(found: dict[str, list[str]]) -> Ruling:
    """Return what was found: one rule that fails is enough, whatever another cannot say."""
    if found["fails"]:
        return Ruling("fail", "; ".join(found["fails"]))
    return Ruling("unclear", "; ".join(found["unclear"])) if found["unclear"] else Ruling("pass")


def _child(
    rules: Sequence[Rule],
    outputs: Sequence[str],
    *,
    environ: Mapping[str, str],
    patience: float,
) -> list[bytes]:
    """Return the lines that a child says, one an output, as far as it came."""
    from lab.processes import child_environment

    asked = {"rules": [asdict(rule) for rule in rules], "outputs": list(outputs)}
    try:
        done = subprocess.run(
            (sys.executable, "-P", "-m", "lab.trials.ruling"),
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(environ),
            timeout=patience,
            check=False,
        )
        said: bytes = done.stdout
    except subprocess.TimeoutExpired as error:
        said = error.stdout or b""
    # A line without its end was not said to its end.
    return said.split(b"\n")[:-1]


def main() -> None:
    """Rule on what stands on stdin, one line of JSON an output."""
    asked = json.loads(sys.stdin.buffer.read())
    rules = [Rule(**each) for each in asked["rules"]]
    for output in asked["outputs"]:
        sys.stdout.write(json.dumps(_found(rules, output)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
