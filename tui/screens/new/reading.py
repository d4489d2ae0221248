"""What New reads before it can help, in one call at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.authors import plain_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lab.model import Summary
    from lab.workspace import Workspace

__all__ = ["Known", "Product", "TemplateChoice", "fitting", "ground_rules", "last_of", "read_known"]

LETTERS_FOR_INSIDE = 3
"""So many letters are looked for inside a name too, not only at the starts of its words."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product that can be begun with: from the catalogue, or torn down before."""

    name: str
    maker: str = ""
    url: str = ""
    category: str = ""
    template: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template that can be walked."""

    id: str
    title: str
    tagline: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the person may want to choose from."""

    products: Sequence[Product]
    """What comes next in the catalogue first, then what was torn down before."""
    templates: Sequence[TemplateChoice]
    default_template: str
    rows: Sequence[Summary]
    now: datetime
    offset: int
    """Seconds east of UTC."""


def read_known(workspace: Workspace) -> Known:
    """Read catalogue, library and templates."""
    rows = workspace.summaries()
    products = [
        Product(
            entry.name,
            entry.maker,
            entry.homepage,
            entry.category,
            entry.template,
            entry.first_probe,
        )
        for entry in workspace.practice.next_products()
    ]
    names = {product.name.casefold() for product in products}
    for entry in workspace.practice.catalog():
        if entry.name.casefold() not in names:
            names.add(entry.name.casefold())
            products.append(
                Product(entry.name, entry.maker, entry.homepage, entry.category, entry.template)
            )
    for row in rows:
        if row.product and row.product.casefold() not in names and not row.example:
            names.add(row.product.casefold())
            products.append(Product(row.product, row.maker, "", row.category))
    now = workspace.clock.now()
    return Known(
        products=products,
        templates=[
            TemplateChoice(info.id, info.title, info.tagline, info.minutes)
            for info in workspace.templates.names()
            if not info.requires_parent
        ],
        default_template=workspace.practice.default_template(),
        rows=rows,
        now=now,
        offset=workspace.clock.local_zone(now)[1],
    )


def ground_rules(workspace: Workspace, template_id: str) -> Sequence[str]:
    """Return what holds before the first run against a product."""
    return workspace.templates.get(template_id).ground_rules


def fitting(products: Sequence[Product], typed: str, *, most: int) -> list[Product]:
    """Return the products that begin like what is typed, then those that hold it."""
    text = " ".join(typed.casefold().split())
    if not text:
        return list(products[:most])
    begin: list[Product] = []
    hold: list[Product] = []
    for product in products:
        name = product.name.casefold()
        if name.startswith(text) or f" {text}" in name:
            begin.append(product)
        elif len(text) >= LETTERS_FOR_INSIDE and text in name:
            hold.append(product)
    return (begin + hold)[:most]


def last_of(rows: Sequence[Summary], name: str) -> Summary | None:
    """Return the newest teardown of a product of that name, one's own and no example."""
    text = plain_name(name)
    if not text:
        return None
    return next(
        (row for row in rows if plain_name(row.product) == text and not (row.fault or row.example)),
        None,
    )
