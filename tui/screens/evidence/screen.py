"""Evidence: what was captured, how it stands, what rests on it; and capturing more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on

from lab.errors import TeardownError
from lab.evidence.links import link_to
from tui.background import in_background, is_leaving
from tui.bindings import bindings_of
from tui.browser import open_in_browser
from tui.choosing.claims import go_to_claim
from tui.doors import page_changes_screen
from tui.editing.in_hand import News, TeardownInHand
from tui.editing.own_page import OwnPage
from tui.glyphs import plain_punctuation
from tui.screens.evidence.adding import Adding
from tui.screens.evidence.detail import Detail, beginning_of
from tui.screens.evidence.editing import Editing
from tui.screens.evidence.head import head_of
from tui.screens.evidence.rows import EvidenceRows, rows_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.model import Evidence
    from tui.capturing import Job
    from tui.commands import Scope
    from tui.screens.evidence.rows import Row

__all__ = ["EvidenceScreen"]

WIDE: Final = 110
_FIRST_AFTER: Final = 0.08
"""Seconds that the cursor rests before the beginning of a page is read."""
_JOBS_AFTER: Final = 0.1
"""Seconds between two looks at captures that are under way."""
_KEPT: Final = 64
"""Beginnings of pages that stay at hand."""
_TITLES_OF_CAPTURE: Final = {"evidence.open": "Try again", "evidence.edit": "Change address"}
"""What the keys do on a capture that did not come to anything."""
_NEEDS_A_LINE: Final = frozenset({"open", "edit", "delete", "copy", "browser"})


class EvidenceScreen(OwnPage):
    """Ends with the question to go to, ``None`` to go back."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("evidence", "list")
    PURPOSE = (
        "The pages that this teardown stands on, with a verdict on each capture, the quotes that "
        "you took, and the claims that rest on them. Refresh a page to see which quotes still "
        "stand."
    )
    CSS_PATH = "evidence.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("evidence")
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-high")]  # noqa: RUF012 - Textual declares it

    def __init__(
        self,
        in_hand: TeardownInHand | None = None,
        *,
        teardown_id: str = "",
        section: str = "",
    ) -> None:
        """Show what is worked on, else that teardown of the library; new pages go to *section*."""
        super().__init__(in_hand, teardown_id=teardown_id)
        self._section = section
        self._folded = False
        self._is_due = False
        self._shown_jobs: list[tuple[int, str]] = []
        self._editing: Editing | None = None
        self._adding: Adding | None = None
        self._beginnings: dict[str, list[str]] = {}
        self.rows = EvidenceRows()
        self.detail = Detail()

    def compose(self) -> ComposeResult:
        """Lay out the head, the list and what is known of one line."""
        yield PlainText([("Evidence", "accent bold")], id="evidence-head")
        yield self.rows
        yield self.detail
        yield BottomLine()

    # Opening

    def on_mount(self) -> None:
        """Read the teardown if that is still to be done, then show its evidence."""
        self.set_focus(self.rows)
        self.app.captures.listeners.append(self._hear_job)
        self.open()

    def follow(self, in_hand: TeardownInHand) -> None:
        """Show a teardown that is in hand by now."""
        self._editing = Editing(self.app, in_hand, self._section, show=self.show_at)
        self._adding = Adding(self.app, in_hand, self._section, began=self.show_at)
        self.begin(in_hand)
        self.show()
        self.rows.move_to(0)

    def on_unmount(self) -> None:
        """Let go of the teardown; what is being captured goes on."""
        super().on_unmount()
        if self._hear_job in self.app.captures.listeners:
            self.app.captures.listeners.remove(self._hear_job)

    # Showing

    def show(self, *, at: str = "") -> None:
        """Show the evidence as it stands now, the cursor on the line with that key."""
        if self._in_hand is None:
            return
        record = self.in_hand.record
        clock = self.app.desk.workspace.clock
        now = clock.now()
        offset = clock.local_zone(now)[1]
        for part in (self.rows, self.detail):
            part.set_time(now, offset)
        self.detail.is_brief = self.has_class("-narrow")
        jobs = self.app.captures.of(record.id)
        self._shown_jobs = [(job.number, job.state) for job in jobs]
        rows = rows_of(record, jobs, today=self.in_hand.today(), folded=self._folded)
        done = self._job
        if not at and done is not None and done.kept_as and self.row and self.row.job:
            at = done.kept_as
        self.rows.set_note([] if rows else _how_to_begin())
        self.rows.show(rows)
        if at:
            self.rows.move_to_key(at)
        self.query_one("#evidence-head", PlainText).show(head_of(record, rows))
        self.set_class(not rows, "-empty")

    def show_at(self, key: str) -> None:
        """Show the evidence, the cursor on the line with that key, where there is one."""
        if not is_leaving(self):
            self.show(at=key)

    @on(EvidenceRows.Moved)
    def _on_moved(self) -> None:
        self._show_detail()
        failed = self._job is not None and self._job.state == "failed" and self._evidence is None
        self.key_titles = _TITLES_OF_CAPTURE if failed else {}
        self.refresh_bindings()
        evidence = self._evidence
        if evidence is not None and evidence.body and evidence.body not in self._beginnings:
            self.later("beginning", _FIRST_AFTER, self._read_beginning)

    def _show_detail(self) -> None:
        evidence = self._evidence
        body = evidence.body if evidence is not None else ""
        self.detail.show(self.rows.row, first=self._beginnings.get(body, ()))

    async def _read_beginning(self) -> None:
        evidence = self._evidence
        if evidence is None or not evidence.body or self.has_class("-narrow"):
            return
        desk = self.app.desk
        try:
            text = await desk.run(desk.workspace.evidence.body, evidence)
            self._beginnings[evidence.body] = beginning_of(text)
        except TeardownError as error:
            self._beginnings[evidence.body] = [str(error)]
        while len(self._beginnings) > _KEPT:
            self._beginnings.pop(next(iter(self._beginnings)))
        self._show_detail()

    def on_resize(self) -> None:
        """Say as much as there is room for."""
        self.detail.is_brief = self.has_class("-narrow")
        self.detail.redraw()

    def on_news(self, news: News) -> None:
        """Show what is new."""
        super().on_news(news)
        if news in {News.REPLACED, News.SAVED}:
            self.show()

    def on_screen_resume(self) -> None:
        """Show what was changed on the screens above."""
        super().on_screen_resume()
        self.show()

    def _hear_job(self, job: Job) -> None:
        if job.teardown_id == self._teardown_id and not self._is_due and not is_leaving(self):
            self._is_due = True
            self.set_timer(_JOBS_AFTER, self._show_jobs)

    def _show_jobs(self) -> None:
        self._is_due = False
        jobs = self.app.captures.of(self._teardown_id)
        if self._shown_jobs == [(job.number, job.state) for job in jobs]:
            self.rows.redraw()
            self.detail.redraw()
        else:
            self.show()

    # What the cursor is on

    @property
    def row(self) -> Row | None:
        """The line under the cursor."""
        return self.rows.row

    @property
    def _evidence(self) -> Evidence | None:
        return self.row.evidence if self.row is not None else None

    @property
    def _job(self) -> Job | None:
        """The capture under the cursor: a new one, or a page that is captured again."""
        return (self.row.job or self.row.refreshing) if self.row is not None else None

    @property
    def editing(self) -> Editing:
        """What changes the evidence."""
        if self._editing is None:
            raise RuntimeError("the teardown is not open yet")
        return self._editing

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the line under the cursor."""
        del parameters
        if self._in_hand is None or self._adding is None:
            return action == "back"
        evidence = self._evidence
        if action in _NEEDS_A_LINE:
            return self.row is not None
        offered = {
            "refresh": evidence is not None and evidence.kind == "page",
            "changes": evidence is not None and evidence.latest is not None,
            "take": evidence is not None and evidence.latest is not None,
            "more": action == "more" and bool(self._adding.neighbours()),
            "cancel": self._job is not None,
            "claims": self.row is not None and bool(self.row.claims),
            "copy_markdown": evidence is not None,
        }
        return offered.get(action, True)

    # Reading

    @on(EvidenceRows.Chosen)
    def action_open(self) -> None:
        """Read the page; try again what failed; change an observation."""
        row, evidence = self.row, self._evidence
        if row is not None and row.job is not None and self._adding is not None:
            self._adding.again(row.job)
        elif evidence is None:
            return
        elif evidence.body:
            quote = row.quote.id if row is not None and row.quote is not None else ""
            self.app.open_page(self.in_hand, evidence.id, quote=quote, then=self.go_to_question)
        elif evidence.kind in {"page", "file"}:
            self.app.tell("Nothing of this page could be captured, so there is nothing to read.")
        else:
            self.action_edit()

    def action_fold(self) -> None:
        """Show the pages alone, or with their quotes."""
        self._folded = not self._folded
        at = self._evidence
        self.show(at=at.id if at is not None and self._folded else "")

    def action_claims(self) -> None:
        """Go to the claims that rest on what the cursor is on."""
        if self.row is not None:
            go_to_claim(self.app, self.in_hand, self.row.claims, then=self.go_to_question)

    def action_changes(self) -> None:
        """Show what the last refresh found."""
        evidence = self._evidence
        if evidence is not None and evidence.latest is not None:
            screen = page_changes_screen(self.in_hand, evidence.id, changes=self.editing.changes)
            self.app.push_screen(screen, self.go_to_question)

    # Capturing

    def action_add(self) -> None:
        """Ask for an address or a file, and capture it."""
        if self._adding is not None:
            self._adding.ask()

    def on_paste(self, event: events.Paste) -> None:
        """Take an address that is pasted onto the list, as if the form had been open."""
        event.stop()
        if self._adding is not None and event.text.strip():
            self._adding.ask(pasted=event.text.strip())

    def action_more(self) -> None:
        """Choose among other pages of the same sites."""
        if self._adding is not None:
            self._adding.offer_neighbours()

    def action_refresh(self) -> None:
        """Capture the page under the cursor again."""
        if self._evidence is not None and self._adding is not None:
            self._adding.refresh([self._evidence])

    def action_refresh_all(self) -> None:
        """Capture every page again."""
        if self._adding is not None:
            self._adding.refresh(self.in_hand.record.evidence)

    def action_cancel(self) -> None:
        """Stop a capture, or forget one that failed."""
        if self._job is not None:
            self.app.captures.drop(self._job)

    # Changing

    def action_take(self) -> None:
        """Let what the last refresh found be the capture."""
        if self._evidence is not None and self._evidence.latest is not None:
            self.editing.take(self._evidence)

    def action_observe(self) -> None:
        """Add an observation."""
        self.editing.observe()

    def action_edit(self) -> None:
        """Change what is under the cursor; of a capture that failed, its address."""
        if self._evidence is not None:
            self.editing.edit(self._evidence)
        elif self._job is not None and self._adding is not None:
            self._adding.ask(instead_of=self._job)

    def action_delete(self) -> None:
        """Take out what the cursor is on."""
        if self.row is not None and self._evidence is not None:
            self.editing.delete(self.row)
        else:
            self.action_cancel()

    def action_undo(self) -> None:
        """Take back the last change."""
        self.editing.undo()

    # Elsewhere

    def action_browser(self) -> None:
        """Open the address in the browser."""
        evidence, job = self._evidence, self._job
        address = link_to(evidence) if evidence is not None else ""
        if evidence is None and job is not None:
            address = job.source
        in_background(self, partial(open_in_browser, self.app, address), group="browser")

    def action_copy(self) -> None:
        """Copy the words of a quote, else the address, else what was seen."""
        row, evidence = self.row, self._evidence
        if row is not None and row.quote is not None:
            self.app.copy(row.quote.exact)
        elif evidence is not None:
            self.app.copy(link_to(evidence) or evidence.note or evidence.title)
        elif self._job is not None:
            self.app.copy(self._job.source)

    def action_copy_markdown(self) -> None:
        """Copy a Markdown link, with the quotes below it."""
        from tui.screens.evidence.wording import as_markdown

        if self._evidence is not None and self.row is not None:
            self.app.copy(as_markdown(self._evidence, self.row.quote))

    # The list

    def action_down(self) -> None:
        """Go to the next line."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the line before."""
        self.rows.action_up()


def _how_to_begin() -> list[list[tuple[str, str]]]:
    return [
        [],
        [("Nothing captured yet.", "bold")],
        [(plain_punctuation("Paste the address of the product’s pricing page: "), "muted"),
         ("a", "accent bold"), (" adds it.", "muted")],
        [("o", "accent bold"), (" writes down what you saw yourself.", "muted")],
    ]  # fmt: skip
