"""Pages fetched and read in a process of their own, and what is left of it afterwards."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from lab.errors import UsageError
from lab.evidence.captured import Capture, Neighbour
from lab.evidence.fetching import Limits
from lab.evidence.fetching.errors import PrivateAddress
from lab.evidence.worker import client
from lab.evidence.worker.__main__ import serve
from lab.evidence.worker.child import read_file
from lab.evidence.worker.errors import ReadingFailed
from lab.evidence.worker.messages import capture_of, capture_said
from lab.evidence.worker.request import Request
from lab.processes import child_environment
from lab.settings.reading import Settings
from tests.conftest import MONDAY_MORNING
from tests.lab.evidence.fetching.getting import longest_turn
from tests.lab.evidence.serving import Site, site
from tests.test_imports import IMPORT, LATER, loaded
from tests.wheel import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import FrozenClock
    from tests.lab.evidence.serving import Visit

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and limits of Unix")

WORDS = "Every plan begins with a month in which nothing has to be paid at all. " * 12
PAGE = f"""<!doctype html><html lang="en"><head><title>Prices of Shop</title></head><body>
<main><h1>Prices of Shop</h1><p>{WORDS}</p><p>{WORDS}</p></main>
<footer><a href="/legal/terms">Terms</a></footer>"""

LIMITS = Limits(10, 1_000_000)


@pytest.fixture
def shop() -> Iterator[Site]:
    with site() as running:
        yield running


class Children:
    """Every child that was started, with what it was started with."""

    def __init__(self) -> None:
        self.processes: list[asyncio.subprocess.Process] = []
        self.commands: list[tuple[str, ...]] = []

    @property
    def statuses(self) -> list[int | None]:
        """How each ended; ``None`` for one that runs, or waits for somebody to ask."""
        return [each.returncode for each in self.processes]


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    seen, start = Children(), asyncio.create_subprocess_exec

    async def started(*command: str, **options: Any) -> asyncio.subprocess.Process:
        process = await start(*command, **options)
        seen.processes.append(process)
        seen.commands.append(command)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", started)
    return seen


class Asking:
    """How a test asks a child."""

    def __init__(self, clock: FrozenClock, folder: Path) -> None:
        self.environ = dict(os.environ)
        self._clock = clock
        self._folder = folder

    async def capture(self, url: str, **how: Any) -> Capture:
        """Capture a page of this computer."""
        return await client.capture_apart(
            url,
            settings=Settings(),
            clock=self._clock,
            environ=self.environ,
            **{"allow_private": True, **how},
        )

    def plant(self, *lines: str) -> None:
        """Have the child's reader do this instead of reading."""
        body = "\n    ".join(lines)
        (self._folder / "sitecustomize.py").write_text(
            "import os, signal\nimport lab.evidence.reading as reading\n"
            f"def read_page(fetched):\n    {body}\nreading.read_page = read_page\n"
        )
        self.environ["PYTHONPATH"] = f"{PROJECT}{os.pathsep}{self._folder}"


@pytest.fixture
def asking(clock: FrozenClock, tmp_path: Path) -> Asking:
    return Asking(clock, tmp_path)


# What comes


async def test_a_page_comes_read_with_its_neighbours_and_the_time_here(
    shop: Site, asking: Asking, children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    shop.page("/", PAGE)
    told: list[int] = []
    async with longest_turn() as turn:
        capture = await asking.capture(
            shop.url(), on_progress=lambda received, _: told.append(received)
        )
    assert capture.title == "Prices of Shop"
    assert "nothing has to be paid" in capture.markdown
    assert capture.fetched_at == MONDAY_MORNING
    assert capture.neighbours == (Neighbour(shop.url("/legal/terms"), "terms", "Terms"),)
    assert told
    assert turn[0] < 0.05
    assert None not in children.statuses
    assert caplog.records == []


async def test_what_went_wrong_arrives_as_its_own_kind_of_error(
    shop: Site, asking: Asking, children: Children
) -> None:
    with pytest.raises(PrivateAddress) as caught:
        await asking.capture(shop.url(), allow_private=False)
    assert caught.value.what
    assert caught.value.why
    assert caught.value.todo
    assert shop.requests == []
    assert None not in children.statuses


async def test_what_cannot_be_read_is_said_to_be_so(shop: Site, asking: Asking) -> None:
    from lab.evidence.reading.errors import NotAPage

    shop.page("/", b"%PDF-1.7 and so on", headers={"Content-Type": "application/pdf"})
    with pytest.raises(NotAPage) as caught:
        await asking.capture(shop.url())
    assert caught.value.todo


async def test_a_file_that_is_not_there_is_the_systems_own_error(
    tmp_path: Path, asking: Asking
) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.html"):
        await client.read_apart(tmp_path / "gone.html", environ=asking.environ)


async def test_a_saved_file_is_read_in_the_same_way(tmp_path: Path, asking: Asking) -> None:
    saved = tmp_path / "Prices.html"
    saved.write_text(PAGE, encoding="utf-8")
    capture = await client.read_apart(saved, environ=asking.environ)
    assert capture.is_file
    assert (capture.url, capture.title) == ("Prices.html", "Prices of Shop")


@posix
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "page.html"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="pipe"):
        read_file(pipe)


# What breaks


async def test_a_cancel_kills_the_child_and_leaves_no_zombie(
    shop: Site, asking: Asking, children: Children
) -> None:
    arrived, left = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def script(visit: Visit) -> None:
        loop.call_soon_threadsafe(arrived.set)
        assert visit.connection.recv(1) == b""
        loop.call_soon_threadsafe(left.set)

    shop.play("/", script)
    capturing = asyncio.ensure_future(asking.capture(shop.url()))
    await arrived.wait()
    capturing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await capturing
    await left.wait()
    assert children.statuses == [-signal.SIGKILL]


@posix
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "signal 11"),
        ("bytearray(1 << 31)", "more memory"),
        ("open('gone')", "status 1"),
    ],
)
async def test_a_page_that_breaks_the_reader_is_an_error_and_nothing_more(
    line: str,
    said: str,
    shop: Site,
    asking: Asking,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shop.page("/", PAGE)
    asking.plant(line)
    with pytest.raises(ReadingFailed) as caught:
        await asking.capture(shop.url())
    assert said in str(caught.value)
    assert caught.value.todo
    assert capfd.readouterr() == ("", "")


async def test_a_page_that_cannot_be_finished_is_left_after_a_while(
    shop: Site,
    asking: Asking,
    children: Children,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "READING_SECONDS", 0.1)
    shop.page("/", PAGE)
    asking.plant("while b'One line' not in fetched.data: pass")
    with pytest.raises(ReadingFailed, match="too long"):
        await asking.capture(shop.url())
    assert None not in children.statuses


@pytest.mark.parametrize("said", ["{", "[]", '{"capture": {}}', '{"error": {"kind": "type"}}'])
async def test_a_child_that_says_nonsense_is_not_believed(
    said: str, shop: Site, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = asyncio.create_subprocess_exec

    async def other(*_: str, **options: Any) -> asyncio.subprocess.Process:
        return await start(sys.executable, "-S", "-c", f"input(); print({said!r})", **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", other)
    with pytest.raises(ReadingFailed, match="makes no sense"):
        await asking.capture(shop.url())


async def test_nothing_that_the_child_prints_is_seen_or_believed(
    shop: Site,
    asking: Asking,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shop.page("/", PAGE)
    asking.plant(
        "os.write(1, b'{\"capture\": {}}\\n')",
        "os.write(2, b'secret')",
        "from lab.evidence.reading.errors import NotAPage",
        "raise NotAPage('Read')",
    )
    with pytest.raises(Exception, match="Read"):
        await asking.capture(shop.url())
    assert capfd.readouterr() == ("", "")


@posix
def test_a_child_ends_when_whoever_asked_is_gone(shop: Site, asking: Asking) -> None:
    shop.play("/", lambda visit: visit.wait())
    command = [sys.executable, "-m", "lab.evidence.worker"]
    with subprocess.Popen(
        command, cwd=PROJECT, env=asking.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdin is not None
        child.stdin.write(Request(LIMITS, url=shop.url(), allow_private=True).line())
        child.stdin.close()
        assert child.wait(timeout=10) == 0


# What it is given


async def test_the_child_is_told_nothing_on_its_command_line(
    asking: Asking, children: Children
) -> None:
    with pytest.raises(PrivateAddress):
        await asking.capture("http://127.0.0.1/?token=x", allow_private=False)
    assert children.commands == [(sys.executable, "-P", "-m", "lab.evidence.worker")]


def test_a_key_in_the_environment_stays_here() -> None:
    environ = {"ANTHROPIC_API_KEY": "x", "GITHUB_TOKEN": "x", "HTTPS_PROXY": "p", "LANG": "C"}
    assert set(child_environment(environ)) == {"HTTPS_PROXY", "LANG", "PYTHONPATH"}


def test_asking_a_child_loads_nothing_of_what_the_child_needs(home: Path) -> None:
    names = loaded(IMPORT, "lab.evidence.worker.client", home=home)
    assert not names & (LATER | {"httpcore", "anyio", "pydantic"})


# What they say to each other


def test_a_capture_survives_the_way() -> None:
    capture = Capture(
        url="https://a/",
        final_url="https://a/b",
        fetched_at=MONDAY_MORNING,
        sha256="00",
        markdown="# Grüße\n\x1b[31m😀",
        words=2,
        verdict="partial",
        reasons=("Only half of it.",),
        page_kind="service",
        published="2026-01-02",
        neighbours=(Neighbour("https://a/pricing", "pricing", "Preise"),),
    )
    assert capture_of(json.loads(json.dumps(capture_said(capture)))) == capture


def test_a_request_survives_the_way() -> None:
    request = Request(LIMITS, url="https://a/é\n", allow_private=True)
    assert request.line().count(b"\n") == 1
    assert Request.of(request.line()) == request


def test_one_request_brings_one_outcome(shop: Site) -> None:
    shop.page("/", PAGE)
    asked = Request(LIMITS, url=shop.url(), allow_private=True)
    out = io.BytesIO()
    assert serve(asked.line(), out) == 0
    assert serve(replace(asked, url=shop.url("/none")).line(), out) == 0
    said = [json.loads(line) for line in out.getvalue().splitlines()]
    last = [each for each in said if "progress" not in each]
    assert [next(iter(each)) for each in last] == ["reading", "capture", "error"]
    assert last[1]["capture"]["title"] == "Prices of Shop"
    assert last[2]["error"]["kind"] == "NotThere"


def test_where_a_page_links_to_nothing_the_sitemap_is_asked(shop: Site) -> None:
    shop.page("/", PAGE.replace("/legal/terms", "/hidden").replace(">Terms<", ">Other<"))
    shop.page("/sitemap.xml", f"<urlset><url><loc>{shop.url('/pricing')}</loc></url></urlset>")
    out = io.BytesIO()
    serve(Request(LIMITS, url=shop.url(), allow_private=True).line(), out)
    capture = capture_of(json.loads(out.getvalue().splitlines()[-1])["capture"])
    assert [each.kind for each in capture.neighbours] == ["pricing"]
