"""From what a person typed, or a site answered, to an address that may be fetched."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.errors import SAVE_IT, NotAnAddress

if TYPE_CHECKING:
    import httpx

__all__ = ["address_of", "host_of", "next_address", "port_of", "shown"]

EXAMPLE: Final = "Write it as it stands in your browser, such as https://example.com/pricing."

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:[/?#]|$))", re.IGNORECASE)
_HOST: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_NUMBER: Final = re.compile(r"\d+|0x[0-9a-f]*")
_LOGIN: Final = re.compile(r"//[^/@]*@")
_LONGEST_HOST: Final = 253
_LAST_PORT: Final = 65_535
_SHOWN: Final = 120


def address_of(text: str) -> httpx.URL:
    """Return what was typed as an address, ``https`` where it says nothing, without fragment.

    Raises ``NotAnAddress``.
    """
    words = text.strip().strip("<>\"'“”")
    if not words:
        raise NotAnAddress("There is no address", todo=EXAMPLE)
    if words.startswith("//"):
        words = "https:" + words
    elif not _SCHEME.match(words):
        words = "https://" + words
    return _checked(_parsed(words), words)


def next_address(here: httpx.URL, location: str) -> httpx.URL:
    """Return where a redirect leads; raise ``NotAnAddress`` where it must not be followed."""
    import httpx

    try:
        there = here.join(location)
    except (httpx.InvalidURL, ValueError):
        raise NotAnAddress(
            f"{here.host} sends us on to something that is no address",
            shown(location),
            todo="Try the address again later, or another page of the site.",
        ) from None
    return _checked(there, str(there), sent_by=here.host)


def host_of(url: httpx.URL) -> str:
    """Return the host as it is looked up: ASCII, without brackets."""
    return url.raw_host.decode("ascii")


def port_of(url: httpx.URL) -> int:
    """Return the port that an address means."""
    return url.port if url.port is not None else (443 if url.scheme == "https" else 80)


def shown(text: object) -> str:
    """Return an address as it may stand in a sentence: one line, not endless, no password."""
    line = "".join(letter if letter.isprintable() else " " for letter in str(text)).strip()
    line = _LOGIN.sub("//…@", line)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _parsed(words: str) -> httpx.URL:
    import httpx

    try:
        return httpx.URL(words)
    except (httpx.InvalidURL, ValueError):
        raise NotAnAddress(f"“{shown(words)}” is not an address", todo=EXAMPLE) from None


def _checked(url: httpx.URL, words: str, *, sent_by: str = "") -> httpx.URL:
    """Return an address that may be fetched; *sent_by* is the host that named it, if one did."""
    what = f"{sent_by} sends us on to “{shown(words)}”, which" if sent_by else f"“{shown(words)}”"
    if url.scheme not in {"http", "https"}:
        todo = "A file that you saved is added as a file." if url.scheme == "file" else EXAMPLE
        raise NotAnAddress(
            f"{what} cannot be fetched",
            f"it begins with {url.scheme}:, and only https:// and http:// lead to web pages",
            todo=SAVE_IT if sent_by else todo,
        )
    if url.userinfo and sent_by:
        raise NotAnAddress(
            f"{sent_by} sends us on to {shown(url.host)} with a name or password",
            "it would be kept with the page, and shown wherever you cite it",
            todo=SAVE_IT,
        )
    if url.userinfo:
        # The password itself must not stand on a screen or in a log.
        raise NotAnAddress(
            f"The address of {shown(url.host)} has a name or password in it",
            "it would be kept with the page, and shown wherever you cite it",
            todo="Take out everything between // and @. If the page needs a login, open it in "
            "your browser, save it, and add the saved file.",
        )
    problem = _host_problem(host_of(url))
    if not problem and not 0 < port_of(url) <= _LAST_PORT:
        problem = f"there is no port {url.port}"
    if problem:
        todo = SAVE_IT if sent_by else EXAMPLE
        raise NotAnAddress(f"{what} is not an address", problem, todo=todo)
    # The path of a host alone is written out, so that one page has one address.
    return url.copy_with(fragment=None, raw_path=url.raw_path)


def _host_problem(host: str) -> str:
    if not host:
        return "it names no host"
    if ":" in host:
        return "it names an address of this computer’s network card" if "%" in host else ""
    if not _HOST.fullmatch(host) or ".." in host or len(host) > _LONGEST_HOST:
        return "no host has such a name"
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        # 2130706433, 0x7f.1 and 0177.0.0.1 all mean 127.0.0.1 to those who know how.
        try:
            ip_address(host)
        except ValueError:
            return "a host in numbers needs four of them, such as 93.184.215.14"
    return ""
