"""One captured page: to be read, selected from, and quoted."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on
from textual.containers import Horizontal
from textual.widgets import Input

from lab.errors import NotFound, TeardownError
from lab.evidence.links import link_to
from lab.evidence.quoting import anchor_at
from tui.background import in_background
from tui.bindings import bindings_of
from tui.browser import open_in_browser
from tui.choosing.claims import go_to_claim
from tui.doors import Spot
from tui.editing.in_hand import News
from tui.editing.work_page import WorkPage
from tui.presenter import words_for
from tui.screens.page.citing import Citing
from tui.screens.page.facts import Facts, PageHead
from tui.screens.page.finding import Finding
from tui.screens.page.foot import Foot
from tui.screens.page.lists import headings_to_pick, quotes_to_pick
from tui.screens.page.marking import marked, quote_at
from tui.screens.page.quoting import note_beside, quote_selection, take_back, take_out
from tui.screens.page.selection import Selection
from tui.screens.page.sheet import PageSheet
from tui.screens.page.wording import CAPTURE_AGAIN, NOT_HERE, absence, as_markdown
from tui.widgets.bottom_line import BottomLine
from tui.widgets.field import Field
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.evidence.page_parts import Page
    from lab.model import Evidence, Quote
    from tui.capturing import Job
    from tui.commands import Scope
    from tui.editing.in_hand import TeardownInHand

__all__ = ["PageScreen"]

READ_AT_ONCE: Final = 40_000
"""Characters of a page that is laid out before it is shown; of a longer one the beginning is."""
BEGINNING: Final = 20_000

Step = Literal[1, -1]


class PageScreen(WorkPage[Spot | None]):
    """Reads a page and quotes it; ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("page", "list")
    PURPOSE = (
        "A captured page. Select a sentence and press Enter: it becomes a quote, and you choose "
        "the claim that rests on it. The mouse selects too. Quotes are marked in the text."
    )
    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("page")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide"), (180, "-vast")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(self, in_hand: TeardownInHand, evidence_id: str, *, quote: str = "") -> None:
        """Read a page of the teardown in hand, from the quote with that id where there is one."""
        super().__init__(in_hand)
        self._wanted = quote
        self._body = ""
        """The address of the text that is shown."""
        self.is_whole = False
        """Whether all of it is read, so that it can be quoted."""
        self._quoted: Sequence[Quote] = ()
        self._offered = "", False
        """The quote under the cursor, and whether something is found: what keys there are for."""
        self.citing = Citing(in_hand, evidence_id)
        self.finding = Finding()
        self._hit = -1
        self.sheet = PageSheet()
        self.head = PageHead()
        self.facts = Facts()
        self.foot = Foot()

    def compose(self) -> ComposeResult:
        """Lay out the head, the page, what is known of it, and the foot."""
        yield self.head
        with Horizontal(id="page-body"):
            yield PlainText("", id="absent")
            yield self.sheet
            yield self.facts
        yield Field(id="find", placeholder="Find on this page", purpose="Words to find here.")
        yield self.foot
        yield BottomLine()

    # Reading

    def on_mount(self) -> None:
        """Begin to read."""
        self.begin(self.in_hand)
        self.set_focus(self.sheet)
        self._show_facts()
        self.app.captures.listeners.append(self._hear_job)
        in_background(self, self._read, group="read", exclusive=True)

    def on_unmount(self) -> None:
        """Follow nothing any longer."""
        super().on_unmount()
        if self._hear_job in self.app.captures.listeners:
            self.app.captures.listeners.remove(self._hear_job)

    def _hear_job(self, job: Job) -> None:
        """Show what a capture of this page brought."""
        if job.teardown_id == self.in_hand.record.id and not job.is_going_on:
            self.show_changes()

    @property
    def page(self) -> Page | None:
        """The page, once it is read."""
        return self.sheet.page

    def _evidence(self) -> Evidence | None:
        """Return the page's record; ``None`` where it was taken out meanwhile."""
        try:
            return self.citing.evidence
        except TeardownError:
            return None

    async def _read(self) -> None:
        """Read the text and show it, of a long one its beginning first."""
        from lab.evidence.page_parts import Page

        desk = self.app.desk
        evidence = self._evidence()
        if evidence is None:
            self.dismiss(None)
            return
        self._body = evidence.body
        try:
            text = await desk.run(desk.workspace.evidence.body, evidence)
        except NotFound:
            self._say_absent(f"{NOT_HERE} {CAPTURE_AGAIN}")
            return
        except TeardownError as error:
            self._say_absent(f"{words_for(error)} {CAPTURE_AGAIN}")
            return
        if not text.strip():
            self._say_absent(absence(evidence))
            return
        self.remove_class("-absent")
        if len(text) > READ_AT_ONCE:
            self.is_whole = False
            self.sheet.show(Page(text[: text.rfind("\n", 0, BEGINNING) + 1]))
            page = await asyncio.to_thread(Page, text)
        else:
            page = Page(text)
        self.is_whole = True
        self._quoted = ()
        self.sheet.show(page)
        await self._mark()
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.go_to_quote(wanted)

    def _say_absent(self, words: str) -> None:
        self.query_one("#absent", PlainText).show(words, ours=True)
        self.add_class("-absent")

    async def _mark(self) -> None:
        """Mark where the quotes stand, where they are others than before."""
        page, evidence = self.page, self._evidence()
        if page is None or evidence is None or not self.is_whole:
            return
        quotes = evidence.quotes
        if quotes != self._quoted or not quotes:
            self._quoted = [*quotes]
            found = await asyncio.to_thread(marked, page, quotes) if quotes else []
            self.sheet.mark(found)
        self._show_here()

    def show_changes(self) -> None:
        """Show the page, its quotes and facts as they stand now."""
        evidence = self._evidence()
        if evidence is None:
            if self.is_current:
                self.dismiss(None)
                self.app.tell("This page was taken out of the teardown meanwhile.")
            return
        self._show_facts(here=self._offered[0])
        is_shown = evidence.body == self._body and not self.has_class("-absent")
        work = self._mark if is_shown else self._read
        in_background(self, work, group="read", exclusive=True)

    def on_news(self, news: News) -> None:
        """Show what came from elsewhere."""
        super().on_news(news)
        if news is News.REPLACED:
            self.show_changes()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        if self.is_whole:
            self.show_changes()

    # Saying what is here

    @on(PageSheet.Moved)
    def _show_here(self) -> None:
        """Say what is known of what is selected."""
        page, evidence = self.page, self._evidence()
        if page is None or evidence is None:
            return
        quote = self.quote_here()
        selection = self.sheet.selection
        self.foot.show(
            quote=quote,
            claims=self.citing.claims_of(quote.id) if quote is not None else (),
            address=page.address_at(selection.start, selection.end),
            words=len(page.text[selection.start : selection.end].split())
            if selection.is_grown
            else 0,
            hits=self.finding.words(self._hit_here()),
            percent=self.sheet.percent(),
        )
        here = quote.id if quote is not None else ""
        offered = here, bool(self.finding.hits)
        if offered != self._offered:
            self._offered = offered
            self._show_facts(here=here)
            self.refresh_bindings()

    def _show_facts(self, *, here: str = "") -> None:
        evidence = self._evidence()
        if evidence is None:
            return
        clock = self.app.desk.workspace.clock
        _, offset = clock.local_zone(clock.now())
        self.head.show(evidence, claims=len(self.citing.claims_here()), offset=offset)
        if self.has_class("-narrow"):
            return
        claims = {quote.id: self.citing.claims_of(quote.id) for quote in evidence.quotes}
        self.facts.show(evidence, claims=claims, offset=offset, here=here)

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self._show_facts(here=self._offered[0])
        self._show_here()

    def quote_here(self) -> Quote | None:
        """Return the quote that is selected or that the cursor's sentence belongs to."""
        evidence = self._evidence()
        mark = quote_at(self.sheet.quotes, self.sheet.selection)
        if evidence is None or mark is None:
            return None
        return next((quote for quote in evidence.quotes if quote.id == mark.quote), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is selected."""
        del parameters
        if action in {"note", "remove"}:
            return self.quote_here() is not None
        if action == "hit":
            return bool(self.finding.hits)
        return True

    # Moving and selecting

    def action_step(self, step: Step) -> None:
        """Go to the next sentence, or to the one before."""
        self.sheet.step(step)

    def action_grow(self, step: Step) -> None:
        """Select a sentence more, or one less."""
        if self.page is not None:
            self.sheet.select(self.sheet.selection.grown(self.page, step))

    def action_end(self, step: Step) -> None:
        """Let the selection end a word later, or sooner."""
        if self.page is not None:
            self.sheet.select(self.sheet.selection.with_end(self.page, step))

    def action_begin(self, step: Step) -> None:
        """Let the selection begin a word later, or sooner."""
        if self.page is not None:
            self.sheet.select(self.sheet.selection.with_start(self.page, step))

    def action_paragraph(self) -> None:
        """Select the whole paragraph."""
        if self.page is not None:
            self.sheet.select(Selection.of_part(self.page, self.sheet.selection.moving[0]))

    def action_scroll(self) -> None:
        """Read on."""
        self.sheet.action_page(1)

    def action_next_heading(self, step: Step) -> None:
        """Go to the next heading, or to the one before."""
        if self.page is not None:
            self._go_to_next(self.page.headings(), step, none="There is no heading there.")

    def action_next_quote(self, step: Step) -> None:
        """Go to the next quote, or to the one before."""
        places = [(mark.start, mark.end) for mark in self.sheet.quotes]
        self._go_to_next(places, step, none="There is no quote there.")

    def _go_to_next(self, places: Sequence[tuple[int, int]], step: Step, *, none: str) -> None:
        here = self.sheet.selection.start
        ahead = [span for span in places if (span[0] > here if step > 0 else span[0] < here)]
        if not ahead:
            self.app.tell(none)
            return
        self._go_to(min(ahead) if step > 0 else max(ahead))

    def _go_to(self, span: tuple[int, int]) -> None:
        self.sheet.select(Selection(span, span), jump=True)

    def go_to_quote(self, quote_id: str) -> None:
        """Show a quote, the cursor on it."""
        mark = next((mark for mark in self.sheet.quotes if mark.quote == quote_id), None)
        if mark is None:
            self.app.tell("The words of this quote are not found in the captured text.")
        else:
            self._go_to((mark.start, mark.end))

    # Finding

    def action_find(self) -> None:
        """Open the line to type in, or go back into it."""
        self.add_class("-finding")
        self.set_focus(self.query_one("#find", Field))

    @on(Input.Changed, "#find")
    def _on_find_typed(self, event: Input.Changed) -> None:
        if self.page is not None and self.has_class("-finding"):
            self.finding.look(self.page.text, event.value)
            self.sheet.show_hits(self.finding.hits)
            hit = self.finding.from_here(self.sheet.selection.start)
            if hit is not None:
                self._go_to_hit(hit)
            self._show_here()

    @on(Input.Submitted, "#find")
    def _on_find_done(self) -> None:
        self.set_focus(self.sheet)
        if not self.finding.hits:
            self._end_find()

    def _end_find(self) -> None:
        self.query_one("#find", Field).put("")
        self.remove_class("-finding")
        self.finding.forget()
        self.sheet.show_hits(())
        self.set_focus(self.sheet)
        self._show_here()

    def action_hit(self, step: Step) -> None:
        """Go to the next place where the words stand, or to the one before."""
        hit = self.finding.next(self._hit_here(), step)
        if hit is not None:
            self._go_to_hit(hit)

    def _go_to_hit(self, hit: tuple[int, int]) -> None:
        """Select the whole sentence that the words stand in: that is what one quotes."""
        if self.page is not None:
            self._hit = hit[0]
            self.sheet.select(Selection.of_sentence(self.page, hit[0]), jump=True)

    def _hit_here(self) -> int:
        """Return the place of the hit that was gone to, or of the cursor once it went on."""
        start, end = self.sheet.selection.start, self.sheet.selection.end
        return self._hit if start <= self._hit < end else start

    # Quoting

    def action_quote(self) -> None:
        """Quote what is selected; for a quote, choose the claims that cite it."""
        quote_selection(self, self.quote_here())

    def action_quotes(self) -> None:
        """List the quotes, and go to one."""
        evidence = self._evidence()
        if evidence is None or not evidence.quotes:
            self.app.tell("There is no quote on this page yet. Enter makes one of a sentence.")
            return
        here = self.quote_here()
        at = here.id if here is not None else ""
        self.app.push_screen(quotes_to_pick(evidence.quotes, at=at, go=self.go_to_quote))

    def action_contents(self) -> None:
        """List the headings, and go to one."""
        page = self.page
        if page is None or not page.headings():
            self.app.tell("This page has no headings.")
            return
        here = self.sheet.selection.start
        self.app.push_screen(headings_to_pick(page, here=here, go=self._go_to))

    def action_note(self) -> None:
        """Write a note beside a quote."""
        quote = self.quote_here()
        if quote is not None:
            note_beside(self, quote)

    def action_remove(self) -> None:
        """Take a quote out."""
        quote = self.quote_here()
        if quote is not None:
            take_out(self, quote)

    def action_undo(self) -> None:
        """Take back the last change of a quote."""
        take_back(self)

    def action_claims(self) -> None:
        """Go to the claims that cite this."""
        quote = self.quote_here()
        claims = self.citing.claims_of(quote.id) if quote is not None else []
        go_to_claim(self.app, self.in_hand, claims or self.citing.claims_here(), then=self._go_on)

    def _go_on(self, spot: Spot | None) -> None:
        if spot is not None:
            self.dismiss(spot)

    def action_refresh(self) -> None:
        """Capture the page again while one reads on."""
        evidence = self._evidence()
        address = (evidence.url or evidence.final_url) if evidence is not None else ""
        if evidence is None or evidence.kind != "page" or not address:
            self.app.tell("There is no web address here that could be captured again.")
            return
        teardown_id = self.in_hand.record.id
        if self.has_class("-absent"):
            # There is nothing to compare with: what comes takes the place of what is missing.
            self.app.captures.begin(teardown_id, [address], section=evidence.section)
        else:
            self.app.captures.refresh(teardown_id, [(evidence.id, address)])
        self.app.tell("It is being captured again. Read on meanwhile.")

    # Copying and leaving

    def action_copy(self) -> None:
        """Copy what is selected as text."""
        if self.page is not None:
            selection = self.sheet.selection
            self.app.copy(self.page.text[selection.start : selection.end])

    def action_copy_markdown(self) -> None:
        """Copy what is selected with its source."""
        evidence = self._evidence()
        if self.page is not None and evidence is not None:
            selection = self.sheet.selection
            with self.app.telling():
                self.app.copy(as_markdown(evidence, self.page, selection.start, selection.end))

    def action_browser(self) -> None:
        """Open this place of the page in the browser."""
        evidence = self._evidence()
        if evidence is None:
            return
        anchor = None
        if self.page is not None and self.page.text.strip():
            selection = self.sheet.selection
            with self.app.telling():
                anchor = anchor_at(self.page.text, selection.start, selection.end)
        work = partial(open_in_browser, self.app, link_to(evidence, anchor))
        in_background(self, work, group="browser", exclusive=True)

    def action_back(self) -> None:
        """Leave the search, then the selection, then the page."""
        page = self.page
        if self.has_class("-finding"):
            self._end_find()
        elif page is not None and self.sheet.selection.is_grown:
            self.sheet.select(Selection.of_sentence(page, self.sheet.selection.start))
        else:
            self.dismiss(None)
