"""One's own seal in one round: what it hides is kept on this computer before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.group.layout import LARGEST_TEXT, look_of, round_file

if TYPE_CHECKING:
    from lab.group.contents import Contents
    from lab.group.facts import Values
    from lab.group.memory import Sealed
    from lab.group.study_group import StudyGroup
    from store.records import Teardown

__all__ = ["OwnSeal", "check_own", "check_size"]


class OwnSeal:
    """What a member sealed in a round, and the file that says so."""

    def __init__(self, group: StudyGroup, round_name: str, member: str) -> None:
        """*member* is oneself."""
        self._group = group
        self._round = round_name
        self._member = member

    @property
    def kept(self) -> Sealed | None:
        """What was sealed before: shown or, where something stopped us, never shown."""
        kept = self._group.memory.sealed(self._round)
        return kept if kept is not None and kept.member == self._member else None

    def is_first(self, kept: Sealed) -> bool:
        """Return whether what is kept here is what was seen of this seal at first."""
        seen = self._group.memory.first_seen(self._round)
        return seen.get(self._member) == self._commitment(kept)

    def was_changed(self, there: str) -> bool:
        """Return whether the commitment that is there is not the first one, which is kept here."""
        kept = self.kept
        return kept is not None and there != self._commitment(kept) and self.is_first(kept)

    def to_put(self, text: str, teardown: str) -> tuple[Sealed, bool]:
        """Return what to seal, kept on this computer; and whether that had been shown before."""
        from lab.group.memory import Sealed
        from lab.group.seals import new_nonce

        kept = self.kept
        again = kept is not None and self.is_first(kept)
        if kept is None or (kept.text != text and not again):
            kept = Sealed(self._member, new_nonce(), teardown, text)
            self._group.memory.keep(self._round, kept)
        return kept, again

    def put(self, kept: Sealed) -> None:
        """Publish the commitment to what is kept."""
        from lab.group.facts import instant_text

        values: Values = {
            "format": 1,
            "commitment": self._commitment(kept),
            "sealed_at": instant_text(self._group.now()),
            "sealed_on": self._group.today().isoformat(),
        }
        self._group.write_facts(round_file(self._round, "seals", self._member), values)

    def _commitment(self, kept: Sealed) -> str:
        from lab.group.seals import commitment

        return commitment(kept.text, nonce=kept.nonce, round_name=self._round, member=kept.member)


def check_size(teardown: Teardown, text: str) -> None:
    """Raise ``UsageError`` for a text that the others could not read once it is revealed."""
    if len(text.encode("utf-8", "replace")) > LARGEST_TEXT:
        raise UsageError(
            f"{teardown.id} is too large for a round",
            f"{LARGEST_TEXT // 1024 // 1024} MB are the most",
            todo="Take out long outputs that were pasted into it, then seal it.",
        )


def _has_words(teardown: Teardown) -> bool:
    """Return whether anything of a person's own stands in it."""
    return bool(teardown.claims or teardown.predictions or teardown.probes) or any(
        work.score is not None or any(text.strip() for text in work.answers.values())
        for work in teardown.sections.values()
    )


def check_own(teardown: Teardown, contents: Contents, me: str) -> None:
    """Raise ``UsageError`` for a teardown that is the group's, or that another member signed."""
    if not _has_words(teardown):
        raise UsageError(
            f"Nothing is written in {teardown.id} yet", "a seal cannot be taken back",
            todo="Write first, then seal.",
        )  # fmt: skip
    author = look_of(teardown.author)
    others = [one.name for one in contents.members.values() if one.id != me]
    whose = next((f"{name}’s" for name in others if look_of(name) == author), "")
    if teardown.origin is not None and teardown.origin.kind == "group":
        whose = "the group’s own"
    if whose:
        raise UsageError(
            f"{teardown.id} is {whose}, not yours",
            "a seal says that you thought so before you saw what others think",
            todo="Name a teardown of your own; “teardown list” shows them.",
        )
