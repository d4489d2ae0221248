"""``teardown catalog``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cli.kit import Whole, command, json_option, pass_session
from cli.streams import out_json, say
from cli.table import Column, print_table

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["catalog_command"]

SUGGESTED = 5
"""How many products ``--next`` names: enough to choose from, few enough to choose."""


@command("catalog")
@click.option("--level", type=Whole(1, 5), metavar="1-5", help="Only this level.")
@click.option("--category", metavar="C", help="Only this category.")
@click.option("--next", "following", is_flag=True, help="Five that suit you next, the best first.")
@json_option
@pass_session
def catalog_command(
    session: Session, *, level: int | None, category: str | None, following: bool, as_json: bool
) -> int:
    """List products that are worth a teardown, and what to try first."""
    workspace = session.workspace()
    every = workspace.practice.next_products() if following else workspace.practice.catalog()
    wanted = category.casefold() if category is not None else None
    entries = [
        entry
        for entry in every
        if level in {None, entry.level} and wanted in {None, entry.category.casefold()}
    ]
    if following:
        entries = entries[:SUGGESTED]
    if as_json:
        out_json("catalog", {"products": [asdict(entry) for entry in entries]})
        return 0
    print_table(
        (
            Column("product", least=12),
            Column("maker", least=8, spare=2),
            Column("level", right=True),
            Column("category", least=8, spare=1),
            Column("template"),
            Column("try first", least=16, spare=3, wraps=True),
        ),
        [[e.name, e.maker, str(e.level), e.category, e.template, e.first_probe] for e in entries],
    )
    if not entries:
        categories = ", ".join(sorted({entry.category for entry in workspace.practice.catalog()}))
        say(f"No product fits. The categories are: {categories}.")
    for problem in workspace.practice.problems_of_catalog():
        say(problem)
    return 0
