"""``teardown list``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import click

from cli.kit import WORDS, Whole, command, json_option, pass_session
from cli.rows import damaged_of, print_rows, row_of, tell_damaged
from cli.streams import out_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.session import Session
    from lab.model import Summary

__all__ = ["list_command"]

MOST_HITS = 10_000


@command("list")
@click.option("--status", type=click.Choice(["draft", "finished"]), help="Only these.")
@click.option(
    "--product", type=WORDS, metavar="TEXT", help="Only where the product's name holds this."
)
@click.option(
    "--author", type=WORDS, metavar="TEXT", help="Only where the author's name holds this."
)
@click.option("--tag", type=WORDS, metavar="TEXT", help="Only with this tag.")
@click.option("--search", type=WORDS, metavar="TEXT", help="Only where all these words are found.")
@click.option("--archived", is_flag=True, help="The archived ones instead.")
@click.option("--limit", type=Whole(min=1), metavar="N", help="At most so many.")
@json_option
@pass_session
def list_command(
    session: Session,
    *,
    status: str | None,
    product: str | None,
    author: str | None,
    tag: str | None,
    search: str | None,
    archived: bool,
    limit: int | None,
    as_json: bool,
) -> int:
    """List teardowns, the newest first."""
    workspace = session.workspace()
    everything = workspace.summaries()
    found = None
    if search is not None and search.strip():
        found = {hit.id for hit in workspace.search(search, limit=MOST_HITS, complete=True)}
    rows = [
        row
        for row in everything
        if not row.fault
        and row.archived == archived
        and (status is None or row.status == status)
        and (product is None or _folded(product) in _folded(row.product))
        and (author is None or _folded(author) in _folded(row.author))
        and (tag is None or _folded(tag) in map(_folded, row.tags))
        and (found is None or row.id in found)
    ][:limit]
    if as_json:
        out_json(
            "list", {"teardowns": [row_of(row) for row in rows], "damaged": damaged_of(everything)}
        )
    else:
        print_rows(rows, workspace)
    tell_damaged(everything)
    if not rows and not as_json:
        say(_nothing(everything))
    return 0


def _folded(text: str) -> str:
    """Return text as it is compared: case and way of writing accents aside."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold()


def _nothing(everything: Sequence[Summary]) -> str:
    if everything:
        return "None of your teardowns fits."
    return "There is no teardown yet. “teardown new PRODUCT” begins one."
