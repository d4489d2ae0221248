"""One study group as one person has it: who one is in it, its rounds, sharing it."""

from __future__ import annotations

import shlex
from datetime import timedelta
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.group.errors import NameTaken, NoGroup, NotYet
from lab.group.layout import MEMBERS, ROUNDS, is_member_id, round_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from lab.group.contents import Contents, Member
    from lab.group.facts import Values
    from lab.group.halting import Halt
    from lab.group.layout import Kind
    from lab.group.memory import GroupMemory
    from lab.group.site import WrittenSite
    from lab.group.standing import RoundStanding
    from lab.group.sync import Synced
    from lab.group.taking_part import Round
    from lab.group.witness import Witness
    from lab.workspace import Workspace

__all__ = ["StudyGroup"]


class StudyGroup:
    """One group, in its folder."""

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        may_ask: bool = False,
        halt: Halt | None = None,
        remember: bool = True,
    ) -> None:
        """*may_ask*: somebody can type a password for git. *halt* breaks a sync off.

        *remember*: it is the group that commands use from now on, where none is named.
        """
        from lab.group.contents import read_group_facts
        from lab.group.git import Git
        from lab.group.memory import GroupMemory

        self.workspace = workspace
        self.folder = folder
        facts = read_group_facts(folder)
        self.id, self.title = facts.id, facts.title
        state = workspace.places.state / "groups"
        self.memory: GroupMemory = GroupMemory(state, self.id)
        self._git = Git(folder, environ=workspace.environ, may_ask=may_ask, halt=halt)
        if remember:
            GroupMemory.remember_folder(state, folder)

    # Who one is

    @property
    def me(self) -> str:
        """One's own id in this group; empty for nobody."""
        return self.memory.member

    def be(self, member: str) -> None:
        """Go on as a member that one is already, on another computer."""
        members = self.contents().members
        if not is_member_id(member) or member not in members:
            names = ", ".join(f"{one.id} ({one.name})" for one in members.values())
            raise NoGroup(f"“{member}” is no member", todo=f"Its members are: {names or 'nobody'}.")
        self.memory.become(member)

    def become_member(self, name: str) -> Member:
        """Become a member under a name; who is one already, or was one, stays who they are."""
        from lab.group.facts import instant_text
        from lab.group.layout import look_of, new_member_id

        members = self.contents().members
        if self.me in members:
            return members[self.me]
        same = [one for one in members.values() if look_of(one.name) == look_of(name)]
        if same:
            folder = shlex.quote(str(self.folder))
            raise NameTaken(
                f"Somebody called {same[0].name} is in this group already",
                todo=f"If that is you on another computer: “teardown group join {folder} "
                f"--member {same[0].id}”. Otherwise: “teardown group join {folder} --name "
                "NAME”, with something that tells you apart.",
                member=same[0].id,
                folder=self.folder,
            )
        # Who was taken out by somebody's hand is the same as before, and their seals open.
        member = self.me or new_member_id(name)
        self.memory.become(member)
        values: Values = {"format": 1, "name": name, "joined_at": instant_text(self.now())}
        self.write_facts(PurePosixPath("members", f"{member}.toml"), values)
        return self.contents().members[member]

    # Reading

    @cached_property
    def _witness(self) -> Witness:
        """What the repository's history says of the seals."""
        from lab.group.errors import GitFailed
        from lab.group.witness import Witness, testimony

        try:
            return testimony(self._git)
        except GitFailed:
            # What the folder says is read without git; “sync” says what is wrong with it.
            return Witness()

    def contents(self) -> Contents:
        """Return everything in the folder that is what it should be."""
        from lab.group.contents import read_contents

        contents = read_contents(self.folder)
        for name, found in contents.rounds.items():
            if len(found.opened) > 1 and found.seals:
                # What stands when the first one seals holds, whatever a clock says later.
                before = self._witness.opened_before.get(name, set()) & found.opened.keys()
                for late in sorted(found.opened.keys() - before) if before else ():
                    del found.opened[late]
                    contents.refused.append(
                        f"{round_file(name, 'opened', late)} came when somebody had sealed: what "
                        "was said before holds"
                    )
        return contents

    def round_id(self, said: str = "") -> str:
        """Return the round that is meant: its id, how it begins or what is in it, or the newest."""
        rounds = self.contents().in_order
        if not rounds:
            raise NotYet(
                "This group has no round yet", todo="“teardown group new-round PRODUCT” opens one."
            )
        if not said or said == "last":
            return rounds[-1]
        exact = [name for name in rounds if name == said]
        fitting = exact or [name for name in rounds if name.startswith(said) or said in name]
        if len(fitting) != 1:
            which = "fits several rounds" if fitting else "is no round"
            raise UsageError(f"“{said}” {which}", todo=f"They are: {', '.join(fitting or rounds)}.")
        return fitting[0]

    def standing(self, round_name: str, contents: Contents | None = None) -> RoundStanding:
        """Return how a round stands; commitments that are seen now are remembered."""
        from lab.group.standing import round_standing

        contents = contents or self.contents()
        found = contents.rounds[round_name]
        seals = {who: seal.commitment for who, seal in found.seals.items()}
        first_seen = self.memory.saw(round_name, seals) | self._witness.first.get(round_name, {})
        return round_standing(
            contents,
            found,
            today=self.today(),
            text_of=lambda member: self.text_of(round_name, member),
            first_seen=first_seen,
            came_after=self._witness.came_after.get(round_name, {}),
        )

    def standings(self) -> list[RoundStanding]:
        """Return how all rounds stand, the newest first."""
        contents = self.contents()
        return [self.standing(name, contents) for name in reversed(contents.in_order)]

    # A round

    def new_round(
        self,
        product: str,
        *,
        url: str = "",
        prompt: str = "",
        template: str = "",
        until: date | None = None,
    ) -> str:
        """Open a round for a product and return its id; *prompt* is the probe that all run."""
        from lab.group.facts import LONGEST_LINE, instant_text, text_of
        from lab.group.layout import LONGEST_PROMPT, round_id

        product, url, prompt = text_of(product), text_of(url), text_of(prompt)
        if not product:
            raise UsageError("The product has no name")
        for what, said, most in (
            ("product’s name", product, LONGEST_LINE),
            ("address", url, LONGEST_LINE),
            ("prompt", prompt, LONGEST_PROMPT),
        ):
            if len(said) > most:
                raise UsageError(
                    f"The {what} is too long for a round", f"{most:,} characters are the most"
                )
        if until is not None and until < self.today():
            raise UsageError(
                f"{until.isoformat()} is over already", todo="Name today or a later day to seal."
            )
        me = self.membership()
        name = round_id(self.today().isoformat(), product)
        opened_at = self._when_opened(name)
        values: Values = {
            "format": 1, "product": product, "url": url, "prompt": prompt,
            "until": until.isoformat() if until else "", "opened_at": instant_text(opened_at),
        }  # fmt: skip
        if template:
            values = {**values, "template": template}
        self.write_facts(round_file(name, "opened", me), values)
        return name

    def is_open(self, product: str) -> bool:
        """Return whether a round of that product was opened today."""
        from lab.group.facts import text_of
        from lab.group.layout import round_id

        return round_id(self.today().isoformat(), text_of(product)) in self.contents().rounds

    def _when_opened(self, name: str) -> datetime:
        """Return when a round is opened; one of one's own that nobody has sealed may be changed.

        Raise ``UsageError`` for any other that is open: what everybody wrote for stays as it is.
        """
        contents = self.contents()
        there = contents.rounds.get(name)
        if there is None or there.opening is None:
            return self.now()
        opening = there.opening
        if opening.by == self.me and not there.seals:
            return opening.at
        by = contents.members.get(opening.by)
        who = "You" if opening.by == self.me else by.name if by is not None else "Somebody"
        facts = [
            f"everybody runs “{opening.prompt}”" if opening.prompt else "",
            f"with the template {opening.template}" if opening.template else "",
            f"to be sealed until {opening.until.isoformat()}" if opening.until else "",
        ]
        said = ", ".join(filter(None, facts))
        raise UsageError(
            f"{who} opened a round of {opening.product} today, {name}",
            said or "without a prompt, a template or a last day",
            todo="Nothing was changed. Take part in that one, or open yours under another name.",
        )

    def round(self, name: str) -> Round:
        """Return a round to take part in."""
        from lab.group.taking_part import Round

        return Round(self, name)

    # Sharing

    def write_site(self, folder: Path) -> WrittenSite:
        """Write pages for whoever reads in a browser; raise ``NotAnExport`` over other files."""
        from lab.exporting import check_outside, export_text
        from lab.group.site import RoundPages, write_site

        check_outside(folder, self.workspace.places.library)
        inside = folder.resolve()
        ours = [self.folder.resolve() / each for each in (MEMBERS, ROUNDS, ".git")]
        if inside == self.folder.resolve() or any(inside.is_relative_to(each) for each in ours):
            raise UsageError(
                "The pages do not go among the group’s own files",
                todo="Name a folder of their own.",
            )
        contents = self.contents()
        rounds = []
        for name in reversed(contents.in_order):
            standing = self.standing(name, contents)
            one = self.round(name)
            try:
                found = one.verified(contents)
            except NotYet as error:
                rounds.append(RoundPages(standing, [], None, hidden=f"{error.what}: {error.why}."))
                continue
            comparison, hidden = None, ""
            try:
                comparison = one.compare()
            except NotYet as error:
                hidden = f"{error.what}: {error.why}."
            rounds.append(RoundPages(standing, found, comparison, one.agreed(), hidden))
        return write_site(
            folder, self.title, rounds, page_of=lambda record: export_text(record, form="html")
        )

    def sync(self, *, tell: Callable[[str], None] = lambda _: None) -> Synced:
        """Send one's own files and fetch the others’; see ``lab.group.sync``.

        *tell* is told what goes on. Raise ``Halted`` where it was broken off.
        """
        from lab.group.sync import sync

        contents = self.contents()
        me = self.membership()
        name = contents.members[me].name
        done = sync(self._git, self.memory, member=me, name=name, tell=tell)
        self.__dict__.pop("_witness", None)
        self.standings()
        return done

    @property
    def has_git(self) -> bool:
        """Whether the folder is shared by git; else by whatever shares folders."""
        return self._git.is_used

    def unsent(self) -> int | None:
        """Return how many files of one's own wait for a sync; ``None`` where nothing is sent."""
        from lab.group.sync import unsent

        return unsent(self._git, member=self.me)

    def address(self) -> str:
        """Return what the others join by: the repository's address, or the folder.

        Empty for a repository that has no address yet.
        """
        from lab.group.errors import GitFailed
        from lab.group.git import without_secrets

        try:
            if not self._git.is_there or not self._git.is_repository():
                return str(self.folder)
            return without_secrets(self._git.run("remote", "get-url", "origin").out.strip())
        except GitFailed:
            return ""

    def share_by(self, address: str) -> None:
        """Share a group that has no address yet by a repository; raise for an odd address."""
        from lab.group.git import check_address

        check_address(address)
        self._git.want("remote", "add", "--", "origin", address)

    def shared(self, round_name: str, contents: Contents | None = None) -> frozenset[str]:
        """Return what of ``compared`` and ``agreed`` somebody put into the folder."""
        members = (contents or self.contents()).members
        kinds: tuple[Kind, ...] = ("compared", "agreed")
        return frozenset(
            kind
            for kind in kinds
            if any((self.folder / round_file(round_name, kind, who)).is_file() for who in members)
        )

    def text_of(self, round_name: str, member: str) -> str | None:
        """Return the text that somebody showed; ``None`` for none that can be used."""
        from lab.group.contents import read_round_text
        from lab.group.errors import FileRefused

        try:
            return read_round_text(self.folder, round_name, member)
        except FileRefused:
            return None

    # What rounds need

    def membership(self) -> str:
        """Return one's own id; raise ``NoGroup`` where one is no member."""
        me = self.me
        contents = self.contents()
        if me and me not in contents.members:
            about = (f"“members/{me}.toml”", "“members”")
            refused = next((line for line in contents.refused if line.startswith(about)), "")
            raise NoGroup(
                f"You are no member of “{self.title}” any more",
                refused.rstrip(".") or f"members/{me}.toml is gone",
                todo=f"“teardown group join {self.folder}” makes you the same one again.",
            )
        if not me:
            raise NoGroup(
                f"You are no member of “{self.title}” yet",
                todo=f"“teardown group join {self.folder}” makes you one.",
            )
        return me

    def write_facts(self, path: PurePosixPath, values: Values) -> None:
        """Write a file of one’s own."""
        from lab.group.facts import to_toml
        from lab.group.files import write_text

        write_text(self.folder, path, to_toml(values))

    def now(self) -> datetime:
        """Return the instant that it is."""
        return self.workspace.clock.now()

    def today(self) -> date:
        """Return the calendar day that it is here."""
        now = self.workspace.clock.now()
        return (now + timedelta(seconds=self.workspace.clock.local_zone(now)[1])).date()
