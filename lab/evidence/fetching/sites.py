"""Whether two hosts belong to one site, decided without the list of all the world's suffixes."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["site_of"]

_SECOND_LEVEL: Final = frozenset(("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"))
"""Under a country's two letters these are no names of their own: example.co.uk."""

_SHARED: Final = frozenset(
    (
        *("amplifyapp.com", "azurewebsites.net", "blogspot.com", "firebaseapp.com", "fly.dev"),
        *("framer.website", "gitbook.io", "github.io", "gitlab.io", "herokuapp.com", "hf.space"),
        *("mintlify.app", "myshopify.com", "netlify.app", "notion.site", "onrender.com"),
        *("pages.dev", "readme.io", "readthedocs.io", "replit.app", "run.app", "streamlit.app"),
        *("substack.com", "surge.sh", "vercel.app", "web.app", "webflow.io", "wixsite.com"),
        *("wordpress.com", "workers.dev", "zendesk.com"),
    )
)
"""Under these every name belongs to somebody else."""


def site_of(host: str) -> str:
    """Return the part of a host's name that one owner has: ``example.com`` of docs.example.com.

    Where that is not sure it is the longer name, so that nothing foreign counts as own.
    """
    name = host.lower().rstrip(".")
    labels = name.split(".")
    if ":" in name or re.fullmatch(r"[\d.]+", name) or len(labels) <= 2:  # noqa: PLR2004 - such as example.com
        return name
    is_country = len(labels[-1]) == 2  # noqa: PLR2004 - as ISO 3166 writes them
    shared = ".".join(labels[-2:]) in _SHARED or (is_country and labels[-2] in _SECOND_LEVEL)
    return ".".join(labels[-3 if shared else -2 :])
