"""``teardown check``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FAILED, FOUND
from cli.streams import bold, dim, one_line, out, out_json, say, screen_width

if TYPE_CHECKING:
    from cli.session import Session
    from lab.model import Teardown
    from lab.review import Finding, Review
    from lab.workspace import Workspace

__all__ = ["check_command"]

LONGEST_MATCH: Final = 200
"""Characters of somebody's words that are shown beside a question."""

NOTHING: Final = "Nothing required is missing."


class _Checked(NamedTuple):
    name: str
    """The id of a teardown in the library, or the file as it was named."""
    record: Teardown
    review: Review


@command("check")
@click.argument("teardowns", metavar="ID|FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
@json_option
@click.option("--jsonl", "as_lines", is_flag=True, help="Print one JSON document a line.")
@pass_session
def check_command(
    session: Session, *, teardowns: tuple[str, ...], strict: bool, as_json: bool, as_lines: bool
) -> int:
    """Say what is missing or does not fit, and what cannot be concluded.

    A FILE is a teardown that was exported, as Markdown or JSON; “-” is stdin. The exit code
    is 3 if anything required is missing.
    """
    from lab.errors import TeardownError

    names = list(dict.fromkeys(teardowns))
    if as_json and as_lines:
        raise click.UsageError("--json and --jsonl exclude each other")
    if as_json and len(names) > 1:
        raise click.UsageError("Several teardowns make several documents; say --jsonl")
    workspace = session.workspace()
    failed = found = False
    for number, name in enumerate(names):
        try:
            checked = _check(name, workspace)
        except TeardownError as error:
            if len(names) == 1:
                raise
            failed = True
            say(str(error))
            continue
        findings = checked.review.findings
        if as_json or as_lines:
            out_json("check", _document(checked), on_one_line=as_lines)
        else:
            if len(names) > 1:
                out(*([] if number == 0 else ["\n"]), bold(one_line(checked.record.product.name)))
            _print(checked)
        from lab.review import in_words

        say(f"{checked.name}: {in_words(findings) or NOTHING}")
        found |= any(
            finding.severity == "error" or (strict and finding.severity == "warning")
            for finding in findings
        )
    return FAILED if failed else FOUND if found else DONE


def _check(name: str, workspace: Workspace) -> _Checked:
    """Review a teardown of the library, or one in a file."""
    from cli.records import from_library, named_record

    ours = from_library(name, workspace)
    record = ours or named_record(name, workspace)
    shown = ours.id if ours is not None else "stdin" if name == "-" else name
    return _Checked(shown, record, workspace.reviews.of(record))


def _document(checked: _Checked) -> dict[str, object]:
    return {
        "teardown": checked.record.id,
        "findings": [_as_json(finding) for finding in checked.review.findings],
    }


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "section": finding.section,
        "prompt": finding.prompt or None,
        "claim": finding.claim or None,
        "span": list(finding.span) if finding.span is not None else None,
        "match": finding.match,
        "question": finding.question,
    }


def _print(checked: _Checked) -> None:
    review, record = checked.review, checked.record
    if record.example:
        out(dim("example"))
    _print_findings(checked)
    if review.findings:
        out()
    mix = review.mix
    if mix.claims:
        backed = f"{mix.with_evidence} of {mix.claims} point to evidence"
        _flow(f"Claims: {mix.line} ({backed})")
    if review.doubts.line:
        _flow(f"Of these, {review.doubts.line}")
    time = review.time
    sittings = f" in {time.sittings} sittings" if time.sittings > 1 else ""
    _flow(f"Minutes: {round(time.seconds / 60)} of {time.budget_minutes}{sittings}")
    out()
    out(bold("What cannot be concluded"))
    for text in (record.take_home.cannot_conclude.strip(), *(each.text for each in review.limits)):
        if text:
            _flow(text, first="- ")


def _print_findings(checked: _Checked) -> None:
    from lab.review import rule_title

    titles = {section.id: section.title for section in checked.record.questions}
    section = None
    for finding in checked.review.findings:
        if finding.section != section:
            section = finding.section
            out(bold(one_line(titles.get(section, section))))
        place = ".".join(part for part in (finding.section, finding.prompt) if part)
        about = f"{place} {finding.claim}".strip()
        out(f"  {finding.severity:<8} ", dim(f"{about} · {rule_title(finding.rule)}"))
        if finding.match:
            _flow(f"“{_shortened(finding.match)}”", first="    ")
        _flow(finding.question, first="    ")


def _shortened(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST_MATCH else text[: LONGEST_MATCH - 1].rstrip() + "…"


def _flow(text: str, *, first: str = "") -> None:
    """Print a text in lines that fit, the first behind *first*, the others below it."""
    from cli.cells import wrap

    for number, line in enumerate(wrap(text, screen_width() - len(first))):
        out((" " * len(first) if number else first) + line)
