"""``teardown new``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cli.kit import command, json_option, pass_session
from cli.streams import out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session

__all__ = ["new_command"]


@command("new")
@click.argument("product")
@click.option("--url", default="", metavar="U", help="The product's address.")
@click.option("--maker", default="", metavar="M", help="Who makes it.")
@click.option("--category", default="", metavar="C", help="What kind of product it is.")
@click.option("--surface", default="", metavar="S", help="Web, phone, editor, …")
@click.option("--plan", default="", metavar="P", help="Free, Plus, …")
@click.option("--product-version", default="", metavar="V", help="Its version, or the model's.")
@click.option("--region", default="", metavar="R", help="Where you use it from.")
@click.option("--template", default="", metavar="T", help="See “teardown templates list”.")
@click.option("--author", default="", metavar="A", help="Instead of the one in the settings.")
@click.option("--tag", "tags", multiple=True, metavar="T", help="May be given several times.")
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
    author: str,
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
