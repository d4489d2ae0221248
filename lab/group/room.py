"""The room for study groups: begin or join one, seal, reveal, compare, sync."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from lab.errors import LabError, UsageError
from lab.group.errors import NoGroup, NotYet
from lab.group.layout import GROUP_FILE, is_member_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from lab.compare.comparison import Comparison
    from lab.compare.decisions import Decision, Do
    from lab.group.contents import Contents, Member, RoundContents
    from lab.group.facts import Values
    from lab.group.git import Git
    from lab.group.memory import GroupMemory
    from lab.group.site import WrittenSite
    from lab.group.standing import RoundStanding
    from lab.group.sync import Synced
    from lab.workspace import Workspace
    from store.records import Teardown

__all__ = ["Groups", "Sealing", "StudyGroup"]

_DEEPEST: Final = 30
"""Folders above the current one in which a group is looked for."""
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a seal did, and what is worth knowing about it."""

    round: str
    teardown: str
    notes: tuple[str, ...]


class Groups:
    """The groups that somebody belongs to."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(self, folder: Path | None = None, *, may_ask: bool = False) -> StudyGroup:
        """Return the group in a folder; without one that of the current folder, or the last one.

        Raise ``NoGroup`` where there is none.
        """
        from lab.group.memory import GroupMemory

        if folder is None:
            folder = _above(Path.cwd()) or GroupMemory.last_folder(self._state)
        if folder is None:
            raise NoGroup(
                "There is no group here",
                todo="“teardown group init DIR” begins one, “teardown group join URL” joins one.",
            )
        return StudyGroup(self._workspace, folder.absolute(), may_ask=may_ask)

    def init(
        self, folder: Path, *, title: str, name: str = "", remote: str = "", with_git: bool = True
    ) -> StudyGroup:
        """Begin a group in a new or empty folder, and be its first member."""
        from lab.group.beginning import begin

        name = self._name(name)
        begin(
            folder,
            title=title,
            git=self._git(folder) if with_git else None,
            remote=remote,
        )
        group = self.open(folder)
        group.become_member(name)
        return group

    def join(self, source: str, folder: Path | None = None, *, name: str = "", member: str = "",
             may_ask: bool = False) -> StudyGroup:  # fmt: skip
        """Join a group: clone its repository, or join the one in a folder that is there."""
        from lab.group.beginning import clone

        name = self._name(name) if not member else name
        here = Path(source)
        if (here / GROUP_FILE).is_file():
            group = self.open(here, may_ask=may_ask)
        else:
            target = clone(source, folder, git=lambda place: self._git(place, may_ask=may_ask))
            group = self.open(target, may_ask=may_ask)
        if member:
            group.be(member)
        else:
            group.become_member(name)
        return group

    @property
    def _state(self) -> Path:
        return self._workspace.places.state / "groups"

    def _git(self, folder: Path, *, may_ask: bool = False) -> Git:
        from lab.group.git import Git

        return Git(folder, environ=self._workspace.environ, may_ask=may_ask)

    def _name(self, name: str) -> str:
        said = " ".join((name or str(self._workspace.settings["author"])).split())
        if not said:
            raise UsageError(
                "The group does not know your name",
                todo="Add --name NAME, or set it once: “teardown config set author NAME”.",
            )
        if len(said) > _LONGEST_NAME or not said.isprintable():
            raise UsageError("That name is too long, or holds what is no text")
        return said


class StudyGroup:
    """One group, in its folder."""

    def __init__(self, workspace: Workspace, folder: Path, *, may_ask: bool = False) -> None:
        from lab.group.contents import read_group_facts
        from lab.group.git import Git
        from lab.group.memory import GroupMemory

        self._workspace = workspace
        self.folder = folder
        facts = read_group_facts(folder)
        self.id, self.title = facts.id, facts.title
        state = workspace.places.state / "groups"
        self._memory: GroupMemory = GroupMemory(state, self.id)
        self._git = Git(folder, environ=workspace.environ, may_ask=may_ask)
        GroupMemory.remember_folder(state, folder)

    # Who one is

    @property
    def me(self) -> str:
        """One's own id in this group; empty for nobody."""
        return self._memory.member

    def be(self, member: str) -> None:
        """Go on as a member that one is already, on another computer."""
        members = self.contents().members
        if not is_member_id(member) or member not in members:
            names = ", ".join(f"{one.id} ({one.name})" for one in members.values())
            raise NoGroup(f"“{member}” is no member", todo=f"Its members are: {names or 'nobody'}.")
        self._memory.become(member)

    def become_member(self, name: str) -> Member:
        """Become a member under a name; who is one already stays who they are."""
        from lab.authors import plain_name
        from lab.group.facts import instant_text
        from lab.group.layout import new_member_id

        members = self.contents().members
        if self.me in members:
            return members[self.me]
        same = [one for one in members.values() if plain_name(one.name) == plain_name(name)]
        if same:
            raise UsageError(
                f"There is a {same[0].name} in this group already",
                todo=f"If that is you on another computer, add --member {same[0].id}. "
                "Otherwise say --name with something that tells you apart.",
            )
        member = new_member_id(name)
        self._memory.become(member)
        values: Values = {"format": 1, "name": name, "joined_at": instant_text(self._now())}
        self._write_facts(PurePosixPath("members", f"{member}.toml"), values)
        return self.contents().members[member]

    # Reading

    @cached_property
    def _first_seals(self) -> dict[str, dict[str, str]]:
        """The seals that the repository's history has first, where they changed."""
        from lab.group.errors import GitFailed
        from lab.group.witness import first_seals

        try:
            return first_seals(self._git)
        except GitFailed:
            # What the folder says is read without git; “sync” says what is wrong with it.
            return {}

    def contents(self) -> Contents:
        """Return everything in the folder that is what it should be."""
        from lab.group.contents import read_contents

        return read_contents(self.folder)

    def round_id(self, said: str = "") -> str:
        """Return the round that is meant: its id, how it begins or what is in it, or the newest."""
        rounds = sorted(self.contents().rounds)
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
        first_seen = self._memory.saw(round_name, seals) | self._first_seals.get(round_name, {})
        return round_standing(
            contents,
            found,
            today=self._today(),
            text_of=lambda member: self._text(round_name, member),
            first_seen=first_seen,
        )

    def standings(self) -> list[RoundStanding]:
        """Return how all rounds stand, the newest first."""
        contents = self.contents()
        return [self.standing(name, contents) for name in sorted(contents.rounds, reverse=True)]

    # A round

    def new_round(
        self, product: str, *, url: str = "", prompt: str = "", until: date | None = None
    ) -> str:
        """Open a round for a product and return its id; *prompt* is the probe that all run."""
        from lab.group.facts import instant_text
        from lab.group.layout import round_file, round_id

        product = " ".join(product.split())
        if not product:
            raise UsageError("The product has no name")
        me = self._me()
        name = round_id(self._today().isoformat(), product)
        values: Values = {
            "format": 1, "product": product, "url": url, "prompt": " ".join(prompt.split()),
            "until": until.isoformat() if until else "", "opened_at": instant_text(self._now()),
        }  # fmt: skip
        self._write_facts(round_file(name, "opened", me), values)
        return name

    def seal(self, teardown: Teardown, *, round_name: str) -> Sealing:
        """Publish a commitment to a teardown's text, and nothing of the text."""
        from lab.exporting import export_text
        from lab.group.facts import instant_text
        from lab.group.layout import round_file
        from lab.group.memory import Sealed
        from lab.group.seals import canonical, commitment, new_nonce

        me = self._me()
        contents = self.contents()
        if me in contents.rounds[round_name].seals:
            raise UsageError(
                f"You have sealed {round_name} already",
                "a seal that can be changed is worth nothing",
                todo="“teardown group reveal” opens it when everybody has sealed.",
            )
        text = canonical(export_text(teardown))
        # A seal that was kept and never shown is used again, whatever stopped us.
        kept = self._memory.sealed(round_name)
        if kept is None or kept.text != text or kept.member != me:
            kept = Sealed(me, new_nonce(), teardown.id, text)
            self._memory.keep(round_name, kept)
        said = commitment(text, nonce=kept.nonce, round_name=round_name, member=me)
        values: Values = {"format": 1, "commitment": said, "sealed_at": instant_text(self._now())}
        self._write_facts(round_file(round_name, "seals", me), values)
        return Sealing(round_name, teardown.id, self._seal_notes(teardown, contents, round_name))

    def reveal(self, round_name: str, *, anyway: bool = False) -> None:
        """Publish one's own text with the nonce that proves it is the sealed one.

        Raise ``NotYet`` while others have not sealed and the last day is not over, unless
        *anyway*.
        """
        from lab.group.facts import instant_text
        from lab.group.files import write_text
        from lab.group.layout import round_file

        me = self._me()
        kept = self._memory.sealed(round_name)
        standing = self.standing(round_name)
        mine = standing.of(me)
        if mine is None or mine.state == "missing":
            raise NotYet(f"You have not sealed {round_name}", todo="“teardown group seal ID” does.")
        if kept is None or kept.member != me:
            raise NoGroup(
                "Your seal cannot be opened here",
                "what it hides lies on the computer on which you sealed",
                todo="Reveal there.",
            )
        missing = [one.name for one in standing.members if one.state == "missing"]
        if standing.phase == "sealing" and not anyway:
            raise NotYet(
                f"{', '.join(missing)} {'has' if len(missing) == 1 else 'have'} not sealed yet",
                "whoever sees your text now writes under its influence",
                todo="Wait for them, or add --anyway.",
            )
        write_text(self.folder, round_file(round_name, "teardowns", me), kept.text)
        values: Values = {
            "format": 1,
            "nonce": kept.nonce,
            "revealed_at": instant_text(self._now()),
        }
        self._write_facts(round_file(round_name, "reveals", me), values)

    def teardowns(self, round_name: str) -> list[Teardown]:
        """Return the teardowns of a round that are what was sealed, each under its member's name.

        Raise ``NotYet`` before one has sealed one's own: nothing of the others is shown till then.
        """
        return [record for _, record in self._verified(round_name)]

    def compare(self, round_name: str) -> Comparison:
        """Return the comparison of a round; ``NotYet`` where there is too little to compare."""
        from lab.compare.comparison import compare

        contents = self.contents()
        verified = self._verified(round_name, contents)
        if len(verified) < 2:  # noqa: PLR2004  # a comparison
            raise NotYet(
                f"{len(verified)} of the teardowns of {round_name} can be compared",
                "the others are not revealed, or are not what was sealed",
                todo="“teardown group status” says who is missing.",
            )
        again = self._again(contents.rounds[round_name], {who: r.id for who, r in verified})
        return compare(
            [record for _, record in verified],
            decisions=contents.rounds[round_name].decisions,
            again=again,
        )

    def score_again(self, round_name: str, scores: Mapping[str, int]) -> None:
        """Record second scores by section; later ones of the same section take their place."""
        from lab.group.facts import instant_text
        from lab.group.layout import round_file

        me = self._me()
        known = {asked.id for record in self.teardowns(round_name) for asked in record.questions}
        odd = [name for name in scores if name not in known]
        if odd:
            raise UsageError(
                f"No teardown of {round_name} has a section “{odd[0]}”",
                todo=f"They have: {', '.join(sorted(known))}.",
            )
        given = {**self.contents().rounds[round_name].again.get(me, {}), **scores}
        self._write_facts(
            round_file(round_name, "again", me),
            {"format": 1, "scored_at": instant_text(self._now()), "scores": given},
        )

    def decide(self, round_name: str, do: Do, claims: Sequence[str]) -> None:
        """Join claims into one finding, or split the first from the others, for all to see."""
        from lab.compare.decisions import decisions_text, joined, parse_claim, taken_out
        from lab.group.files import write_text
        from lab.group.layout import round_file

        me = self._me()
        known = {
            f"{record.id}/{claim.id}"
            for record in self.teardowns(round_name)
            for claim in record.claims
        }
        odd = [name for name in claims if name not in known]
        if odd or len({*claims}) < 2:  # noqa: PLR2004  # a pair
            what = f"“{odd[0]}” is no claim of this round" if odd else "One claim is not several"
            raise UsageError(
                what, todo="Write TEARDOWN/CLAIM, as “teardown group compare --json” names them."
            )
        named = [parse_claim(each) for each in claims]
        now = self._now()
        new = (
            joined(named, by=me, now=now)
            if do == "join"
            else taken_out(named[0], named[1:], by=me, now=now)
        )
        mine = [each for each in self._decisions(round_name) if each.by == me]
        text = decisions_text([*mine, *new])
        write_text(self.folder, round_file(round_name, "matches", me), text)

    def adjudicate(self, round_name: str) -> Teardown:
        """Begin the group's own teardown in the library, with all that each of them said."""
        from lab.group.adjudicated import adjudicated

        comparison = self.compare(round_name)
        workspace = self._workspace
        now = workspace.clock.now()
        record = adjudicated(
            comparison,
            teardown_id=workspace.library.new_id(comparison.subjects[0].record.product.name),
            round_name=round_name,
            group=self.title,
            now=now,
            offset=workspace.clock.local_zone(now)[1],
        )
        return workspace.library.insert(record)

    # Sharing

    def write_site(self, folder: Path) -> WrittenSite:
        """Write pages for whoever reads in a browser; raise ``NotAnExport`` over other files."""
        from lab.exporting import check_outside, export_text
        from lab.group.site import RoundPages, write_site

        check_outside(folder, self._workspace.places.library)
        contents = self.contents()
        rounds = []
        for name in sorted(contents.rounds, reverse=True):
            standing = self.standing(name, contents)
            found: list[tuple[str, Teardown]] = []
            comparison, hidden = None, ""
            try:
                found = self._verified(name, contents)
                comparison = self.compare(name)
            except NotYet as error:
                hidden = f"{error.what}: {error.why}."
            rounds.append(RoundPages(standing, found, comparison, hidden))
        return write_site(
            folder, self.title, rounds, page_of=lambda record: export_text(record, form="html")
        )

    def sync(self) -> Synced:
        """Send one's own files and fetch the others’; see ``lab.group.sync``."""
        from lab.group.sync import sync

        contents = self.contents()
        me = self._me()
        done = sync(self._git, self._memory, member=me, name=contents.members[me].name)
        self.__dict__.pop("_first_seals", None)
        self.standings()
        return done

    # Inside

    def _verified(
        self, round_name: str, contents: Contents | None = None
    ) -> list[tuple[str, Teardown]]:
        contents = contents or self.contents()
        standing = self.standing(round_name, contents)
        me = self._me()
        mine = standing.of(me)
        if mine is None or mine.state == "missing":
            raise NotYet(
                f"You have not sealed {round_name} yet",
                "whoever has seen the others’ texts cannot judge alone any more",
                todo="“teardown group seal ID” seals yours; then you see theirs.",
            )
        found: list[tuple[str, Teardown]] = []
        for one in standing.members:
            text = self._text(round_name, one.member) if one.counts else None
            if text is not None:
                record = self._record(text, member=contents.members[one.member])
                if record is not None:
                    found.append((one.member, record))
        return _told_apart(found)

    def _record(self, text: str, *, member: Member) -> Teardown | None:
        try:
            record = self._workspace.reviews.read(text, name=f"the teardown of {member.name}")
        except LabError:
            return None
        return record.model_copy(update={"author": member.name})

    def _text(self, round_name: str, member: str) -> str | None:
        from lab.group.contents import read_round_text
        from lab.group.errors import FileRefused

        try:
            return read_round_text(self.folder, round_name, member)
        except FileRefused:
            return None

    def _again(
        self, found: RoundContents, teardowns: Mapping[str, str]
    ) -> dict[str, dict[str, int]]:
        """Return second scores, of others only where one has given one's own: it is silent."""
        mine = found.again.get(self.me, {})
        return {
            teardowns[who]: {name: score for name, score in scores.items() if name in mine}
            for who, scores in found.again.items()
            if who in teardowns
        }

    def _decisions(self, round_name: str) -> list[Decision]:
        return self.contents().rounds[round_name].decisions

    def _seal_notes(
        self, teardown: Teardown, contents: Contents, round_name: str
    ) -> tuple[str, ...]:
        from lab.authors import plain_name

        notes = []
        opening = contents.rounds[round_name].opening
        if opening and plain_name(opening.product) != plain_name(teardown.product.name):
            notes.append(f"It is about {teardown.product.name}, the round about {opening.product}.")
        if teardown.status == "draft":
            notes.append("It is still a draft; what you change from now on is not in the seal.")
        mine = self.standing(round_name).of(self.me)
        if mine is not None and mine.late:
            notes.append(mine.note)
        return tuple(notes)

    def _me(self) -> str:
        me = self.me
        if not me or me not in self.contents().members:
            raise NoGroup(
                f"You are no member of “{self.title}” yet",
                todo=f"“teardown group join {self.folder}” makes you one.",
            )
        return me

    def _write_facts(self, path: PurePosixPath, values: Values) -> None:
        from lab.group.facts import to_toml
        from lab.group.files import write_text

        write_text(self.folder, path, to_toml(values))

    def _now(self) -> datetime:
        return self._workspace.clock.now()

    def _today(self) -> date:
        now = self._workspace.clock.now()
        return (now + timedelta(seconds=self._workspace.clock.local_zone(now)[1])).date()


def _told_apart(found: list[tuple[str, Teardown]]) -> list[tuple[str, Teardown]]:
    """Give teardowns ids of their own where two came with the same, and authors likewise."""
    ids = [record.id for _, record in found]
    names = [record.author for _, record in found]
    apart = []
    for who, record in found:
        changes = {}
        if ids.count(record.id) > 1:
            changes["id"] = f"{record.id}-{who}"
        if names.count(record.author) > 1:
            changes["author"] = f"{record.author} ({who})"
        apart.append((who, record.model_copy(update=changes)))
    return apart


def _above(folder: Path) -> Path | None:
    """Return the folder, or one above it, that is a group's."""
    for place in [folder, *folder.parents][:_DEEPEST]:
        if (place / GROUP_FILE).is_file():
            return place
    return None
