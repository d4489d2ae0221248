"""Walking a teardown: where one is, what is done, what it took. Pure; no I/O."""

from __future__ import annotations

from lab.walk.clockwork import SectionClock, note_session
from lab.walk.items import claims_in, default_claim_kind, item_count, next_id, next_item_id
from lab.walk.outline import OutlineRow, how_far, outline
from lab.walk.progress import (
    UNLOCK_WORDS,
    SectionState,
    count_words,
    first_unanswered,
    is_answered,
    is_unlocked,
    questions_in_order,
    refresh_done,
    section_state,
    section_words,
    words_until_unlocked,
)

__all__ = [
    "UNLOCK_WORDS",
    "OutlineRow",
    "SectionClock",
    "SectionState",
    "claims_in",
    "count_words",
    "default_claim_kind",
    "first_unanswered",
    "how_far",
    "is_answered",
    "is_unlocked",
    "item_count",
    "next_id",
    "next_item_id",
    "note_session",
    "outline",
    "questions_in_order",
    "refresh_done",
    "section_state",
    "section_words",
    "words_until_unlocked",
]
