"""Whom we believe when a host says who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

__all__ = ["trust"]


def trust(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return what certificates are checked against.

    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` alone where they are set, as everywhere; otherwise
    the system's and certifi's: companies add theirs to the first, and some systems have none.
    """
    import ssl

    import certifi

    file, folder = environ.get("SSL_CERT_FILE"), environ.get("SSL_CERT_DIR")
    if file or folder:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    context = ssl.create_default_context()
    context.load_verify_locations(cafile=certifi.where())
    return context
