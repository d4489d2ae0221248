"""``teardown probe mark``: outputs marked by a rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from cli.kit import WORDS, command, pass_session
from cli.present import DONE
from cli.streams import one_line, out, say

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["mark_command", "with_schema"]

_SCHEMA_FILE: Final = "json schema @"


@command("mark")
@click.argument("teardown", metavar="ID")
@click.argument("probe", metavar="PROBE")
@click.option(
    "--rule", "rules", type=WORDS, multiple=True, required=True, metavar="R",
    help="Such as “contains 30 days”; all of several must hold.",
)  # fmt: skip
@pass_session
def mark_command(session: Session, *, teardown: str, probe: str, rules: tuple[str, ...]) -> int:
    """Mark every output of a probe by a rule, in the rule’s own name.

    What people said of an output stays; the rule then stands beside it.
    """
    from lab.trials.rule_marking import mark_by_rules

    workspace = session.workspace()
    lines = "\n".join(map(with_schema, rules))
    marker, rulings = mark_by_rules(workspace, workspace.resolve(teardown), probe, lines)
    for trial_id, ruling in rulings.items():
        out(f"{trial_id:<6} {ruling.verdict:<8} {one_line(ruling.why)}".rstrip())
    counts = Counter(ruling.verdict for ruling in rulings.values())
    found = ", ".join(f"{number} {verdict}" for verdict, number in counts.items())
    say(f"{one_line(marker)}: {found}." if found else "There is no output to mark.")
    return DONE


def with_schema(rule: str) -> str:
    """Return a rule on one line, with the schema of the file that it names in its place."""
    if not rule.strip().lower().startswith(_SCHEMA_FILE):
        return " ".join(rule.splitlines())
    from cli.files import read_text

    file = rule.strip()[len(_SCHEMA_FILE) :].strip()
    return f"json schema {' '.join(read_text(file).split())}"
