"""When a model will be gone, as far as Anthropic's SDK knows."""

from __future__ import annotations

import re
from datetime import date, datetime

__all__ = ["end_of_life", "end_of_life_words"]


def end_of_life(model: str) -> date | None:
    """Return the day on which a model of Anthropic is switched off; ``None`` if none is known.

    Loads the SDK, which takes about a second: ask where it is loaded anyway.
    """
    from anthropic.resources.messages.messages import DEPRECATED_MODELS

    said = DEPRECATED_MODELS.get(model, "")
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", said)
    try:
        return datetime.strptime(plain, "%B %d, %Y").date()  # noqa: DTZ007 - a day, in no zone
    except ValueError:
        return None


def end_of_life_words(model: str, ends: date | None, *, today: date) -> str:
    """Return a sentence for somebody who asks a model that is at its end; empty for others."""
    if ends is None:
        return ""
    day = f"{ends.day} {ends:%B %Y}"
    if ends <= today:
        return f"{model} was to be switched off on {day}; choose a newer model."
    return f"{model} will be switched off on {day}; after that, another one is needed."
