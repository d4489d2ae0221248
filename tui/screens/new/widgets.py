"""The parts of New: a form that writes its labels itself, and the products to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import VerticalScroll

from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.screens.new.reading import Product
from tui.widgets.field import Field
from tui.widgets.lines import LineWidget
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["Form", "ProductField", "ProductList", "Scroll"]

LABEL: Final = 12


class Scroll(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the field that has the focus; the arrows belong to the fields."""


class Form(LineWidget):
    """Fields under each other; each one's label stands at its left."""

    DEFAULT_CSS = """
    Form { layout: vertical; height: auto; padding: 0 1; }
    """

    labels: ClassVar[dict[str, str]] = {
        "product": "Product",
        "url": "Address",
        "plan": "Plan",
        "surface": "Surface",
        "field-template": "Template",
    }

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Write the label of the field that begins on this line."""
        del width
        top = self.content_region.y
        for child in self.children:
            if child.region.y - top == y and child.display:
                ink = "bold" if child.has_focus else "muted"
                yield fit(self.labels.get(child.id or "", ""), LABEL), ink
                return


class ProductField(Field):
    """The product's name; the arrows choose among known ones."""

    PURPOSE = (
        "The product's name is all that is needed: Enter begins the teardown. The arrows "
        "choose a known product, and Enter then fills in what is known of it."
    )


class ProductList(RowList[Product]):
    """Known products that fit what is typed; none is chosen until an arrow is pressed."""

    can_focus = False
    DEFAULT_CSS = "ProductList { height: 4; background: $background; }"

    def __init__(self) -> None:
        super().__init__(id="products")
        self.chosen = False
        """Whether the cursor is in the list."""

    @property
    def is_active(self) -> bool:
        """Whether Enter takes the product under the cursor."""
        return self.chosen

    @property
    def shows_cursor(self) -> bool:
        """Whether there is a cursor to be seen."""
        return self.chosen

    def key_of(self, row: Product) -> str:
        """Return its name."""
        return row.name

    def pieces(self, row: Product, width: int) -> Iterable[Piece]:
        """Draw a product."""
        more = glyphs().more
        name, maker = one_line(row.name), one_line(row.maker)
        yield fit(name, min(width, width_of(name)), more=more), ""
        room = width - width_of(name) - 2
        about = "" if maker.casefold() in name.casefold() else maker
        about = f"  {glyphs().dot}  ".join(text for text in (about, one_line(row.about)) if text)
        if room > LABEL:
            yield "  " + fit(about, room, more=more), "muted"

    def choose(self, *, chosen: bool) -> None:
        """Put the cursor into the list, or take it out."""
        if chosen != self.chosen:
            self.chosen = chosen
            self.redraw()
