"""Capturing from the Evidence screen: asking for an address, trying again, offering neighbours."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lab.evidence.source import file_in, sources_in
from tui.forms.address import AddressForm
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lab.evidence.captured import Neighbour
    from lab.model import Evidence
    from tui.app import TeardownApp
    from tui.capturing import Job
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled

__all__ = ["Adding"]

_FORM: Final = "evidence:address"
_LONGEST_NAMED: Final = 300


class Adding:
    """Asks what to capture, and begins it."""

    def __init__(
        self,
        app: TeardownApp,
        in_hand: TeardownInHand,
        section: str,
        *,
        began: Callable[[str], None],
    ) -> None:
        """Capture for *section*; *began* is told the key of the line of a capture."""
        self._app = app
        self._began = began
        self._in_hand = in_hand
        self._section = section

    def ask(self, *, instead_of: Job | None = None, pasted: str = "") -> None:
        """Ask for addresses or files; *instead_of* is a failed capture whose address is mended."""
        in_hand = self._in_hand
        proposed = instead_of.source if instead_of is not None else pasted or self._proposed()
        half_filled = in_hand.half_filled.get(_FORM) if proposed == self._proposed() else None

        def take(filled: Filled | None) -> None:
            if filled is None or not filled.kept:
                return
            if instead_of is not None:
                self._app.captures.drop(instead_of)
            self._begin(sources_in(filled.values["source"]))

        form = AddressForm(
            proposed,
            _fault,
            half_filled=half_filled,
            keep=lambda values: in_hand.keep_form(_FORM, values),
        )
        self._app.push_screen(form, take)

    def _proposed(self) -> str:
        """Return the product's own address, while nothing of it was captured."""
        record = self._in_hand.record
        known = {piece.url for piece in record.evidence}
        known |= {job.source for job in self._app.captures.of(record.id)}
        address = record.product.url.strip()
        return "" if address in known else address

    def _begin(self, sources: list[str], *, are_neighbours: bool = False) -> None:
        jobs = self._app.captures.begin(
            self._in_hand.record.id,
            sources,
            section=self._section,
            are_neighbours=are_neighbours,
        )
        self._began(f"job {jobs[0].number}")

    def again(self, job: Job) -> None:
        """Try once more what failed; an address of the own network only after a yes."""
        if job.is_going_on:
            self._app.tell("It is being captured; you may go on meanwhile. x stops it.")
        elif job.wants_yes:
            self._ask_about_private(job)
        else:
            self._app.captures.again(job)

    def _ask_about_private(self, job: Job) -> None:
        from tui.forms.question import QuestionScreen

        def answer(yes: bool | None) -> None:  # noqa: FBT001 - Textual calls it so
            if yes:
                self._app.captures.again(job, allow_private=True)

        self._app.push_screen(
            QuestionScreen(
                "Capture from your own network?",
                f"{job.source} leads to this computer or to a network of your own. Say yes if you "
                "know the page and meant it. It counts for this one capture.",
                yes="Capture it",
                no="Leave it",
            ),
            answer,
        )

    # Pages of the same site

    def neighbours(self) -> list[Neighbour]:
        """Return pages of the captured sites that are not captured yet."""
        record = self._in_hand.record
        known = {address for piece in record.evidence for address in (piece.url, piece.final_url)}
        known |= {job.source for job in self._app.captures.of(record.id)}
        return [page for page in self._app.captures.offered(record.id) if page.url not in known]

    def offer_neighbours(self) -> None:
        """Let some of them be ticked, and capture those."""
        from tui.choosing.choices import Choice
        from tui.choosing.ticking import TickChooser

        pages = self.neighbours()
        choices = [
            Choice(str(number), page.title, page.kind, page.url.partition("://")[2])
            for number, page in enumerate(pages)
        ]

        def take(ticked: str | None) -> None:
            if ticked:
                addresses = [pages[int(number)].url for number in ticked.split()]
                self._begin(addresses, are_neighbours=True)

        self._app.push_screen(TickChooser("more pages of the same site", choices), take)

    # Again

    def refresh(self, pieces: Iterable[Evidence]) -> None:
        """Capture those of these that are pages once more."""
        record = self._in_hand.record
        failed = {
            job.evidence_id: job
            for job in self._app.captures.of(record.id)
            if job.state == "failed" and job.wants_yes
        }
        pieces = list(pieces)
        if len(pieces) == 1 and pieces[0].id in failed:
            self._ask_about_private(failed[pieces[0].id])
            return
        pages = [
            (piece.id, piece.url or piece.final_url)
            for piece in pieces
            if piece.kind == "page" and (piece.url or piece.final_url)
        ]
        if pages:
            self._app.captures.refresh(record.id, pages)
        else:
            self._app.tell("There is no page here that could be captured again.")


def _fault(values: Mapping[str, str]) -> tuple[str, str] | None:
    sources = sources_in(values["source"])
    if not sources:
        return "source", "Paste the address of a page, or the path of a file."
    for source in sources:
        path = file_in(source, home=Path.home())
        # Unlike Path.is_file, this takes names that no system has, as a pasted text makes them.
        if path is not None and not os.path.isfile(path):  # noqa: PTH113 - see above
            return "source", f"There is no file {one_line(str(path)[:_LONGEST_NAMED])}."
    return None
