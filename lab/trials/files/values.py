"""Values as other tools write them; what is none of them is left out, never an error."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from store.characters import whole

if TYPE_CHECKING:
    from store.records import Verdict

__all__ = ["instant", "listing", "mapping", "said", "seconds", "verdict_of"]

_SECONDS: Final = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:s|sec|seconds?)?\s*", re.IGNORECASE)

_VERDICTS: dict[str, Verdict] = {
    **dict.fromkeys(("pass", "passed", "p", "yes", "y", "true", "1", "1.0", "ok", "c"), "pass"),
    **dict.fromkeys(("fail", "failed", "f", "no", "n", "false", "0", "0.0", "i"), "fail"),
    **dict.fromkeys(("error", "err", "e"), "error"),
    **dict.fromkeys(("unclear", "cannot tell", "unsure", "?"), "unclear"),
}


def mapping(value: Any) -> dict[str, Any]:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def said(value: Any) -> str:
    """Return a value as text: text as it is kept, anything else as JSON, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return whole(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def seconds(value: Any) -> float | None:
    """Return a time in seconds; ``None`` for what is no finite number of at least 0.

    As text it may have a decimal comma, and say that it is seconds: “4,1 s”.
    """
    if isinstance(value, bool) or value is None or value == "":
        return None
    if isinstance(value, str) and (match := _SECONDS.fullmatch(value)):
        value = match[1].replace(",", ".")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def instant(value: Any) -> datetime | None:
    """Return an instant in UTC; one that does not say its zone is taken as UTC."""
    if not isinstance(value, str):
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def verdict_of(value: Any) -> Verdict | None:
    """Return the verdict that a word means; ``unmarked`` for none, ``None`` for another word."""
    word = said(value).strip().casefold()
    return _VERDICTS.get(word) if word and word != "unmarked" else "unmarked"
