"""Which addresses of computers are nobody's public web site."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

__all__ = ["is_private_name", "refusal"]

THIS_COMPUTER: Final = "is this computer itself"
A_PRIVATE_NETWORK: Final = "is in a private network"
NO_PAGES: Final = "is reserved for other things than web pages"
METADATA: Final = "gives away the keys of computers in a data centre"

# https://www.iana.org/assignments/iana-ipv4-special-registry and its sister for IPv6. Python's
# own `is_global` changes from release to release, and knows nothing of multicast.
_VERSION_4: Final = tuple(
    (ip_network(block), why)
    for block, why in (
        ("127.0.0.0/8", THIS_COMPUTER),
        ("0.0.0.0/8", THIS_COMPUTER),
        ("10.0.0.0/8", A_PRIVATE_NETWORK),
        ("172.16.0.0/12", A_PRIVATE_NETWORK),
        ("192.168.0.0/16", A_PRIVATE_NETWORK),
        ("100.64.0.0/10", A_PRIVATE_NETWORK),
        ("100.100.100.200/32", METADATA),
        ("169.254.169.254/32", METADATA),
        ("169.254.0.0/16", A_PRIVATE_NETWORK),
        ("192.0.0.0/24", NO_PAGES),
        ("192.0.2.0/24", NO_PAGES),
        ("192.88.99.0/24", NO_PAGES),
        ("198.18.0.0/15", NO_PAGES),
        ("198.51.100.0/24", NO_PAGES),
        ("203.0.113.0/24", NO_PAGES),
        ("224.0.0.0/3", NO_PAGES),
    )
)
_VERSION_6: Final = tuple(
    (ip_network(block), why)
    for block, why in (
        ("::/127", THIS_COMPUTER),
        ("fd00:ec2::254/128", METADATA),
        ("fc00::/7", A_PRIVATE_NETWORK),
        ("fe80::/10", A_PRIVATE_NETWORK),
        ("fec0::/10", A_PRIVATE_NETWORK),
        ("64:ff9b:1::/48", A_PRIVATE_NETWORK),
        ("2001::/23", NO_PAGES),  # Teredo among them
        ("2001:db8::/32", NO_PAGES),
        ("2002::/16", NO_PAGES),  # 6to4, which can name any private address of version 4
        ("3fff::/20", NO_PAGES),
    )
)
_PUBLIC_6: Final = ip_network("2000::/3")
_TRANSLATED: Final = ip_network("64:ff9b::/96")

_PRIVATE_ENDINGS: Final = (
    ".localhost",
    ".local",
    ".internal",
    ".intranet",
    ".lan",
    ".home.arpa",
    ".localdomain",
)


def refusal(address: str) -> str:
    """Say why an address must not be reached without permission; empty where it may.

    An address of version 4 inside one of version 6 counts as itself.
    """
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv4Address):
        return next((why for block, why in _VERSION_4 if parsed in block), "")
    inside = _inside(parsed)
    if inside is not None:
        return refusal(str(inside))
    found = next((why for block, why in _VERSION_6 if parsed in block), "")
    return found or ("" if parsed in _PUBLIC_6 else NO_PAGES)


def is_private_name(host: str) -> bool:
    """Return whether a name only means something on this computer or in its network."""
    name = "." + host.lower().rstrip(".")
    return name.count(".") == 1 or name.endswith(_PRIVATE_ENDINGS)


def _inside(address: IPv6Address) -> IPv4Address | None:
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped
