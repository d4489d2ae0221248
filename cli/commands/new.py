"""``teardown new``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import WORDS, command, json_option, pass_session
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["new_command"]


@command("new")
@click.argument("product", type=WORDS)
@click.option("--url", type=WORDS, default="", metavar="U", help="The product's address.")
@click.option("--maker", type=WORDS, default="", metavar="M", help="Who makes it.")
@click.option("--category", type=WORDS, default="", metavar="C", help="What kind of product it is.")
@click.option("--surface", type=WORDS, default="", metavar="S", help="Web, phone, editor, …")
@click.option("--plan", type=WORDS, default="", metavar="P", help="Free, Plus, …")
@click.option(
    "--product-version", type=WORDS, default="", metavar="V", help="Its version, or the model's."
)
@click.option("--region", type=WORDS, default="", metavar="R", help="Where you use it from.")
@click.option("--template", default="", metavar="T", help="See “teardown templates list”.")
@click.option(
    "--author", type=WORDS, metavar="A", help="Instead of the one in the settings; '' for none."
)
@click.option(
    "--tag", "tags", type=WORDS, multiple=True, metavar="T", help="May be given several times."
)
@json_option
@pass_session
def new_command(
    session: Session,
    *,
    product: str,
    url: str,
    maker: str,
    category: str,
    surface: str,
    plan: str,
    product_version: str,
    region: str,
    template: str,
    author: str | None,
    tags: tuple[str, ...],
    as_json: bool,
) -> int:
    """Begin a teardown of PRODUCT and print its id."""
    from lab.drafting import NewTeardown

    record = session.workspace(create=True).create(
        NewTeardown(
            product=product,
            url=url,
            maker=maker,
            category=category,
            surface=surface,
            plan=plan,
            version=product_version,
            region=region,
            template=template,
            author=author,
            tags=tags,
        )
    )
    if as_json:
        out_json(
            "new",
            {
                "id": record.id,
                "product": record.product.name,
                "template": record.template.id,
                "created_at": record.to_dict()["created_at"],
            },
        )
    else:
        out(record.id)
    say(f"Begun with the template “{record.template.title}”. “teardown open {record.id}” walks it.")
    return 0
