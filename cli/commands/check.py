"""``teardown check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FAILED, FOUND
from cli.streams import bold, dim, one_line, out, out_bytes, out_json, say, screen_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.session import Session
    from lab.model import Teardown
    from lab.review import Finding, Review
    from lab.workspace import Workspace

__all__ = ["check_command"]

LONGEST_MATCH: Final = 200
"""Characters of somebody's words that are shown beside a question."""

_MOST_NAMED: Final = 20
"""Links and the like in a folder that are named; the others are counted."""

NOTHING: Final = "Nothing required is missing."


class _Checked(NamedTuple):
    name: str
    """The id of a teardown in the library, or the file as it was named."""
    record: Teardown
    review: Review
    file: str = ""
    """The file as it was named; empty for a teardown of the library, and for stdin."""
    text: str = ""
    """What stands in the file."""


@command("check")
@click.argument("teardowns", metavar="ID|FILE...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Warnings count as problems too.")
@json_option
@click.option("--jsonl", "as_lines", is_flag=True, help="Print one JSON document a line.")
@click.option(
    "--format", "form", type=click.Choice(["text", "sarif"]), default="text", show_default=True,
    help="sarif is what code hosts show beside the lines of a file.",
)  # fmt: skip
@pass_session
def check_command(
    session: Session,
    *,
    teardowns: tuple[str, ...],
    strict: bool,
    as_json: bool,
    as_lines: bool,
    form: str,
) -> int:
    """Say what is missing or does not fit, and what cannot be concluded.

    A FILE is a teardown that was exported, as Markdown or JSON, or a folder of them; “-” is
    stdin. The exit code is 3 if anything required is missing.
    """
    if as_json + as_lines + (form == "sarif") > 1:
        raise click.UsageError("--json, --jsonl and --format sarif exclude each other")
    workspace = session.workspace()
    report = _Report(as_json=as_json, as_lines=as_lines, as_sarif=form == "sarif")
    names = list(dict.fromkeys(_expanded(teardowns, workspace, report=report)))
    if as_json and len(names) > 1:
        raise click.UsageError("Several teardowns make several documents; say --jsonl")
    found = _check_all(names, workspace, report=report, strict=strict)
    report.finish()
    return FAILED if report.refused else FOUND if found else DONE


def _check_all(names: list[str], workspace: Workspace, *, report: _Report, strict: bool) -> bool:
    """Check one after the other; return whether there is a problem."""
    from lab.errors import TeardownError
    from lab.review import in_words

    problem = False
    for name in names:
        try:
            checked = _check(name, workspace)
        except TeardownError as error:
            if len(names) == 1 and not report.refused:
                raise
            report.refuse(str(error))
            continue
        findings = checked.review.findings
        report.show(checked, several=len(names) > 1)
        say(f"{checked.name}: {in_words(findings) or NOTHING}")
        problem |= any(
            finding.severity == "error" or (strict and finding.severity == "warning")
            for finding in findings
        )
    return problem


class _Report:
    """What is printed of one teardown after the other."""

    def __init__(self, *, as_json: bool, as_lines: bool, as_sarif: bool) -> None:
        self._as_json = as_json or as_lines
        self._on_one_line = as_lines
        self._as_sarif = as_sarif
        self._checked: list[_Checked] = []
        self.refused: list[str] = []

    def refuse(self, why: str) -> None:
        """Say which file could not be read, and why."""
        self.refused.append(why)
        say(why)

    def show(self, checked: _Checked, *, several: bool) -> None:
        """Print one, unless all of them make one document."""
        if self._as_json:
            out_json("check", _document(checked), on_one_line=self._on_one_line)
        elif not self._as_sarif:
            if several:
                name = bold(one_line(checked.record.product.name))
                out(*(["\n"] if self._checked else []), name)
            _print(checked)
        self._checked.append(checked)

    def finish(self) -> None:
        """Print the document that is about all of them."""
        if not self._as_sarif:
            return
        import json

        from cli.sarif import Reviewed, sarif_document

        reviewed = [
            Reviewed(each.record, each.review.findings, each.file, each.text)
            for each in self._checked
        ]
        document = sarif_document(reviewed, refused=self.refused)
        out_bytes((json.dumps(document, indent=2) + "\n").encode())


def _expanded(names: tuple[str, ...], workspace: Workspace, *, report: _Report) -> Iterator[str]:
    """Yield the names, with the teardowns in a folder in its place."""
    from cli.files import names_a_file
    from cli.records import ENDINGS
    from lab.review.files import teardowns_in

    for name in names:
        if not name or "\0" in name or not Path(name).is_dir():
            yield name
            continue
        if not names_a_file(name, endings=ENDINGS) and _is_known(name, workspace):
            yield name
            continue
        contents = teardowns_in(Path(name), library=workspace.places.library)
        yield from map(str, contents.teardowns)
        for shown, error in contents.refused:
            report.refuse(f"“{one_line(shown)}” was not checked: {error}")
        for skipped in contents.skipped[:_MOST_NAMED]:
            say(f"{one_line(skipped.path)}: {skipped.reason}.")
        others = contents.others + len(contents.skipped[_MOST_NAMED:])
        if others:
            rest = "1 other file was" if others == 1 else f"{others} other files were"
            say(f"{one_line(name)}: {rest} passed over.")


def _is_known(name: str, workspace: Workspace) -> bool:
    from lab.errors import StoreError

    try:
        return bool(workspace.resolve(name))
    except StoreError:
        return False


def _check(name: str, workspace: Workspace) -> _Checked:
    """Review a teardown of the library, or one in a file."""
    from cli.files import called, read_text
    from cli.records import from_library

    record = from_library(name, workspace)
    if record is not None:
        return _Checked(record.id, record, workspace.reviews.of(record))
    workspace.groups.check_may_read(Path(name))
    text = read_text(name)
    record = workspace.reviews.read(text, name=called(name))
    review = workspace.reviews.of(record)
    if name == "-":
        return _Checked("stdin", record, review)
    return _Checked(name, record, review, name, text)


def _document(checked: _Checked) -> dict[str, object]:
    return {
        "teardown": checked.record.id,
        "file": checked.file or None,
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
