"""What bringing trials in does, for people: where they go, and what stands in their way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.streams import one_line, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.trials.bringing_in import Plan

__all__ = ["print_plan", "tell_plan"]


def print_plan(plan: Plan) -> None:
    """Print where the trials of a file go."""
    from cli.table import Column, print_table

    print_table(
        (
            Column("probe"),
            Column("new", right=True),
            Column("there", right=True),
            Column("prompt and wordings", least=20),
        ),
        [
            [
                f"{bound.probe} (new)" if bound.is_new else bound.probe,
                str(bound.new),
                str(bound.known),
                " / ".join(words for words, _ in bound.by_wording),
            ]
            for bound in plan.bounds
        ],
    )


def tell_plan(done: Plan, *, dry_run: bool) -> None:
    """Say beside that how the trials were grouped, and what to know about them."""
    for sentence in (done.grouped_by, *done.notes, *_about(done)):
        say(sentence)
    if done.known and not done.new:
        say("All of them are there already. New runs differ in answer, seconds or “at”.")
    elif dry_run:
        say("Nothing was written, as this is a dry run.")


def _about(done: Plan) -> Iterator[str]:
    for bound in done.bounds:
        if bound.other_rule:
            yield (
                f"Verdicts of {bound.probe} are by “{one_line(bound.other_rule)}”, not by its own "
                "pass rule."
            )
        if bound.other_marks:
            several = bound.other_marks > 1
            yield (
                f"{bound.other_marks} {'outputs' if several else 'output'} of {bound.probe} "
                f"{'are' if several else 'is'} there with another verdict or group than in the "
                "file, and stayed so. “teardown edit” changes marks."
            )
    for bare, help_ in (
        ([bound.probe for bound in done.bounds if not bound.has_rule and bound.is_new],
         "--pass-rule gives one to new probes."),
        ([bound.probe for bound in done.bounds if not bound.has_rule and not bound.is_new],
         "“teardown edit” gives one to a probe that is there."),
    ):  # fmt: skip
        if bare:
            yield f"{', '.join(bare)} {'has' if len(bare) == 1 else 'have'} no pass rule; {help_}"
