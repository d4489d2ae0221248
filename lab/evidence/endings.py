"""How the names of files end that hold a saved page, and what is in them."""

from __future__ import annotations

from typing import Final

__all__ = ["MEDIA_TYPES"]

MEDIA_TYPES: Final = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
}
