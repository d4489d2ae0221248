"""What this process last saw of each teardown, to notice what somebody else did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import Conflict

if TYPE_CHECKING:
    from store.documents import Stored
    from store.records import Teardown

__all__ = ["Witness"]


class Witness:
    """Remembers of each teardown the number and the bytes that were read or written last."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}

    def saw(self, teardown_id: str, rev: int, data: bytes) -> None:
        """Remember what was read or written just now."""
        self._seen[teardown_id] = rev, hash(data)

    def forget(self, teardown_id: str | None = None) -> None:
        """Forget one teardown, or all."""
        if teardown_id is None:
            self._seen.clear()
        else:
            self._seen.pop(teardown_id, None)

    def refuse_stale(self, record: Teardown, there: Stored) -> None:
        """Raise ``Conflict`` if *record* does not start from what is there.

        Raise ``Damaged``, ``NewerSchema`` or ``InvalidRecord`` if nothing can start from it.
        """
        seen = self._seen.get(record.id)
        if seen == (record.rev, hash(there.data)):
            return  # the very bytes that this process read or wrote
        from store.validation import to_record

        theirs = to_record(there.document, name=record.id).rev
        if theirs != record.rev:
            raise Conflict(record.id, ours=record.rev, theirs=theirs)
        if seen is not None and seen[0] == theirs:
            conflict = Conflict(record.id, ours=record.rev, theirs=theirs)
            conflict.why = "its file was edited by another program, outside of teardown"
            raise conflict
