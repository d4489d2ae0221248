"""Which proxy an address is fetched through, as the environment says it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Final

from lab.evidence.fetching.asked import host_of, port_of
from lab.evidence.fetching.errors import ProxyFailed
from lab.evidence.fetching.forbidden import THIS_COMPUTER, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

__all__ = ["proxy_for"]

_CHECK: Final = "Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY in your environment."


def proxy_for(url: httpx.URL, environ: Mapping[str, str]) -> httpx.Proxy | None:
    """Return the proxy for an address; ``None`` where it is fetched directly.

    Small letters go before capitals. This computer is never asked for through a proxy, whose
    “localhost” would be another one. Raises ``ProxyFailed`` for one that cannot be used.
    """
    text = _named(environ, f"{url.scheme}_proxy") or _named(environ, "all_proxy")
    if not text or _goes_around(url, _named(environ, "no_proxy")):
        return None
    import httpx

    try:
        proxy = httpx.Proxy(text if "://" in text else f"http://{text}")
    except (httpx.InvalidURL, ValueError):
        proxy = None
    if proxy is not None and proxy.url.scheme.startswith("socks"):
        raise ProxyFailed(
            "The proxy of your environment speaks SOCKS, which teardown does not",
            todo="Name an HTTP proxy in HTTPS_PROXY, or name the host in NO_PROXY.",
        )
    if proxy is None or not proxy.url.host:
        raise ProxyFailed("The proxy of your environment is no address", todo=_CHECK)
    return proxy


def _named(environ: Mapping[str, str], name: str) -> str:
    return (environ.get(name) or environ.get(name.upper()) or "").strip()


def _goes_around(url: httpx.URL, exceptions: str) -> bool:
    host, port = host_of(url).rstrip("."), port_of(url)
    if _is_here(host):
        return True
    return any(_fits(each.strip().lower(), host, port) for each in exceptions.split(","))


def _fits(exception: str, host: str, port: int) -> bool:
    if not exception:
        return False
    if exception == "*":
        return True
    if _in_block(host, exception):
        return True
    name, _, only = exception.rpartition(":")
    if only.isdigit() and ":" not in name.strip("[]"):
        if int(only) != port:
            return False
        exception = name
    exception = exception.removeprefix("*").removeprefix(".").strip("[]")
    return host == exception or host.endswith("." + exception)


def _in_block(host: str, block: str) -> bool:
    try:
        return ip_address(host) in ip_network(block, strict=False)
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return refusal(host) == THIS_COMPUTER
    except ValueError:
        return False
