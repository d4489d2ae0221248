"""What a service's refusals mean, in a product manager's words. Pure."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from lab.models.errors import (
    AccessDenied,
    ConnectionDoubtful,
    CutShort,
    GarbledAnswer,
    KeyRefused,
    ModelError,
    NoCredit,
    NoSuchModel,
    PromptTooLong,
    Redirected,
    RequestRefused,
    ServiceBusy,
    ServiceFailed,
    ServiceUnreachable,
    Stalled,
    TooManyRequests,
)
from lab.models.keys import no_key

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from lab.models.service import Service

__all__ = [
    "asked_pause",
    "broken_off",
    "cut_short",
    "doubtful",
    "garbled",
    "refusal",
    "stalled",
    "too_slow",
    "unreachable",
]

_LONGEST: Final = 300
"""Characters of what a service says."""

_TOO_LONG: Final = re.compile(
    r"too long|too large|context.{0,12}(?:length|window)|maximum.{0,20}tokens|exceeds? the max",
    re.IGNORECASE,
)
_NO_MONEY: Final = re.compile(
    r"credit balance|insufficient_quota|billing|quota exceeded", re.IGNORECASE
)

_KINDS: Final = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "api_error": 500,
    "timeout_error": 504,
    "overloaded_error": 529,
}
"""What Anthropic calls an error that comes inside an answer, whose status was 200."""

_AGAIN: Final = "Try again in a few minutes; what came is kept."


def refusal(
    service: Service,
    status: int,
    *,
    kind: str = "",
    said: str = "",
    retry_after: float | None = None,
    had_key: bool = True,
) -> ModelError:
    """Return the error that a status, or the kind of an error inside an answer, means.

    *said* is the service's own sentence, without keys.
    """
    code = status if status >= 300 else _KINDS.get(kind, 500)  # noqa: PLR2004 - HTTP
    words = _one_line(said)
    if code == 402 or (code in {400, 403, 429} and _NO_MONEY.search(f"{kind} {said}")):  # noqa: PLR2004 - HTTP
        return NoCredit(
            f"{service.name} wants to be paid first",
            words,
            todo="Look at the account’s billing page.",
        )
    if code == 401 and not had_key:  # noqa: PLR2004 - HTTP
        return no_key(service)
    if code == 413 or (code in {400, 422} and _TOO_LONG.search(f"{kind} {said}")):  # noqa: PLR2004 - HTTP
        return PromptTooLong(
            f"The prompt is longer than {service.model} reads",
            words,
            todo="Shorten the prompt or the system text, or take a model that reads more.",
        )
    if code in {429, 503, 529}:
        return _pause(service, code, words, retry_after)
    if code >= 500 or code == 408:  # noqa: PLR2004 - the service's own failures
        return ServiceFailed(
            f"{service.name} itself went wrong", words or f"status {code}", todo=_AGAIN,
            retry_after=retry_after,
        )  # fmt: skip
    return _lasting(service, code, words)


def _lasting(service: Service, code: int, words: str) -> ModelError:
    if code < 400:  # noqa: PLR2004 - HTTP
        return Redirected(
            f"{service.host} sends on to another address",
            f"status {code}",
            todo="Your key goes nowhere else. Check the address, and whether your network wants "
            "you to log in first.",
        )
    if code == 401:  # noqa: PLR2004 - HTTP
        return KeyRefused(
            f"{service.name} does not know your key",
            words,
            todo="Check that it is whole, not withdrawn, and meant for this address.",
        )
    if code == 403:  # noqa: PLR2004 - HTTP
        return AccessDenied(
            f"Your key may not use {service.model}",
            words,
            todo="Ask whoever gave you the key, or choose another model.",
        )
    if code == 404:  # noqa: PLR2004 - HTTP
        return NoSuchModel(
            f"{service.name} has no model “{service.model}”",
            words,
            todo="Check its name and the address; both stand in the settings.",
            option="--model",
        )
    return RequestRefused(
        f"{service.name} does not take this request",
        words or f"status {code}",
        todo="Check temperature, seed and the most tokens: not every model takes all of them.",
    )


def _pause(service: Service, code: int, words: str, retry_after: float | None) -> ModelError:
    if code == 429:  # noqa: PLR2004 - HTTP
        return TooManyRequests(
            f"{service.name} gets more requests than your account may send",
            words,
            todo="Wait a little, or run fewer at once.",
            retry_after=retry_after,
        )
    return ServiceBusy(
        f"{service.name} has more to do than it can", words, todo=_AGAIN, retry_after=retry_after
    )


def unreachable(service: Service, why: str) -> ModelError:
    """Return what to say where no connection comes about."""
    todo = (
        "Start it, and check the address."
        if service.is_here
        else "Check your network and the address; everything else works without it."
    )
    return ServiceUnreachable(f"{service.host} cannot be reached", _one_line(why), todo=todo)


def doubtful(service: Service, why: str) -> ModelError:
    """Return what to say where the service cannot prove who it is."""
    return ConnectionDoubtful(
        f"{service.host} could not prove who it is",
        _one_line(why),
        todo="Check the address and this computer’s date. If your company’s network looks into "
        "secure connections, name its certificate in SSL_CERT_FILE.",
    )


def stalled(service: Service, seconds: float, *, partial: str = "") -> ModelError:
    """Return what to say where nothing comes any more."""
    return Stalled(
        f"{service.name} fell silent",
        f"nothing came for {seconds:g} seconds",
        todo="Try again, or allow more time with “Longest silence” in the settings.",
        partial=partial,
    )


def too_slow(service: Service, seconds: float, *, partial: str) -> ModelError:
    """Return what to say of an answer that goes on and on."""
    return Stalled(
        f"{service.name} took too long",
        f"its answer had not ended after {seconds:g} seconds",
        todo="Ask for a shorter answer, or try again.",
        partial=partial,
    )


def broken_off(service: Service, partial: str) -> ModelError:
    """Return what to say where the connection ended inside an answer."""
    return CutShort(
        f"The connection to {service.host} broke off inside the answer",
        todo=_AGAIN,
        partial=partial,
    )


def cut_short(service: Service, partial: str) -> ModelError:
    """Return what to say of an answer that ended without saying that it was the end."""
    return CutShort(f"{service.name} stopped inside its answer", todo=_AGAIN, partial=partial)


def garbled(service: Service, *, partial: str = "") -> ModelError:
    """Return what to say of an answer that cannot be understood."""
    return GarbledAnswer(
        f"{service.name} sent something that cannot be understood",
        todo="Try again; if it happens each time, check that the address is that of an API.",
        partial=partial,
    )


def asked_pause(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Return the seconds that ``retry-after`` asks for, as seconds or as an instant."""
    for name, scale in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        value = headers.get(name, "").strip()
        if re.fullmatch(r"\d{1,9}(?:\.\d{1,6})?", value, re.ASCII):
            return float(value) / scale
        if value and scale == 1.0:
            try:
                return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
            except (ValueError, TypeError):
                return None
    return None


def _one_line(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
