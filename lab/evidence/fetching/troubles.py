"""From what the network raised to what a person can be told."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.errors import (
    SAVE_IT,
    CertificateWrong,
    FetchError,
    Garbled,
    HostNotFound,
    ProxyFailed,
    Unreachable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "certificate_trouble",
    "connection_trouble",
    "exchange_trouble",
    "no_such_host",
    "proxy_refused",
]

OFFLINE: Final = "Check that this computer is online, then try again."
AGAIN: Final = "Try again in a moment."
_PROXY: Final = (
    "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY in your environment; NO_PROXY names what goes "
    "around it."
)

_NO_WAY: Final = frozenset(
    {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
)
_UNANSWERED: Final = frozenset(
    getattr(socket, name) for name in ("EAI_AGAIN", "EAI_FAIL") if hasattr(socket, name)
)

# Of OpenSSL's x509_vfy.h.
_NOT_YET: Final = 9
_EXPIRED: Final = 10
_SELF_SIGNED: Final = frozenset({18, 19})
_UNKNOWN_ISSUER: Final = frozenset({2, 20, 21})
_OTHER_NAME: Final = frozenset({62, 64})


def no_such_host(error: OSError | None, host: str, *, is_proxy: bool) -> FetchError:
    """Say that a name leads nowhere, or that nobody could be asked."""
    if is_proxy:
        return ProxyFailed(f"The proxy {host} was not found", todo=_PROXY)
    if error is not None and error.errno in _UNANSWERED:
        return HostNotFound(
            f"{host} could not be looked up", "no name server answered", todo=OFFLINE
        )
    return HostNotFound(
        f"There is no host {host}",
        todo="Check the spelling, and that this computer is online.",
    )


def connection_trouble(error: BaseException, host: str, *, is_proxy: bool) -> FetchError:
    """Say why no connection came about."""
    reasons = list(_chain(error))
    numbers = {each.errno for each in reasons if isinstance(each, OSError)}
    if is_proxy:
        return ProxyFailed(f"The proxy {host} cannot be reached", todo=_PROXY)
    if errno.ECONNREFUSED in numbers:
        return Unreachable(
            f"{host} does not take connections",
            "nothing answers at that address and port",
            todo="Check the address. If it is right, the site may be down: try again later.",
        )
    if numbers & _NO_WAY:
        return Unreachable(
            f"{host} cannot be reached", "there is no way to it from here", todo=OFFLINE
        )
    if numbers & {errno.ETIMEDOUT}:
        return Unreachable(f"{host} cannot be reached", "it does not answer", todo=OFFLINE)
    return Unreachable(f"{host} cannot be reached", "no connection came about", todo=OFFLINE)


def certificate_trouble(error: BaseException, host: str) -> FetchError:
    """Say why a connection could not be made secure."""
    wrong = next(
        (each for each in _chain(error) if isinstance(each, ssl.SSLCertVerificationError)), None
    )
    if wrong is None:
        return CertificateWrong(
            f"No secure connection to {host} came about",
            "it does not speak https there, or only in a way that is no longer safe",
            todo="Check the address and its port. " + SAVE_IT,
        )
    return CertificateWrong(
        f"{host} could not prove who it is",
        _what_is_wrong(wrong.verify_code, host),
        todo="Check the address, and this computer’s date. If your company’s network looks into "
        "secure connections, name its certificate in SSL_CERT_FILE.",
    )


def exchange_trouble(error: BaseException, host: str, *, stage: str) -> FetchError:
    """Say why an exchange that had begun did not come to its end."""
    import httpcore

    if isinstance(error, httpcore.RemoteProtocolError):
        return _broken_rules(str(error), host)
    if isinstance(error, httpcore.LocalProtocolError):
        return Garbled(f"{host} cannot be asked for that page", str(error), todo=SAVE_IT)
    return Unreachable(f"The connection to {host} broke off", f"while {stage}", todo=AGAIN)


def proxy_refused(reason: str) -> FetchError:
    """Say what a proxy answered instead of passing us on."""
    if reason.startswith("407"):
        return ProxyFailed(
            "The proxy of your network wants a name and password",
            todo="Put them into HTTPS_PROXY, as http://name:password@host:port.",
        )
    return ProxyFailed(
        "The proxy of your network does not pass us on",
        f"it answered {reason}".rstrip(),
        todo=_PROXY,
    )


def _what_is_wrong(code: int, host: str) -> str:
    if code == _EXPIRED:
        return "its certificate has expired"
    if code == _NOT_YET:
        return "its certificate is not valid yet"
    if code in _SELF_SIGNED:
        return "it signed its certificate itself"
    if code in _OTHER_NAME:
        return f"its certificate is for another name than {host}"
    if code in _UNKNOWN_ISSUER:
        return "nobody that this computer trusts signed its certificate"
    return "its certificate is not valid"


def _broken_rules(message: str, host: str) -> FetchError:
    lowered = message.lower()
    if "without sending a response" in lowered:
        return Unreachable(f"{host} hung up without an answer", todo=AGAIN)
    if "receive buffer too long" in lowered:
        return Garbled(
            f"{host} sent more of a head than any page needs",
            "its headers are over 100 kB",
            todo=SAVE_IT,
        )
    if "peer closed connection" in lowered:
        return Garbled(
            f"The page from {host} broke off in the middle",
            "less came than was announced",
            todo=AGAIN,
        )
    return Garbled(
        f"{host} sent something that is no answer of a web site",
        todo="Check the address and its port. " + SAVE_IT,
    )


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from, also where several came at once."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for each in error.exceptions:
                yield from _chain(each)
        error = error.__cause__ or error.__context__
