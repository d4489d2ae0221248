"""Markdown that a web clipper wrote: where it comes from stands at its top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.reading.decoding import decode
from lab.evidence.reading.front import split_front
from lab.evidence.reading.lines import without_controls
from lab.evidence.saved.marks import Marks, instant_in, is_address

if TYPE_CHECKING:
    from datetime import date

__all__ = ["clip_marks"]


def clip_marks(data: bytes, *, today: date) -> Marks:
    """Return what the front matter says; nothing where there is none."""
    front = split_front(without_controls(decode(data).text), today=today)
    address = front.source if is_address(front.source) else ""
    return Marks(address, saved_at=instant_in(front.saved))
