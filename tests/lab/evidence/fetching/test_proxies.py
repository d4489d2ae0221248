"""Fetching through the proxy that the environment names."""

from __future__ import annotations

import base64
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import httpx
import pytest

from lab.evidence.fetching.errors import PrivateAddress, PrivateRedirect, ProxyFailed
from lab.evidence.fetching.proxies import proxy_for
from tests.lab.evidence.serving import CERTIFICATES, Site, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.internet import Internet
    from tests.lab.evidence.serving import Visit


def through(getting: Getting, proxy: Site, *, login: str = "") -> None:
    address = f"http://{login}127.0.0.1:{proxy.port}"
    getting.environ |= {"http_proxy": address, "HTTPS_PROXY": address}


def tunnel(to: Site) -> Callable[[Visit], None]:
    """Return a script that passes everything on to a site, as a proxy does for https."""

    def script(visit: Visit) -> None:
        with socket.create_connection(("127.0.0.1", to.port)) as there:
            visit.send(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(there, visit.connection))
            back.start()
            _pass_on(visit.connection, there)
            back.join()

    return script


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


async def test_a_proxy_is_asked_for_the_whole_address_and_looks_the_name_up_itself(
    shop: Site, getting: Getting, internet: Internet
) -> None:
    shop.page("http://far.test/a?b", "<p>Far.</p>")
    through(getting, shop)
    page = await getting.get("http://far.test/a?b")
    assert page.data == b"<p>Far.</p>"
    assert page.final_url == "http://far.test/a?b"
    assert shop.requests[0].headers["host"] == "far.test"
    assert internet.asked == []


async def test_https_goes_through_a_proxy_without_its_reading_along(
    shop: Site, secure: Site, getting: Getting
) -> None:
    shop.play("shop.test:443", tunnel(secure))
    secure.page("/", "<p>Safe.</p>")
    through(getting, shop)
    getting.environ["SSL_CERT_FILE"] = str(CERTIFICATES / "shop.pem")
    page = await getting.get("https://shop.test/")
    assert page.data == b"<p>Safe.</p>"
    assert [each.method for each in shop.requests] == ["CONNECT"]
    assert secure.paths == ["/"]


async def test_the_password_of_a_proxy_goes_to_the_proxy_alone(
    shop: Site, secure: Site, getting: Getting
) -> None:
    shop.play("shop.test:443", tunnel(secure))
    secure.page("/")
    through(getting, shop, login="ana:se%20cret@")
    getting.environ["SSL_CERT_FILE"] = str(CERTIFICATES / "shop.pem")
    await getting.get("https://shop.test/")
    login = base64.b64encode(b"ana:se cret").decode()
    assert shop.requests[0].headers["proxy-authorization"] == f"Basic {login}"
    assert "proxy-authorization" not in secure.requests[0].headers


@pytest.mark.parametrize(
    ("url", "status"),
    [("http://far.test/", 407), ("https://far.test/", 407), ("https://far.test/", 403)],
)
async def test_a_proxy_that_refuses_is_named(
    url: str, status: int, shop: Site, getting: Getting
) -> None:
    shop.play("*", answer(status=status))
    through(getting, shop)
    with pytest.raises(ProxyFailed) as caught:
        await getting.get(url)
    assert "PROXY" in caught.value.todo


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "http://nosuch.test:3128"])
async def test_a_proxy_that_is_away_is_named(proxy: str, getting: Getting) -> None:
    getting.environ["ALL_PROXY"] = proxy
    with pytest.raises(ProxyFailed, match="The proxy"):
        await getting.get("http://far.test/")


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1080", "socks4://127.0.0.1", "http://", "http://[:1"]
)
async def test_a_proxy_that_cannot_be_used_is_named_before_anything_is_sent(
    proxy: str, getting: Getting
) -> None:
    getting.environ["https_proxy"] = proxy
    with pytest.raises(ProxyFailed):
        await getting.get("https://far.test/")
    assert getting.internet.dialled == []


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "169.254.169.254", "[::ffff:10.0.0.1]", "intranet", "nas.local"]
)
async def test_a_proxy_is_not_asked_for_what_is_private(
    host: str, shop: Site, getting: Getting
) -> None:
    through(getting, shop)
    shop.page("*")
    with pytest.raises(PrivateAddress):
        await getting.get(f"http://{host}/")
    assert shop.requests == []
    await getting.get(f"http://{host}/", allow_private=True)


async def test_a_redirect_to_a_private_address_is_not_followed_through_a_proxy_either(
    shop: Site, getting: Getting
) -> None:
    through(getting, shop)
    shop.redirect("http://far.test/", "http://10.0.0.1/")
    with pytest.raises(PrivateRedirect):
        await getting.get("http://far.test/")
    assert shop.paths == ["http://far.test/"]


async def test_the_programs_own_environment_names_no_proxy(
    shop: Site, getting: Getting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    shop.page("/")
    assert (await getting.get("http://shop.test/")).status == 200


@pytest.mark.parametrize(
    ("exceptions", "host", "goes_around"),
    [
        ("", "example.com", False),
        ("*", "example.com", True),
        ("example.com", "example.com", True),
        ("example.com", "docs.example.com", True),
        (".example.com", "docs.example.com", True),
        ("*.example.com", "docs.example.com", True),
        ("example.com", "badexample.com", False),
        ("other.org, EXAMPLE.com", "example.com", True),
        ("example.com:8080", "example.com", False),
        ("example.com:80", "example.com", True),
        ("10.0.0.0/8", "10.1.2.3", True),
        ("10.0.0.0/8", "11.1.2.3", False),
        ("[2606:4700::1111]", "[2606:4700::1111]", True),
        ("", "localhost", True),
        ("", "127.0.0.1", True),
    ],
)
def test_no_proxy_names_what_goes_around_it(
    exceptions: str,
    host: str,
    goes_around: bool,  # noqa: FBT001 - the case of a parametrized test
) -> None:
    environ = {"HTTP_PROXY": "proxy.test:3128", "NO_PROXY": exceptions}
    found = proxy_for(httpx.URL(f"http://{host}/"), environ)
    assert (found is None) == goes_around


def test_the_proxy_of_a_scheme_goes_before_that_of_all_and_small_letters_before_capitals() -> None:
    environ = {
        "all_proxy": "http://all.test",
        "https_proxy": "http://small.test",
        "HTTPS_PROXY": "http://large.test",
    }
    secure = proxy_for(httpx.URL("https://example.com"), environ)
    plain = proxy_for(httpx.URL("http://example.com"), environ)
    assert secure is not None
    assert plain is not None
    assert (secure.url.host, plain.url.host) == ("small.test", "all.test")
