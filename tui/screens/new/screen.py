"""New: a product's name is enough to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.widgets import Input

from lab.authors import plain_name
from tui.background import in_background
from tui.bindings import bindings_of
from tui.forms.fields import ChoiceAsked, ChoiceField
from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import one_line
from tui.page import Page
from tui.screens.new.reading import fitting, ground_rules, last_of, read_known
from tui.screens.new.widgets import Form, ProductField, ProductList, Scroll
from tui.widgets.bottom_line import BottomLine
from tui.widgets.field import Field
from tui.widgets.plain import PlainText
from tui.wording import when

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Summary
    from tui.commands import Scope
    from tui.screens.new.reading import Known, Product

__all__ = ["NewScreen"]

OFFERED: Final = 4


class NewScreen(Page[None]):
    """Product, address, plan, surface, template; and what holds before the first run."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("new",)
    PURPOSE = (
        "Begin a teardown: type the product's name and press Enter. The rest can be filled "
        "in now or never."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("new")
    CSS_PATH = "new.tcss"

    def __init__(self, product: str = "") -> None:
        """*product* stands there already, in place of what was typed last time."""
        super().__init__()
        self._wanted = one_line(product)
        self._known: Known | None = None
        self._taken: Product | None = None
        self._template_chosen = False
        self._offered_for: str | None = None
        self.product = ProductField(id="product", placeholder="the one product you look at")
        self.products = ProductList()
        self.template = ChoiceField(ChoiceAsked("template", "Template", (("", "", ""),)), "")
        self.earlier = PlainText(id="earlier")
        self.rules = PlainText(id="rules")

    def compose(self) -> ComposeResult:
        """Lay out the form, and the ground rules below it."""
        with Scroll():
            yield PlainText([("New teardown", "bold")], id="heading")
            with Form():
                yield self.product
                yield self.products
                yield self.earlier
                yield Field(
                    id="url",
                    placeholder="its address",
                    purpose="The product's web address. It may stay empty.",
                )
                yield Field(
                    id="plan",
                    placeholder="free, pro, team: what you can see depends on it",
                    purpose="The plan that you use: what you can see depends on it.",
                )
                yield Field(
                    id="surface",
                    placeholder="web, desktop, mobile, editor",
                    purpose="Where you use the product: on the web, on a phone, in an editor.",
                )
                yield self.template
            yield self.rules
        yield BottomLine()

    def on_mount(self) -> None:
        """Take the first letters at once; what helps is read meanwhile."""
        self.set_focus(self.product)
        self.earlier.display = False
        self._restore()
        in_background(self, self._read)

    async def _read(self) -> None:
        desk = self.app.desk
        with self.app.telling():
            self._known = known = await desk.run(read_known, desk.workspace)
            self.template.asked = ChoiceAsked(
                "template",
                "Template",
                tuple(
                    (
                        choice.id,
                        f"{choice.id} {choice.minutes}",
                        f"{choice.minutes} minutes. {choice.tagline or choice.title}",
                    )
                    for choice in known.templates
                ),
            )
            self.template.value = self.template.value or known.default_template
            self.template.refresh(layout=True)
            wanted = self._same_name() if self.product.value == self._wanted else None
            if wanted is not None:
                self._fill_in(wanted)
            self._offer()
            await self._show_rules()

    async def _show_rules(self) -> None:
        desk = self.app.desk
        with self.app.telling():
            rules = await desk.run(ground_rules, desk.workspace, self.template.value)
            dot = glyphs().dot
            lines = [(f"{dot} {plain_punctuation(rule)}\n", "muted") for rule in rules]
            self.rules.show([("Before the first run\n", "bold"), *lines])

    # What is typed

    @on(Input.Changed, "#product")
    def _on_typed(self) -> None:
        # An arrow that was pressed right after the last letter has been here before this.
        if self.product.value != self._offered_for:
            self._offer()

    def _offer(self) -> None:
        typed = self.product.value
        self.products.choose(chosen=False)
        if self._taken is not None and self._taken.name != typed:
            self._taken = None
        if self._known is None:
            return
        self._offered_for = typed
        offers = [] if self._taken else fitting(self._known.products, typed, most=OFFERED)
        self.products.show(offers)
        self.products.move_to(0)
        self.products.display = bool(offers)
        earlier = self._earlier()
        self.earlier.display = earlier is not None
        if earlier is not None:
            ago = when(earlier.updated_at, now=self._known.now, offset=self._known.offset)
            text = f"You tore this down {ago}. Enter begins another; Ctrl+O opens that one."
            self.earlier.show(text, ours=True)

    def _same_name(self) -> Product | None:
        """Return the known product whose whole name was typed."""
        name = plain_name(self.product.value)
        known = self._known.products if self._known is not None else ()
        return next((product for product in known if plain_name(product.name) == name), None)

    def _earlier(self) -> Summary | None:
        return last_of(self._known.rows, self.product.value) if self._known is not None else None

    def action_down(self) -> None:
        """Go to the next known product; below the name that is the first one."""
        if self.focused is self.product and self.product.value != self._offered_for:
            self._offer()
        if self.focused is self.product and self.products.rows:
            if self.products.chosen:
                self.products.action_down()
            self.products.choose(chosen=True)
        else:
            self.focus_next()

    def action_up(self) -> None:
        """Go to the product before; above the first one that is what was typed."""
        if self.focused is not self.product:
            self.focus_previous()
        elif self.products.cursor == 0:
            self.products.choose(chosen=False)
        else:
            self.products.action_up()

    @on(ProductList.Chosen)
    def _take(self) -> None:
        product = self.products.row
        if product is None:
            return
        self.product.put(product.name)
        self.products.choose(chosen=False)
        self._fill_in(product)
        self._offer()

    def _fill_in(self, product: Product) -> None:
        """Take a known product, with its address and the template that suits it."""
        self._taken = product
        url = self.query_one("#url", Field)
        if product.url and not url.value:
            url.put(product.url)
        # A first teardown stays short, whatever the catalogue would like.
        known = self._known
        if (
            known is not None
            and known.default_template != "quick"
            and product.template
            and not self._template_chosen
        ):
            self.template.value = product.template
            self.template.refresh()

    @on(ChoiceField.Changed)
    def _on_template(self) -> None:
        self._template_chosen = True
        in_background(self, self._show_rules, group="rules", exclusive=True)

    def go_on(self) -> None:
        """Begin the teardown: two fields are enough."""
        self.action_create()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        if self.focused is self.product and self.products.chosen:
            self._take()
        else:
            self.action_create()

    # Commands

    def action_create(self) -> None:
        """Begin the teardown with what is here."""
        in_background(self, self._create, group="create", exclusive=True)

    async def _create(self) -> None:
        from lab.drafting import NewTeardown

        taken = self._taken or self._same_name()
        earlier = self._earlier()
        request = NewTeardown(
            product=self.product.value,
            url=self.query_one("#url", Field).value.strip() or (taken.url if taken else ""),
            plan=self.query_one("#plan", Field).value.strip(),
            surface=self.query_one("#surface", Field).value.strip(),
            template=self.template.value,
            maker=taken.maker if taken is not None else earlier.maker if earlier else "",
            category=taken.category if taken is not None else earlier.category if earlier else "",
        )
        desk = self.app.desk
        with self.app.telling():
            record = await desk.run(desk.workspace.create, request)
            self.app.unfinished_new.clear()
            self.product.clear()
            self.app.open_walk(record.id)

    def action_open_earlier(self) -> None:
        """Open the teardown of this product that there is already."""
        earlier = self._earlier()
        if earlier is not None:
            self.app.open_walk(earlier.id)

    def action_back(self) -> None:
        """Go back; what is typed is here again next time."""
        self._keep()
        self.dismiss()

    async def on_leaving(self) -> None:
        """Keep what is typed until next time."""
        self._keep()

    def _keep(self) -> None:
        if self._wanted and self.product.value == self._wanted:
            return  # nothing was typed; what was typed before stays
        for field in self.query(Field):
            if field.id:
                self.app.unfinished_new[field.id] = field.value

    def _restore(self) -> None:
        for field in self.query(Field):
            kept = self.app.unfinished_new.get(field.id or "", "")
            field.put("" if self._wanted else kept)
        if self._wanted:
            self.product.put(self._wanted)
