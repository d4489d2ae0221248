"""What can go wrong while a page is fetched. The tree is drawn in teardown_templates.errors."""

from __future__ import annotations

from typing import Final

from lab.errors import LabError

__all__ = [
    "SAVE_IT",
    "BadAnswer",
    "CertificateWrong",
    "FetchError",
    "Garbled",
    "HostNotFound",
    "NotAnAddress",
    "NotThere",
    "PrivateAddress",
    "PrivateRedirect",
    "ProxyFailed",
    "RobotsRefuse",
    "TooLarge",
    "TooManyRedirects",
    "TookTooLong",
    "Unreachable",
]

SAVE_IT: Final = "Open the page in your browser, save it, and add the saved file."
"""What one can always do where the app cannot fetch a page."""


class FetchError(LabError):
    """A page could not be fetched."""


class NotAnAddress(FetchError):
    """What was asked for is no address of a web page, or one that is refused."""


class PrivateAddress(FetchError):
    """The host that was asked for is private: on this computer or in its network.

    The fetch may be tried again with ``allow_private``.
    """


class PrivateRedirect(FetchError):
    """A site sends us on to a private host, which nothing allows."""


class HostNotFound(FetchError):
    """No computer has that name, or nobody could be asked."""


class Unreachable(FetchError):
    """The connection was refused, broke off, or there is no way to the host."""


class CertificateWrong(FetchError):
    """The host could not prove who it is, or no secure connection came about."""


class TookTooLong(FetchError):
    """The time was over before the page was there."""


class TooLarge(FetchError):
    """The page is larger than the settings allow."""


class TooManyRedirects(FetchError):
    """The site sends us from address to address, in a circle or without an end."""


class Garbled(FetchError):
    """What came was no answer that can be understood, or only a part of it."""


class ProxyFailed(FetchError):
    """The proxy of this network is wrong, away, or refused to help."""


class NotThere(FetchError):
    """The site has no such page, or nothing on it."""


class BadAnswer(FetchError):
    """The site answered with a status that brings no page."""


class RobotsRefuse(FetchError):
    """The site asks programs to stay away from a page that nobody asked for by name."""
