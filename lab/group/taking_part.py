"""Taking part in a round: sealing, revealing, comparing, scoring again, agreeing."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.errors import TeardownError, UsageError
from lab.group.errors import NoGroup, NotYet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import PurePosixPath

    from lab.compare.comparison import Comparison
    from lab.compare.decisions import Decision, Do
    from lab.group.contents import Contents, RoundContents
    from lab.group.facts import Values
    from lab.group.standing import RoundStanding
    from lab.group.study_group import StudyGroup
    from store.records import Teardown

__all__ = ["Round", "Sealing"]


@dataclass(frozen=True, slots=True)
class Sealing:
    """What a seal did, and what is worth knowing about it."""

    round: str
    teardown: str
    notes: tuple[str, ...]


class Round:
    """One round of a group, for one person."""

    def __init__(self, group: StudyGroup, name: str) -> None:
        """*name* is the round's id."""
        self._group = group
        self.name = name

    def seal(self, teardown: Teardown) -> Sealing:
        """Publish a commitment to a teardown's text, and nothing of the text."""
        from lab.exporting import export_text
        from lab.group.own_seal import OwnSeal, check_own, check_size
        from lab.group.seals import canonical

        me = self._group.membership()
        text = canonical(export_text(teardown))
        check_size(teardown, text)
        # Two windows at once would publish the seal of one and keep what the other's hides.
        with self._group.memory.alone("sealing", patience=10):
            contents = self._group.contents()
            there = contents.rounds[self.name].seals.get(me)
            own = OwnSeal(self._group, self.name, me)
            check_own(teardown, contents, me)
            if there is not None and not own.was_changed(there.commitment):
                raise UsageError(
                    f"You have sealed {self.name} already",
                    "a seal that can be changed is worth nothing",
                    todo="“teardown group reveal” opens it when everybody has sealed.",
                )
            kept, again = own.to_put(text, teardown.id)
            own.put(kept)
        notes = self._seal_notes(teardown, contents)
        if again:
            what = "taken your seal away" if there is None else "changed your seal"
            notes = (*notes, f"Somebody had {what}. It is the first one again.")
        return Sealing(self.name, kept.teardown, notes)

    def reveal(self, *, anyway: bool = False) -> None:
        """Publish one's own text with the nonce that proves it is the sealed one.

        Raise ``NotYet`` while others have not sealed and the last day is not over, unless
        *anyway*.
        """
        from lab.compare.saying import named
        from lab.compare.subjects import FEWEST
        from lab.group.facts import instant_text
        from lab.group.files import write_text
        from lab.group.layout import round_file
        from lab.group.own_seal import OwnSeal

        me = self._group.membership()
        own = OwnSeal(self._group, self.name, me)
        kept = own.kept
        standing = self._group.standing(self.name)
        mine = standing.of(me)
        if mine is None or mine.state == "missing":
            raise NotYet(f"You have not sealed {self.name}", todo="“teardown group seal ID” does.")
        if kept is None:
            raise NoGroup(
                "Your seal cannot be opened here",
                "what it hides lies on the computer on which you sealed",
                todo="Reveal there, or restore its backup here. If you never sealed, somebody "
                "wrote it in your name: tell the others.",
            )
        if mine.state == "revealed":
            raise UsageError(
                f"You have revealed {self.name} already",
                todo="“teardown group compare” lays it beside the others’, once two are revealed.",
            )
        if len(standing.members) < FEWEST and not (anyway or standing.is_over):
            raise NotYet(
                "You are alone in this group, as far as is known here",
                "whoever joins and seals later would be late",
                todo="Wait until the others have joined, or add --anyway.",
            )
        missing = [one.name for one in standing.members if one.state == "missing"]
        if standing.phase == "sealing" and not anyway and mine.fault != "text":
            raise NotYet(
                f"{named(missing)} {'has' if len(missing) == 1 else 'have'} not sealed yet",
                "whoever sees your text now writes under its influence",
                todo="Wait for them, or add --anyway.",
            )
        if mine.fault == "seal" and own.is_first(kept):
            own.put(kept)
        write_text(self._group.folder, round_file(self.name, "teardowns", me), kept.text)
        values: Values = {
            "format": 1,
            "nonce": kept.nonce,
            "revealed_at": instant_text(self._group.now()),
        }
        self._group.write_facts(round_file(self.name, "reveals", me), values)

    def teardowns(self) -> list[Teardown]:
        """Return the teardowns of a round that are what was sealed, each under its member's name.

        Raise ``NotYet`` before one has sealed one's own: nothing of the others is shown till then.
        """
        return [record for _, record in self.verified()]

    def compare(self) -> Comparison:
        """Return the comparison of a round; ``NotYet`` where there is too little to compare."""
        from lab.compare.comparison import compare
        from lab.compare.subjects import FEWEST, MOST

        contents = self._group.contents()
        verified = self.verified(contents)
        if len(verified) < FEWEST:
            raise NotYet(
                f"{self.name} cannot be compared yet",
                "fewer than two texts are revealed as they were sealed",
                todo="“teardown group status” says who is missing.",
            )
        if len(verified) > MOST:
            raise NotYet(
                f"{self.name} cannot be compared as a whole",
                f"{len(verified)} texts are revealed, and {MOST} are the most side by side",
                todo="Meet as two groups: “teardown compare” takes up to eight of the files in "
                f"rounds/{self.name}/teardowns.",
            )
        again = self._again(contents.rounds[self.name], {who: r.id for who, r in verified})
        return compare(
            [record for _, record in verified],
            decisions=contents.rounds[self.name].decisions,
            again=again,
            kind="people",
        )

    def score_again(self, scores: Mapping[str, int]) -> None:
        """Record second scores by section; later ones of the same section take their place."""
        from lab.group.facts import instant_text
        from lab.group.layout import round_file

        me = self._group.membership()
        known = {asked.id for record in self.teardowns() for asked in record.questions}
        odd = [name for name in scores if name not in known]
        if odd:
            raise UsageError(
                f"No teardown of {self.name} has a section “{odd[0]}”",
                todo=f"They have: {', '.join(sorted(known))}.",
            )
        given = {**self._group.contents().rounds[self.name].again.get(me, {}), **scores}
        self._group.write_facts(
            round_file(self.name, "again", me),
            {"format": 1, "scored_at": instant_text(self._group.now()), "scores": given},
        )

    def decide(self, do: Do, claims: Sequence[str]) -> None:
        """Join claims into one finding, or split the first from the others, for all to see."""
        from lab.compare.decisions import joined, parse_claim, taken_out

        me = self._group.membership()
        known = {
            f"{record.id}/{claim.id}" for record in self.teardowns() for claim in record.claims
        }
        odd = [name for name in claims if name not in known]
        if odd or len({*claims}) < 2:  # noqa: PLR2004  # a pair
            what = f"“{odd[0]}” is no claim of this round" if odd else "One claim is not several"
            raise UsageError(
                what, todo="Write TEARDOWN/CLAIM, as “teardown group compare --json” names them."
            )
        named = [parse_claim(each) for each in claims]
        now = self._group.now()
        new = (
            joined(named, by=me, now=now)
            if do == "join"
            else taken_out(named[0], named[1:], by=me, now=now)
        )
        self.put_decisions(new)

    def put_decisions(
        self, decisions: Iterable[Decision], *, instead_of: Iterable[Decision] = ()
    ) -> tuple[Decision, ...]:
        """Keep decisions as one's own in the place of one's earlier ones about the same pairs.

        Return the earlier ones. *instead_of* are some of one's own that no longer stand; then it
        is as it was before, and what another decided meanwhile holds.
        """
        from lab.compare.decisions import after_all, decisions_text
        from lab.group.files import write_text
        from lab.group.layout import round_file

        me = self._group.membership()
        new = [each._replace(by=me) for each in decisions]
        pairs = {frozenset((each.one, each.other)) for each in (*new, *instead_of)}
        made = self._group.contents().rounds[self.name].decisions
        if not instead_of:
            new = after_all(new, made)
        mine = [each for each in made if each.by == me]
        earlier = [each for each in mine if frozenset((each.one, each.other)) in pairs]
        rest = [each for each in mine if each not in earlier]
        text = decisions_text([*rest, *new])
        write_text(self._group.folder, round_file(self.name, "matches", me), text)
        return tuple(earlier)

    def adjudicate(self) -> Teardown:
        """Begin the group's own teardown in the library, with all that each of them said.

        Raise ``UsageError`` where it was begun here before, and is still there.
        """
        from lab.group.adjudicated import adjudicated

        comparison = self.compare()
        workspace = self._group.workspace
        begun = self._group.memory.agreed(self.name)
        if begun and any(row.id == begun for row in workspace.summaries()):
            raise UsageError(
                f"The group’s own teardown of {self.name} is begun already",
                todo=f"“teardown open {begun}” goes on with it; in the trash it makes way for a "
                "new one.",
            )
        now = workspace.clock.now()
        opening = self._group.contents().rounds[self.name].opening
        record = adjudicated(
            comparison,
            teardown_id=workspace.library.new_id(
                opening.product if opening else comparison.subjects[0].record.product.name
            ),
            opening=opening,
            round_name=self.name,
            group=self._group.title,
            now=now,
            offset=workspace.clock.local_zone(now)[1],
        )
        kept = workspace.library.insert(record)
        self._group.memory.keep_agreed(self.name, kept.id)
        return kept

    def publish(self, agreed: Teardown | None = None) -> PurePosixPath:
        """Put the comparison, or the group's own teardown, into the folder; return where.

        It is for those who read on a code host. Raise ``UsageError`` for a teardown that is not
        the group's own: whoever's alone it is reveals it.
        """
        from lab.compare.markdown import to_markdown
        from lab.exporting import export_text
        from lab.group.files import write_text
        from lab.group.layout import round_file

        me = self._group.membership()
        comparison = self.compare()
        if agreed is None:
            path, text = round_file(self.name, "compared", me), to_markdown(comparison)
        elif agreed.origin is not None and agreed.origin.kind == "group":
            if not agreed.origin.name.endswith(f": {self.name}"):
                raise UsageError(
                    f"{agreed.id} is of another round, “{agreed.origin.name}”",
                    todo="Name that round, too: --round R.",
                )
            path, text = round_file(self.name, "agreed", me), export_text(agreed)
        else:
            raise UsageError(
                f"{agreed.id} is not the group’s own teardown",
                todo="“teardown group adjudicate” begins that; “reveal” shows yours.",
            )
        write_text(self._group.folder, path, text)
        return path

    def agreed(self) -> list[tuple[str, Teardown]]:
        """Return the group's own teardowns that were published, by who did."""
        from lab.group.files import read_text
        from lab.group.layout import LARGEST_TEXT, round_file

        found = []
        for member in sorted(self._group.contents().members):
            path = round_file(self.name, "agreed", member)
            with suppress(TeardownError):
                text = read_text(self._group.folder, path, most=LARGEST_TEXT)
                if text is not None:
                    name = f"“{path}”"
                    found.append((member, self._group.workspace.reviews.read(text, name=name)))
        return found

    def left_out(self) -> list[str]:
        """Return whose texts are not compared although they were shown, and why, in sentences."""
        said = []
        for one in self._group.standing(self.name).members:
            text = self._group.text_of(self.name, one.member) if one.counts else None
            if one.state in {"broken", "unsealed"}:
                said.append(f"{one.name} is left out. {one.note}")
            elif text is not None and self._record(text, name=one.name) is None:
                said.append(f"{one.name} is left out. The text cannot be read as a teardown.")
        return said

    def not_in_yet(self) -> list[str]:
        """Return who has sealed and not revealed, in a sentence; nothing where all have."""
        from lab.compare.saying import named

        hidden = [
            one.name for one in self._group.standing(self.name).members if one.state == "sealed"
        ]
        verb = "has" if len(hidden) == 1 else "have"
        return [f"{named(hidden)} {verb} not revealed yet: not in it so far."] if hidden else []

    def check_may_see(self, standing: RoundStanding) -> None:
        """Raise ``NotYet`` before one has sealed one's own; whoever came later may see all."""
        me = self._group.membership()
        mine = standing.of(me)
        if me not in standing.came_later and (mine is None or mine.state == "missing"):
            raise NotYet(
                f"You have not sealed {self.name} yet",
                "whoever has seen the others’ texts cannot judge alone any more",
                todo="“teardown group seal ID” seals yours; then you see theirs.",
            )

    def verified(self, contents: Contents | None = None) -> list[tuple[str, Teardown]]:
        """Return the teardowns by member; see ``teardowns``."""
        contents = contents or self._group.contents()
        standing = self._group.standing(self.name, contents)
        self.check_may_see(standing)
        found: list[tuple[str, Teardown]] = []
        for one in standing.members:
            text = self._group.text_of(self.name, one.member) if one.counts else None
            if text is not None:
                record = self._record(text, name=one.name)
                if record is not None:
                    found.append((one.member, record))
        return _told_apart(found)

    def _record(self, text: str, *, name: str) -> Teardown | None:
        try:
            record = self._group.workspace.reviews.read(text, name=f"the teardown of {name}")
        except TeardownError:
            return None
        return record.model_copy(update={"author": name})

    def _again(
        self, found: RoundContents, teardowns: Mapping[str, str]
    ) -> dict[str, dict[str, int]]:
        """Return second scores, of others only where one has given one's own: it is silent."""
        mine = found.again.get(self._group.me, {})
        return {
            teardowns[who]: {name: score for name, score in scores.items() if name in mine}
            for who, scores in found.again.items()
            if who in teardowns
        }

    def check_same_product(self, teardown: Teardown) -> None:
        """Raise ``UsageError`` where a teardown is of another product than the round."""
        said = self._other_product(teardown, self._group.contents())
        if said:
            raise UsageError(
                said, "nothing is sealed, as no seal can be taken back",
                todo=f"“--round ROUND” names another; “--round {self.name}” seals it there all "
                "the same. “teardown group status” lists them.",
            )  # fmt: skip

    def _other_product(self, teardown: Teardown, contents: Contents) -> str:
        from lab.authors import plain_name

        opening = contents.rounds[self.name].opening
        if opening and plain_name(opening.product) != plain_name(teardown.product.name):
            return f"It is about {teardown.product.name}, the round about {opening.product}"
        return ""

    def _seal_notes(self, teardown: Teardown, contents: Contents) -> tuple[str, ...]:
        other = self._other_product(teardown, contents)
        notes = [f"{other}."] if other else []
        if teardown.status == "draft":
            notes.append("It is still a draft; what you change from now on is not in the seal.")
        mine = self._group.standing(self.name).of(self._group.me)
        if mine is not None and mine.late:
            notes.append(mine.note)
        return tuple(notes)


def _told_apart(found: list[tuple[str, Teardown]]) -> list[tuple[str, Teardown]]:
    """Give teardowns ids of their own where two came with the same, and authors likewise."""
    ids = Counter(record.id for _, record in found)
    names = Counter(record.author for _, record in found)
    apart = []
    for who, record in found:
        changes = {}
        if ids[record.id] > 1:
            changes["id"] = _free(f"{record.id}-{who}", ids)
        if names[record.author] > 1:
            changes["author"] = _free(f"{record.author} ({who})", names)
        apart.append((who, record.model_copy(update=changes)))
    return apart


def _free(name: str, taken: Counter[str]) -> str:
    """Return the name, or one made from it that nobody has, whatever names people made up."""
    while taken[name]:
        name += "-2"
    taken[name] = 1
    return name
