"""Nothing on this computer or in its network is reached unless somebody asks for that."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from lab.evidence.fetching.errors import (
    FetchError,
    HostNotFound,
    NotAnAddress,
    PrivateAddress,
    PrivateRedirect,
    Unreachable,
)
from lab.evidence.fetching.forbidden import is_private_name, refusal
from lab.evidence.fetching.lookup import look_up
from tests.lab.evidence.internet import PUBLIC

if TYPE_CHECKING:
    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.internet import Internet
    from tests.lab.evidence.serving import Site

METADATA = "169.254.169.254"
WIDE = "".join(chr(0xFEE0 + ord(each)) for each in "127.0.0.1")
"""The same in letters of double width, full stops too."""


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.9", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255"),
        *("192.168.0.1", "100.64.0.1", "100.127.255.255", METADATA, "169.254.0.1", "192.0.0.8"),
        *("192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001::1"),
        *("2001:db8::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1"),
        *("ff02::1", "100::1", "3fff::1", "4000::1", "5f00::1"),
    ],
)
def test_no_address_that_is_nobodys_public_site_may_be_reached(address: str) -> None:
    assert refusal(address).startswith(("is ", "gives "))


@pytest.mark.parametrize(
    "address",
    [
        *(PUBLIC, "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "223.1.1.1"),
        *("2606:4700::1111", "2a00:1450:4001::200e", "::ffff:1.1.1.1", "64:ff9b::101:101"),
    ],
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize(
    "name", ["localhost", "x.localhost", "printer", "nas.local", "a.internal."]
)
def test_some_names_only_mean_something_at_home(name: str) -> None:
    assert is_private_name(name)
    assert not is_private_name(f"{name.strip('.')}.example.com")


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", f"http://{METADATA}/latest/meta-data/", "http://[::1]/"),
        *("http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[fd00:ec2::254]/"),
        *("http://10.0.0.1:8080/", "https://192.168.1.1/", "http://0.0.0.0/"),
    ],
)
async def test_a_private_address_is_refused_with_how_to_allow_it(
    url: str, getting: Getting
) -> None:
    with pytest.raises(PrivateAddress) as caught:
        await getting.get(url)
    assert "allow private addresses for this one page" in caught.value.todo
    assert getting.internet.dialled == []


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "127.1", "0177.0.0.1", "127.0.0.1.", WIDE],
)
async def test_no_other_spelling_of_an_address_in_numbers_is_taken(
    host: str, getting: Getting
) -> None:
    for allow_private in (False, True):
        with pytest.raises(NotAnAddress):
            await getting.get(f"http://{host}/", allow_private=allow_private)
    assert getting.internet.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", METADATA, "::1", "::ffff:10.0.0.1"])
async def test_a_name_that_leads_to_a_private_address_is_refused(
    address: str, getting: Getting, internet: Internet
) -> None:
    internet.names["inside.test"] = [[address]]
    with pytest.raises(PrivateAddress, match=r"inside\.test"):
        await getting.get("http://inside.test/")
    assert internet.dialled == []


async def test_one_private_address_among_public_ones_is_enough(
    getting: Getting, internet: Internet
) -> None:
    internet.names["shop.test"] = [[PUBLIC, "10.0.0.1"]]
    with pytest.raises(PrivateAddress):
        await getting.get("http://shop.test/")
    assert internet.dialled == []


async def test_a_name_that_changes_its_mind_is_asked_only_once_for_a_connection(
    shop: Site, getting: Getting, internet: Internet
) -> None:
    shop.page("/")
    internet.names["shop.test"] = [[PUBLIC], ["127.0.0.1"]]
    await getting.get("http://shop.test/")
    assert internet.dialled == [PUBLIC]


async def test_a_name_that_changes_its_mind_between_redirects_is_refused(
    shop: Site, getting: Getting, internet: Internet
) -> None:
    shop.redirect("/", "/next")
    internet.names["shop.test"] = [[PUBLIC], ["127.0.0.1"]]
    with pytest.raises(PrivateAddress):
        await getting.get("http://shop.test/")
    assert shop.paths == ["/"]


async def test_a_connection_that_ends_elsewhere_is_not_used(
    shop: Site, getting: Getting, internet: Internet
) -> None:
    internet.ends_at = "127.0.0.1"
    with pytest.raises(Unreachable, match="another address"):
        await getting.get("http://shop.test/")
    assert shop.requests == []


@pytest.mark.parametrize("there", ["127.0.0.1", METADATA, "[::1]", "localhost", "inside.test"])
async def test_a_redirect_into_a_private_network_is_refused(
    there: str, shop: Site, other: Site, getting: Getting, internet: Internet
) -> None:
    internet.names |= {"localhost": [["127.0.0.1"]], "inside.test": [["192.168.0.9"]]}
    shop.redirect("/", f"http://{there}:{other.port}/admin")
    with pytest.raises(PrivateRedirect, match="sends us on") as caught:
        await getting.get("http://shop.test/")
    assert "allow" not in caught.value.todo
    assert other.requests == []


async def test_the_host_that_was_allowed_may_send_us_on_to_itself(
    shop: Site, getting: Getting
) -> None:
    shop.redirect("/", "/in").page("/in")
    page = await getting.get(shop.url(), allow_private=True)
    assert page.final_url == shop.url("/in")


@pytest.mark.parametrize("there", ["127.0.0.1", METADATA, "localhost"])
async def test_what_was_allowed_for_one_host_holds_for_no_other(
    there: str, shop: Site, other: Site, getting: Getting, internet: Internet
) -> None:
    internet.names |= {"localhost": [["127.0.0.1"]], "mine.test": [["127.0.0.1"]]}
    shop.redirect("/", f"http://{there}:{other.port}/")
    with pytest.raises(PrivateRedirect):
        await getting.get(f"http://mine.test:{shop.port}/", allow_private=True)
    assert len(shop.requests) == 1
    assert other.requests == []


async def test_what_was_allowed_for_one_port_holds_for_no_other(
    shop: Site, other: Site, getting: Getting
) -> None:
    shop.redirect("/", other.url())
    with pytest.raises(PrivateRedirect):
        await getting.get(shop.url(), allow_private=True)
    assert other.requests == []


async def test_a_second_address_is_tried_where_the_first_is_dead(
    shop: Site, getting: Getting, internet: Internet
) -> None:
    shop.page("/")
    internet.names["shop.test"] = [["2606:4700::1111", "2606:4700::1112", PUBLIC]]
    await getting.get("http://shop.test/")
    assert internet.dialled == ["2606:4700::1111", PUBLIC]


async def test_where_every_address_is_dead_that_is_said(
    getting: Getting, internet: Internet
) -> None:
    internet.names["shop.test"] = [["2606:4700::1111", "2606:4700::1112"]]
    with pytest.raises(FetchError, match="cannot be reached"):
        await getting.get("http://shop.test/")
    assert len(internet.dialled) == 2


@pytest.mark.parametrize("number", ["EAI_AGAIN", "EAI_NONAME"])
async def test_a_silent_name_server_is_told_from_a_name_of_nobody(
    number: str, getting: Getting, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(host: str, port: int) -> list[str]:
        del host, port
        raise socket.gaierror(getattr(socket, number), "")

    monkeypatch.setattr(internet, "look_up", failing)
    with pytest.raises(HostNotFound) as caught:
        await getting.get("http://shop.test/")
    assert ("no name server" in caught.value.why) == (number == "EAI_AGAIN")


async def test_the_system_knows_where_this_computer_is() -> None:
    assert "127.0.0.1" in await look_up("localhost", 80)


async def test_a_name_that_no_host_can_have_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(host: str, *_: object, **__: object) -> None:
        host.encode("idna")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with pytest.raises(OSError, match="no host has such a name"):
        await look_up("x" * 70 + ".test", 80)
