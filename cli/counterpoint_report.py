"""Counterpoints as a person reads them, each beside the words that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.streams import bold, dim, one_line, out, screen_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.counterpoints.critic import Repeats
    from lab.model import Counterpoint, Teardown

__all__ = ["print_points", "print_repeats", "repeats_as_json"]

_LONGEST_QUOTE = 200


def print_points(record: Teardown, section: str, points: Sequence[Counterpoint]) -> None:
    """Print a section's title and its items."""
    if not points:
        return
    title = next((one.title for one in record.questions if one.id == section), section)
    out(bold(one_line(title)))
    for point in points:
        _print(point)


def _print(point: Counterpoint) -> None:
    from lab.counterpoints.checking import UNVERIFIED
    from lab.libraries import counterpoints

    names = {kind.id: kind.name for kind in counterpoints().kinds}
    facts = [names.get(point.kind, point.kind)]
    if point.source == "model":
        facts += [f"severity {point.severity} of 3", one_line(point.model), UNVERIFIED]
    if point.partial:
        facts.append("not whole")
    out(f"  {point.id:<4} ", dim(" · ".join(fact for fact in facts if fact)))
    if point.target_quote:
        quote = one_line(point.target_quote)
        said = f"“{quote[:_LONGEST_QUOTE]}{'…' if len(quote) > _LONGEST_QUOTE else ''}”"
        if not point.counterpoint.startswith(said):
            _flow(said)
    _flow(point.counterpoint)
    for label, text in (
        ("It matters because", point.why_it_matters),
        ("Evidence needed", point.evidence_needed),
        ("Cheapest check", point.cheapest_check),
        ("Would be wrong if", point.would_be_wrong_if),
    ):
        if text:
            _flow(f"{label}: {text}")


def _flow(text: str) -> None:
    from cli.cells import wrap

    for line in wrap(one_line(text), screen_width() - 7):
        out(f"       {line}")


def print_repeats(found: Repeats) -> None:
    """Print how often each quote came, and what two calls have in common."""
    for each in found.quotes:
        low, high = each.interval
        out(
            f"{each.calls} of {found.calls}  ",
            dim(f"{low:.0%} to {high:.0%}  "),
            f"“{one_line(each.quote)[:_LONGEST_QUOTE]}”",
        )
    if found.share is None:
        return
    low, high = found.shares
    between = f", from {low:.0%} to {high:.0%}" if low != high else ""
    out(
        f"{found.calls} calls on the same text: any two of them share {found.share:.0%} of their "
        f"quotes, on average{between}."
    )
    if not found.quotes:
        out("None of them found anything.")


def repeats_as_json(found: Repeats) -> dict[str, object]:
    """Return the same for ``--json``."""
    return {
        "calls": found.calls,
        "share": found.share,
        "shares": list(found.shares) if found.share is not None else None,
        "quotes": [
            {"quote": each.quote, "calls": each.calls, "wilson95": list(each.interval)}
            for each in found.quotes
        ],
    }
