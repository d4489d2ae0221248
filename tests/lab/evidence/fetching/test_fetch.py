"""What comes back from a site that behaves, and from one that does not."""

from __future__ import annotations

import asyncio
import gzip
import socket
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from lab import __version__
from lab.evidence.fetching.errors import (
    BadAnswer,
    FetchError,
    Garbled,
    HostNotFound,
    NotThere,
    TookTooLong,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from tests.conftest import MONDAY_MORNING
from tests.lab.evidence.fetching.getting import longest_turn
from tests.lab.evidence.serving import answer

if TYPE_CHECKING:
    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.internet import Internet
    from tests.lab.evidence.serving import Site, Visit

HELLO = "<p>Grüße</p>"


async def refused(getting: Getting, url: str = "shop.test") -> FetchError:
    with pytest.raises(FetchError) as caught:
        await getting.get(f"http://{url}")
    error = caught.value
    assert error.what
    assert error.todo
    return error


# A site that behaves


async def test_a_page_comes_as_its_bytes_with_what_the_server_says_of_them(
    shop: Site, getting: Getting
) -> None:
    body = HELLO.encode("latin-1")
    shop.page("/a?b=c", body, headers={"Content-Type": 'Text/HTML; Charset="ISO-8859-1"'})
    page = await getting.get(" http://shop.test/a?b=c#prices ")
    assert page.data == body
    assert (page.media_type, page.charset) == ("text/html", "iso-8859-1")
    assert (page.url, page.final_url) == ("http://shop.test/a?b=c",) * 2
    assert (page.status, page.fetched_at) == (200, MONDAY_MORNING)


async def test_a_wrong_charset_leaves_the_bytes_as_they_came(shop: Site, getting: Getting) -> None:
    body = HELLO.encode()
    shop.page("/", body, headers={"Content-Type": "text/html; charset=utf-16"})
    assert (await getting.get("http://shop.test")).data == body


async def test_it_says_who_it_is_and_brings_nothing_else_along(
    shop: Site, getting: Getting
) -> None:
    shop.page("/")
    await getting.get("http://shop.test")
    headers = shop.requests[0].headers
    assert headers["host"] == "shop.test"
    assert headers["user-agent"].startswith(f"teardown/{__version__} (")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["accept"].startswith("text/html")
    assert set(headers) == {
        *("host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"),
    }


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(HELLO.encode())),
        ("x-gzip", gzip.compress(HELLO[:5].encode()) + gzip.compress(HELLO[5:].encode())),
        ("gzip", gzip.compress(HELLO.encode()) + b"what browsers do not look at"),
        ("deflate", zlib.compress(HELLO.encode())),
        ("deflate", zlib.compress(HELLO.encode(), wbits=-15)),
        ("deflate, gzip", gzip.compress(zlib.compress(HELLO.encode()))),
        ("identity", HELLO.encode()),
    ],
    ids=["gzip", "two files", "more behind it", "zlib", "bare deflate", "two layers", "not packed"],
)
async def test_a_packed_page_is_unpacked(
    encoding: str, packed: bytes, shop: Site, getting: Getting
) -> None:
    shop.page("/", packed, headers={"Content-Encoding": encoding})
    assert (await getting.get("http://shop.test")).data == HELLO.encode()


async def test_a_page_of_one_byte_less_than_allowed_fits_and_of_one_more_does_not(
    shop: Site, getting: Getting
) -> None:
    limit = getting.limits.bytes
    shop.page("/fits", b"x" * limit)
    shop.page("/not", b"x" * (limit + 1))
    shop.page("/packed", zlib.compress(b"x" * limit), headers={"Content-Encoding": "deflate"})
    assert len((await getting.get("http://shop.test/fits")).data) == limit
    assert len((await getting.get("http://shop.test/packed")).data) == limit
    assert isinstance(await refused(getting, "shop.test/not"), TooLarge)


async def test_a_page_of_five_megabytes_holds_nobody_up(shop: Site, getting: Getting) -> None:
    body = b"<p>more</p>\n" * 416_666
    shop.page("/", body).page(
        "/packed", gzip.compress(body, 1), headers={"Content-Encoding": "gzip"}
    )
    getting.within(size=5_000_000)
    await getting.get("http://shop.test/")  # what is loaded on the way is not what is measured
    async with longest_turn() as turn:
        assert (await getting.get("http://shop.test/")).data == body
        assert (await getting.get("http://shop.test/packed")).data == body
    assert turn[0] < 0.05


async def test_progress_is_told_with_the_whole_where_that_is_known(
    shop: Site, getting: Getting
) -> None:
    shop.page("/", b"x" * 90_000)
    told: list[tuple[int, int | None]] = []
    await getting.get("http://shop.test", on_progress=lambda *each: told.append(each))
    assert told[-1] == (90_000, 90_000)
    assert [each[0] for each in told] == sorted(each[0] for each in told)


async def test_an_old_server_that_only_hangs_up_at_the_end_is_understood(
    shop: Site, getting: Getting
) -> None:
    shop.play("/", b"HTTP/1.0 200 OK\r\n\r\n" + HELLO.encode())
    page = await getting.get("http://shop.test")
    assert page.data == HELLO.encode()
    assert (page.media_type, page.charset) == ("", "")


# Redirects


async def test_redirects_are_followed_to_where_they_end(shop: Site, getting: Getting) -> None:
    shop.redirect("/", "/b?c").redirect("/b?c", "//shop.test/d#e", status=308)
    shop.page("/d", HELLO)
    page = await getting.get("http://shop.test")
    assert page.data == HELLO.encode()
    assert (page.url, page.final_url) == ("http://shop.test/", "http://shop.test/d")


async def test_no_cookie_goes_along_to_the_next_address(shop: Site, getting: Getting) -> None:
    shop.play(
        "/", answer(status=302, headers={"Location": "/next", "Set-Cookie": "who=you; Path=/"})
    )
    shop.page("/next")
    await getting.get("http://shop.test")
    assert "cookie" not in shop.requests[1].headers


async def test_a_circle_of_redirects_is_told_from_a_long_way(shop: Site, getting: Getting) -> None:
    shop.redirect("/", "/b").redirect("/b", "/#again")
    circle = await refused(getting)
    assert isinstance(circle, TooManyRedirects)
    assert "circle" in circle.what
    shop.play("*", lambda visit: visit.send(further(visit)))
    long = await refused(getting, "shop.test/x")
    assert isinstance(long, TooManyRedirects)
    assert "after 5 redirects" in long.why


def further(visit: Visit) -> bytes:
    return answer(status=302, headers={"Location": visit.request.target + "x"})


@pytest.mark.parametrize(
    "location",
    ["ftp://shop.test/", "javascript:alert(1)", "http://you:secret@shop.test/", "http://["],
)
async def test_a_redirect_to_no_page_is_not_followed(
    location: str, shop: Site, getting: Getting
) -> None:
    shop.redirect("/", location)
    error = await refused(getting)
    assert "secret" not in str(error)
    assert shop.paths == ["/"]


async def test_a_redirect_without_an_address_is_no_page(shop: Site, getting: Getting) -> None:
    shop.page("/", status=302)
    assert isinstance(await refused(getting), BadAnswer)


# Statuses


@pytest.mark.parametrize("status", [401, 403, 429, 451, 503])
async def test_an_answer_that_keeps_us_out_comes_with_its_status(
    status: int, shop: Site, getting: Getting
) -> None:
    shop.page("/", "<title>Just a moment</title>", status=status)
    page = await getting.get("http://shop.test")
    assert page.status == status
    assert b"Just a moment" in page.data


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, NotThere), (410, NotThere), (204, NotThere), (500, BadAnswer), (418, BadAnswer)],
)
async def test_an_answer_without_a_page_is_an_error(
    status: int, kind: type[FetchError], shop: Site, getting: Getting
) -> None:
    shop.play("/", f"HTTP/1.1 {status} So\r\n\r\n".encode())
    error = await refused(getting)
    assert type(error) is kind
    assert str(status) in error.why or status == 204


async def test_a_page_without_a_byte_is_an_error(shop: Site, getting: Getting) -> None:
    shop.page("/", b"")
    assert isinstance(await refused(getting), NotThere)


# Too much


async def test_a_page_that_says_it_is_too_large_is_not_read(shop: Site, getting: Getting) -> None:
    shop.play("/", lambda visit: visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n"))
    error = await refused(getting)
    assert isinstance(error, TooLarge)
    assert "0.1 MB" in error.why
    assert "fetch_megabytes" in error.todo


@pytest.mark.parametrize("media_type", ["application/pdf", "application/octet-stream", "Video/mp4"])
async def test_of_what_is_no_page_only_the_beginning_is_read(
    media_type: str, shop: Site, getting: Getting
) -> None:
    data = b"%PDF-1.7" + bytes(getting.limits.bytes)
    shop.page("/", data, headers={"Content-Type": media_type})
    page = await getting.get("http://shop.test")
    assert page.data == data[:4096]
    assert page.media_type == media_type.lower()


async def test_a_page_without_an_end_is_left_at_the_limit(shop: Site, getting: Getting) -> None:
    shop.play("/", endless)
    assert isinstance(await refused(getting), TooLarge)


def endless(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\n\r\n")
    while visit.send(b"and more " * 1000):
        pass


def bomb(megabytes: int) -> bytes:
    """Return so many packed megabytes of nothing, without ever having them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = packer.compress(bytes(2**20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + piece * megabytes


@pytest.mark.parametrize("packed_twice", [False, True])
async def test_a_bomb_of_a_gigabyte_stays_as_small_as_the_limit(
    packed_twice: bool,  # noqa: FBT001 - the case of a parametrized test
    shop: Site,
    getting: Getting,
) -> None:
    packed, encoding = bomb(1024), "gzip"
    if packed_twice:
        packed, encoding = gzip.compress(packed), "gzip, gzip"
    shop.page("/", packed, headers={"Content-Encoding": encoding})
    getting.within(size=5_000_000)
    with pytest.raises(TooLarge):  # what is loaded on the way is not what is measured
        await getting.get("http://shop.test")
    tracemalloc.start()
    try:
        async with longest_turn() as turn:
            assert isinstance(await refused(getting), TooLarge)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * 5_000_000
    assert turn[0] < 0.05


# Too slow


@pytest.mark.parametrize(
    ("script", "stage"),
    [
        (lambda visit: visit.wait(), "waiting for an answer"),
        (lambda visit: drip(visit, b"HTTP/1.1 200 OK\r\nX: "), "waiting for an answer"),
        (lambda visit: drip(visit, b"HTTP/1.1 200 OK\r\n\r\n"), "reading the page"),
        (lambda visit: drip(visit, b"HTTP/1.1 103 Early\r\n\r\n" * 3), "waiting for an answer"),
    ],
    ids=["nothing", "slow headers", "slow body", "only hints"],
)
async def test_a_slow_server_ends_with_the_time_however_busy_it_looks(
    script: object, stage: str, shop: Site, getting: Getting
) -> None:
    assert callable(script)
    shop.page("/quick").play("/", script)
    await getting.get("http://shop.test/quick")  # what is loaded once does not count
    getting.within(seconds=0.3)
    error = await refused(getting)
    assert isinstance(error, TookTooLong)
    assert stage in error.why
    assert "fetch_seconds" in error.todo


def drip(visit: Visit, start: bytes) -> None:
    visit.send(start)
    while visit.wait(0.01) and visit.send(b"x"):
        pass


async def test_the_time_counts_over_all_redirects(shop: Site, getting: Getting) -> None:
    def slowly(visit: Visit) -> None:
        visit.wait(0.08)
        visit.send(further(visit))

    shop.play("*", slowly)
    getting.within(seconds=0.2)
    assert isinstance(await refused(getting), TookTooLong)
    assert len(shop.requests) <= 4


async def test_a_name_server_that_says_nothing_does_not_hold_anything_up(
    getting: Getting, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(host: str, port: int) -> list[str]:
        del host, port
        return await asyncio.Future()

    monkeypatch.setattr(internet, "look_up", silent)
    getting.within(seconds=0.05)
    error = await refused(getting)
    assert "looking up the host" in error.why


# Broken


def broken_off(visit: Visit) -> None:
    visit.send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort")
    visit.reset()


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (b"", Unreachable),
        (lambda visit: visit.reset(), Unreachable),
        (broken_off, Unreachable),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort", Garbled),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwhat\r\n", Garbled),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello", Garbled),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000, Garbled),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", Garbled),
        (b"\x16\x03\x01" + bytes(range(256)), Garbled),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot packed", Garbled),
        (
            b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 99)[:-9],
            Garbled,
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nx", Garbled),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\n\r\nx", Garbled),
    ],
    ids=[
        *("hangs up", "resets", "resets in the middle", "too short", "chunks of nonsense"),
        *("chunks without an end", "huge headers", "another protocol", "binary", "bad gzip"),
        *("cut gzip", "brotli", "packed thrice"),
    ],
)
async def test_what_is_no_answer_is_said_to_be_none(
    script: bytes, kind: type[FetchError], shop: Site, getting: Getting
) -> None:
    shop.play("/", script)
    assert type(await refused(getting)) is kind


async def test_nobody_at_a_port_is_said_to_be_nobody(getting: Getting) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable, match="nothing answers"):
        await getting.get(f"http://127.0.0.1:{port}", allow_private=True)


async def test_a_name_of_nobody_is_said_to_be_nobodys(getting: Getting) -> None:
    error = await refused(getting, "nosuch.test")
    assert isinstance(error, HostNotFound)
    assert error.what == "There is no host nosuch.test"


# Cancelled


async def test_a_cancel_ends_the_connection_at_once(shop: Site, getting: Getting) -> None:
    arrived, left = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def script(visit: Visit) -> None:
        loop.call_soon_threadsafe(arrived.set)
        assert visit.connection.recv(1) == b""
        loop.call_soon_threadsafe(left.set)

    shop.play("/", script)
    fetching = asyncio.ensure_future(getting.get("http://shop.test"))
    await arrived.wait()
    fetching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await fetching
    await left.wait()
