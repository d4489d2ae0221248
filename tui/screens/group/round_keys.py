"""What one does in a round: open one, take the product apart, seal, reveal, score again, agree."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from lab.authors import plain_name
from lab.group.overview import mine_among
from tui.background import in_background
from tui.choosing.choices import Choice
from tui.choosing.chooser import PickScreen
from tui.forms.question import QuestionScreen
from tui.group.forms import address_form, new_round_form, path_of, round_offers, site_form
from tui.group.words import in_the_app, tried
from tui.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lab.group.contents import Member
    from lab.group.overview import RoundView
    from lab.group.site import WrittenSite
    from lab.group.taking_part import Sealing
    from lab.model import Summary
    from lab.workspace import Workspace
    from tui.forms.form import Filled
    from tui.screens.group.screen import GroupScreen

__all__ = ["RoundKeys"]


class RoundKeys:
    """Each asks where it cannot be taken back, does it at the desk, and says what came of it."""

    def __init__(self, screen: GroupScreen, folder: Path) -> None:
        self._screen = screen
        self._app = screen.app
        self._folder = folder
        self._typed: Mapping[str, str] | None = None

    # A new round

    async def ask_for_round(self) -> None:
        """Ask what all of them take apart next."""
        desk = self._app.desk
        offers = await desk.run(round_offers, desk.workspace)
        now = desk.workspace.clock.now()
        self._app.push_screen(new_round_form(offers, now.date(), self._typed), self._take_round)

    def _take_round(self, filled: Filled | None) -> None:
        self._typed = filled.values if filled is not None else None
        if filled is not None and filled.kept:
            in_background(self._screen, partial(self._open_round, filled.values), group="round")

    async def _open_round(self, values: Mapping[str, str]) -> None:
        said = values["until"].strip()
        name = await tried(
            self._app,
            lambda: self._app.desk.workspace.groups.open(self._folder).new_round(
                values["product"],
                url=values["url"],
                prompt=values["prompt"],
                template=values["template"],
                until=date.fromisoformat(said) if said else None,
            ),
        )
        if name is not None:
            self._typed = None
            self._app.tell(f"The round is open.{self._sync('tells the others')}")
            await self._screen.read(at=name)

    # One's own teardown

    async def work(self, view: RoundView) -> None:
        """Open one's teardown for the round, or begin it."""
        found = await tried(self._app, _begin_or_find, self._app.desk.workspace, view)
        if found is not None:
            self._app.open_walk(found)

    async def seal(self, view: RoundView) -> None:
        """Ask which teardown is sealed, where there are several, and whether."""
        if view.my_fault == "seal":
            await self._seal(view, view.teardown)  # the first one again: nothing to choose
            return
        group = self._screen.view
        members = group.members if group is not None else ()
        rows = await tried(self._app, _mine, self._app.desk.workspace, members, view.me)
        if rows is None:
            return
        of_product = [row for row in rows if plain_name(row.product) == plain_name(view.product)]
        # Whoever calls the product otherwise finds theirs among all of them.
        rows = of_product or rows
        if not rows:
            self._app.tell("You have no teardown yet. “My teardown” begins one for this round.")
        elif len(of_product) == 1:
            self._ask_to_seal(view, rows[0])
        else:
            offers = [
                Choice(row.id, one_line(row.product), row.status,
                       f"{row.id}, begun {row.created_at[:10]}",
                       partial(self._ask_to_seal, view, row))
                for row in rows
            ]  # fmt: skip
            self._app.push_screen(PickScreen("a teardown to seal", offers, at=view.teardown))

    def _ask_to_seal(self, view: RoundView, row: Summary) -> None:
        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's own order
            if yes:
                in_background(self._screen, partial(self._seal, view, row.id), group="round")

        product = one_line(view.product)
        other = plain_name(row.product) != plain_name(view.product)
        odd = f"The round is about {product}." if other else ""
        draft = " It is still a draft." if row.status == "draft" else ""
        late = " The last day is over, so it will count as late." if view.standing.is_over else ""
        question = QuestionScreen(
            f"Seal your teardown of {one_line(row.product)}?",
            f"{odd}{draft}{late} The others see that you have sealed, and nothing of the text. "
            "What you change afterwards is not in the seal, and a seal cannot be taken "
            "back.".strip(),
            yes="Seal",
            no="Not yet",
        )
        self._app.push_screen(question, take)

    async def _seal(self, view: RoundView, teardown: str) -> None:
        workspace = self._app.desk.workspace

        def seal() -> Sealing:
            one = workspace.groups.open(self._folder).round(view.id)
            return one.seal(workspace.load(teardown))

        done = await tried(self._app, seal)
        if done is not None:
            notes = " ".join(done.notes)
            said = f"Sealed.{self._sync('tells the others')} {notes}"
            self._app.tell(in_the_app(said.strip()))
            await self._screen.read(at=view.id)

    def ask_to_reveal(self, view: RoundView) -> None:
        """Ask before a text is shown, which cannot be taken back."""
        from lab.compare.saying import named
        from lab.compare.subjects import FEWEST

        missing = [one.name for one in view.standing.members if one.state == "missing"]
        again = view.my_fault == "text"
        is_alone = len(view.standing.members) < FEWEST and not view.standing.is_over
        early = (is_alone or view.standing.phase == "sealing") and not again
        why = "Then the others can read what you sealed. It cannot be taken back."
        if again:
            why = "What is shown as yours is not what you sealed. This puts your own text back."
        elif is_alone:
            why = (
                "You are alone in this group, as far as is known here. Whoever joins and seals "
                "later would be late."
            )
        elif early:
            why = (
                f"{one_line(named(missing))} did not seal yet: whoever sees your text now writes "
                "under its influence."
            )

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's own order
            if yes:
                in_background(self._screen, partial(self._reveal, view, anyway=early))

        question = QuestionScreen(
            "Reveal your teardown again?" if again else "Reveal your teardown?",
            why,
            yes="Reveal anyway" if early else "Reveal",
            no="Wait" if early else "Not yet",
        )
        self._app.push_screen(question, take)

    async def _reveal(self, view: RoundView, *, anyway: bool) -> None:
        def reveal() -> bool:
            group = self._app.desk.workspace.groups.open(self._folder)
            group.round(view.id).reveal(anyway=anyway)
            return True

        if await tried(self._app, reveal):
            self._app.tell(f"Revealed.{self._sync('shows it to the others')}")
            await self._screen.read(at=view.id)

    # Afterwards

    async def agree(self, view: RoundView) -> None:
        """Open the group's own teardown; begun with all that each of them said."""
        workspace = self._app.desk.workspace
        if view.after.agreed:
            self._app.open_walk(view.after.agreed)
            return
        if "agreed" in view.after.shared:
            await self._read_agreed(view)
            return
        found = await tried(
            self._app, lambda: workspace.groups.open(self._folder).round(view.id).adjudicate()
        )
        if found is not None:
            self._app.tell("Everybody’s words stand in it. What you agree on is up to you.")
            self._app.open_walk(found.id)

    async def _read_agreed(self, view: RoundView) -> None:
        """Show what somebody else wrote down: one such teardown is enough."""
        workspace = self._app.desk.workspace
        found = await tried(
            self._app, lambda: workspace.groups.open(self._folder).round(view.id).agreed()
        )
        if found:
            self._app.open_record(found[0][1])
        elif found is not None:
            self._app.tell("What was put into the folder cannot be read as a teardown.")

    async def publish(self, view: RoundView) -> None:
        """Put the comparison, and what was agreed on, into the folder for those who only read."""
        workspace = self._app.desk.workspace

        def publish() -> str:
            one = workspace.groups.open(self._folder).round(view.id)
            one.publish()
            if not view.after.agreed:
                return "The comparison is"
            one.publish(workspace.load(view.after.agreed))
            return "The comparison and what you agreed on are"

        said = await tried(self._app, publish)
        if said is not None:
            sync = self._sync("sends it")
            self._app.tell(f"{said} in the group’s folder, to be read there.{sync}")
            await self._screen.read(at=view.id)

    def _sync(self, what: str) -> str:
        """Return what Sync does now; nothing where the folder is shared without it."""
        view = self._screen.view
        return f" “Sync” {what}." if view is None or view.is_synced else ""

    def ask_for_address(self) -> None:
        """Ask for the repository by which the group is shared, and sync with it."""

        def take(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                in_background(self._screen, partial(self._share, filled.values), group="round")

        self._app.push_screen(address_form(), take)

    async def _share(self, values: Mapping[str, str]) -> None:
        def share() -> bool:
            workspace = self._app.desk.workspace
            workspace.groups.open(self._folder).share_by(values["address"].strip())
            return True

        if await tried(self._app, share):
            self._app.sharing.sync(self._folder)

    def ask_for_site(self) -> None:
        """Ask where the pages go."""
        proposed = self._folder.parent / f"{self._folder.name}-pages"

        def take(filled: Filled | None) -> None:
            if filled is not None and filled.kept:
                where = path_of(filled.values["folder"])
                in_background(self._screen, partial(self._write_site, where), group="site")

        self._app.push_screen(site_form(proposed), take)

    async def _write_site(self, where: Path) -> None:
        from tui.group.apart import apart

        def write(workspace: Workspace) -> WrittenSite:
            return workspace.groups.open(self._folder).write_site(where)

        with self._app.telling():
            done = await apart(self._app, write)
            notes = " ".join(done.notes)
            self._app.tell(f"Wrote {done.pages} pages: {done.index}. {notes}".strip())


def _mine(workspace: Workspace, members: Sequence[Member], me: str) -> list[Summary]:
    """Return one's own teardowns, the newest first."""
    rows = mine_among(workspace.summaries(), members, me=me)
    return sorted(rows, key=lambda row: row.created_at, reverse=True)


def _begin_or_find(workspace: Workspace, view: RoundView) -> str:
    """Return one's teardown for a round, begun where there is none."""
    from lab.drafting import NewTeardown

    if view.teardown and any(row.id == view.teardown for row in workspace.summaries()):
        return view.teardown
    opening = view.standing.opening
    wanted = opening.template if opening is not None else ""
    known = {info.id for info in workspace.templates.names()}
    request = NewTeardown(
        view.product,
        url=opening.url if opening is not None else "",
        template=wanted if wanted in known else "",
    )
    return workspace.create(request).id
