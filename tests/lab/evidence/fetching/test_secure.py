"""Whom a connection is made with: certificates, and the names in them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from lab.evidence.fetching.errors import CertificateWrong
from tests.lab.evidence.serving import CERTIFICATES, site

if TYPE_CHECKING:
    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.internet import Internet
    from tests.lab.evidence.serving import Site


def trusting(getting: Getting, certificate: str) -> None:
    getting.environ["SSL_CERT_FILE"] = str(CERTIFICATES / certificate)


async def test_a_host_that_proves_its_name_is_believed_whatever_its_address(
    secure: Site, getting: Getting, internet: Internet
) -> None:
    secure.page("/", "<p>Safe.</p>")
    internet.put("shop.test", secure)
    trusting(getting, "shop.pem")
    page = await getting.get("https://shop.test/")
    assert page.data == b"<p>Safe.</p>"


async def test_an_address_without_a_scheme_is_asked_for_over_https(
    secure: Site, getting: Getting, internet: Internet
) -> None:
    secure.page("/pricing")
    internet.put("shop.test", secure)
    trusting(getting, "shop.pem")
    assert (await getting.get("shop.test/pricing")).url == "https://shop.test/pricing"


async def test_a_certificate_that_nobody_trusts_is_refused(
    secure: Site, getting: Getting, internet: Internet
) -> None:
    internet.put("shop.test", secure)
    with pytest.raises(CertificateWrong, match="signed its certificate itself") as caught:
        await getting.get("https://shop.test/")
    assert "SSL_CERT_FILE" in caught.value.todo
    assert secure.requests == []


async def test_a_certificate_for_another_name_is_refused(
    secure: Site, getting: Getting, internet: Internet
) -> None:
    internet.put("bank.test", secure)
    trusting(getting, "shop.pem")
    with pytest.raises(CertificateWrong, match=r"another name than bank\.test"):
        await getting.get("https://bank.test/")


async def test_a_certificate_that_has_expired_is_refused(
    getting: Getting, internet: Internet
) -> None:
    trusting(getting, "expired.pem")
    with site("expired.pem") as old:
        internet.put("expired.test", old)
        with pytest.raises(CertificateWrong, match="has expired"):
            await getting.get("https://expired.test/")


@pytest.mark.parametrize("name", ["gone.pem", "../serving.py"])
async def test_certificates_that_cannot_be_read_are_named(name: str, getting: Getting) -> None:
    trusting(getting, name)
    with pytest.raises(CertificateWrong) as caught:
        await getting.get("https://shop.test/")
    assert name in caught.value.why


async def test_a_host_that_does_not_speak_https_is_said_not_to(getting: Getting) -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Speak up\r\n\r\n")
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(CertificateWrong, match="does not speak https"):
            await getting.get(f"https://127.0.0.1:{port}/", allow_private=True)


async def test_a_way_from_https_to_http_is_followed_and_can_be_seen(
    secure: Site, shop: Site, getting: Getting, internet: Internet
) -> None:
    internet.put("plain.test", shop, "93.184.215.15")
    internet.put("shop.test", secure)
    secure.redirect("/", "http://plain.test/")
    shop.page("/")
    trusting(getting, "shop.pem")
    page = await getting.get("https://shop.test/")
    assert page.final_url == "http://plain.test/"
