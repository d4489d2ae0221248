"""Bringing a page from the web: within its limits, from nowhere private, and politely.

``fetch`` follows redirects, ``exchange`` asks one host, ``network`` lets it connect only to
checked addresses, ``unpacking`` keeps packed pages small, ``robots`` and ``manners`` ask the
site what programs may see, ``neighbours`` finds the site's other pages. httpx is loaded when
something is fetched, not before.
"""

from lab.evidence.fetching.errors import FetchError
from lab.evidence.fetching.fetch import fetch, fetch_neighbours
from lab.evidence.fetching.limits import Limits, limits_from

__all__ = ["FetchError", "Limits", "fetch", "fetch_neighbours", "limits_from"]
