"""What was: the trash, and the versions that every save leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.names import SHORTEST_PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.history import Story
    from store.history import Version
    from store.library import Library
    from store.records import Teardown
    from store.summaries import Summary

__all__ = ["Past"]


class Past:
    """The trash and the history of a library."""

    def __init__(
        self,
        library: Library,
        *,
        forget_place: Callable[[str], None],
        asked: Callable[[Teardown], Teardown],
    ) -> None:
        """*forget_place* drops where somebody left a walk that is thrown away.

        *asked* gives records of the first format their questions.
        """
        self._library = library
        self._forget_place = forget_place
        self._asked = asked

    def trash(self, teardown_id: str) -> None:
        """Move a teardown to the trash."""
        self._library.trash(teardown_id)
        self._forget_place(teardown_id)

    def trashed(self) -> Sequence[Summary]:
        """Return what is in the trash."""
        return self._library.trashed()

    def resolve_trashed(self, text: str) -> str:
        """Return the id in the trash that a full id or a prefix of four letters means."""
        from lab.errors import AmbiguousId, NotFound

        ids = [row.id for row in self.trashed()]
        found = [each for each in ids if each == text]
        if not found and len(text) >= SHORTEST_PREFIX:
            found = [each for each in ids if each.startswith(text)]
        if not found:
            raise NotFound(
                f"There is no “{text}” in the trash",
                todo="“teardown trash list” shows what is there.",
            )
        if len(found) > 1:
            raise AmbiguousId(text, found)
        return found[0]

    def find(self, text: str) -> str:
        """Return the id that is meant, in the library or else in the trash."""
        from lab.errors import NotFound

        try:
            return self._library.resolve(text)
        except NotFound as error:
            try:
                return self.resolve_trashed(text)
            except NotFound:
                raise error from None

    def refuse_trashed(self, text: str) -> None:
        """Raise ``InTrash`` where an id or its beginning means one in the trash."""
        from lab.errors import InTrash, NotFound

        try:
            found = self.resolve_trashed(text)
        except NotFound:
            return
        raise InTrash(found)

    def restore(self, teardown_id: str) -> None:
        """Take a teardown back out of the trash."""
        self._library.restore(teardown_id)

    def empty_trash(self) -> int:
        """Delete what is in the trash for good; return how many teardowns that were."""
        return self._library.empty_trash()

    def history(self, teardown_id: str) -> list[Version]:
        """Return the versions of a teardown, newest first."""
        return self._library.history(teardown_id)

    def story(self, teardown_id: str) -> Story:
        """Return a teardown's versions with what each changed, also of one in the trash."""
        from lab.history import Story

        return Story(self._library, teardown_id, asked=self._asked)

    def version(self, teardown_id: str, name: str) -> Teardown:
        """Read one version, by its number or name, ``newest`` included."""
        story = self.story(teardown_id)
        return story.record(story.find(name))

    def bring_back(self, teardown_id: str, rev: int | str) -> Teardown:
        """Make an old version the newest one; the one in between stays in the history."""
        from lab.errors import InTrash

        if not self._library.is_there(teardown_id) and self._library.is_trashed(teardown_id):
            raise InTrash(teardown_id)
        return self._library.bring_back(teardown_id, rev)
