"""``teardown check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FOUND
from cli.streams import dim, out, out_json, say, screen_width

if TYPE_CHECKING:
    from cli.session import Session
    from lab.model import Teardown
    from lab.review import Finding

__all__ = ["check_command"]


@command("check")
@click.argument("teardown", metavar="ID")
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
@json_option
@pass_session
def check_command(session: Session, *, teardown: str, strict: bool, as_json: bool) -> int:
    """Say what is still missing; exit code 3 if anything required is."""
    from lab.review import in_words

    workspace = session.workspace()
    record = workspace.load(workspace.resolve(teardown))
    findings = workspace.check(record)
    if as_json:
        document = [_as_json(finding) for finding in findings]
        out_json("check", {"teardown": record.id, "findings": document})
    else:
        _print(record, findings)
    problems = [
        f for f in findings if f.severity == "error" or (strict and f.severity == "warning")
    ]
    say(f"{record.id}: {in_words(findings) or 'Nothing required is missing.'}")
    return FOUND if problems else DONE


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


def _print(record: Teardown, findings: list[Finding]) -> None:
    from cli.cells import wrap

    titles = {section.id: section.title for section in record.questions}
    section = ""
    for finding in findings:
        if finding.section != section:
            section = finding.section
            out(titles.get(section, section))
        place = f"{section}.{finding.prompt}" if finding.prompt else section
        out(f"  {finding.severity:<8} ", dim(place))
        for line in wrap(finding.question, screen_width() - 4):
            out(f"    {line}")
