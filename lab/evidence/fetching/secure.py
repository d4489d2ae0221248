"""Whom we believe when a host says who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.fetching.errors import CertificateWrong

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

__all__ = ["trust"]


def trust(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Return what certificates are checked against.

    ``SSL_CERT_FILE`` and ``SSL_CERT_DIR`` alone where they are set, as everywhere; otherwise
    the system's and certifi's: companies add theirs to the first, and some systems have none.
    Raises ``CertificateWrong`` where what is set cannot be read.
    """
    import ssl

    import certifi

    file, folder = environ.get("SSL_CERT_FILE"), environ.get("SSL_CERT_DIR")
    if not file and not folder:
        context = ssl.create_default_context()
        context.load_verify_locations(cafile=certifi.where())
        return context
    try:
        return ssl.create_default_context(cafile=file or None, capath=folder or None)
    except OSError as error:
        raise CertificateWrong(
            "Nobody can be trusted",
            f"the certificates that your environment names cannot be read: {file or folder}",
            todo="Check SSL_CERT_FILE and SSL_CERT_DIR, or take them out of your environment.",
        ) from error
