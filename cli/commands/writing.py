"""``teardown answer``, ``score`` and ``claim``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import WORDS, Whole, command, pass_session
from cli.streams import out, say

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["answer_command", "claim_command", "score_command"]


@command("answer")
@click.argument("teardown", metavar="ID")
@click.argument("question", metavar="SECTION.PROMPT")
@click.option("--text", type=WORDS, metavar="T", help="The answer; empty takes it back.")
@click.option("--file", metavar="F", help="A UTF-8 file with the answer; - is stdin.")
@pass_session
def answer_command(
    session: Session, *, teardown: str, question: str, text: str | None, file: str | None
) -> int:
    """Write one answer. What stood there before stays in the history."""
    if (text is None) == (file is None):
        raise click.UsageError("Give the answer with --text or with --file, one of them")
    if text is None:
        from cli.files import InputUnreadable, read_text

        text = read_text(file or "")
        if not text.strip():
            raise InputUnreadable(
                "There is no answer in it",
                "stdin holds no text" if file == "-" else f"“{file}” holds no text",
                todo="Nothing was changed. To take the answer back, say --text ''.",
            )
    workspace = session.workspace()
    record = workspace.answer(workspace.resolve(teardown), question, text)
    from lab.walk import count_words

    words = count_words(text)
    said = f"{words} word{'' if words == 1 else 's'}" if text else "taken back"
    say(f"{question} of {record.id}: {said}.")
    return 0


@command("score")
@click.argument("teardown", metavar="ID")
@click.argument("section")
@click.argument("score", type=Whole(0, 4), metavar="0-4")
@pass_session
def score_command(session: Session, *, teardown: str, section: str, score: int) -> int:
    """Give a section its self-score, 0 to 4."""
    workspace = session.workspace()
    record = workspace.score(workspace.resolve(teardown), section, score)
    say(f"{section} of {record.id}: {score}.")
    return 0


@command("claim")
@click.argument("teardown", metavar="ID")
@click.option("--section", required=True, metavar="S", help="Where it belongs.")
@click.option("--statement", type=WORDS, required=True, metavar="T", help="What you say about it.")
@click.option("--because", type=WORDS, default="", metavar="T", help="Why it is so.")
@click.option(
    "--basis",
    type=click.Choice(["tried", "published", "told", "inferred", "guess"]),
    default="tried",
    show_default=True,
    help="How you know.",
)
@click.option(
    "--confidence",
    type=click.Choice(["high", "moderate", "low"]),
    default="moderate",
    show_default=True,
    help="How sure you are.",
)
@click.option("--severity", type=Whole(0, 4), metavar="0-4", help="How bad it is.")
@click.option("--evidence", multiple=True, metavar="E", help="Its id; may be given several times.")
@pass_session
def claim_command(
    session: Session,
    *,
    teardown: str,
    section: str,
    statement: str,
    because: str,
    basis: str,
    confidence: str,
    severity: int | None,
    evidence: tuple[str, ...],
) -> int:
    """Add a claim and print its id."""
    from lab.writing import ClaimDraft

    workspace = session.workspace()
    claim = workspace.add_claim(
        workspace.resolve(teardown),
        ClaimDraft(
            section=section,
            statement=statement,
            because=because,
            basis=basis,
            confidence=confidence,
            severity=severity,
            evidence=evidence,
        ),
    )
    out(claim.id)
    return 0
