"""The page in a real browser: no request, no script, nothing wider than a phone, and it prints."""

from __future__ import annotations

import os
import re
import shutil
import socketserver
import subprocess
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from store.exchange.html import to_html
from tests.store.exchange.example_record import example_record
from tests.store.exchange.test_html import WICKED
from tests.store.making import make_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from store.records import Teardown

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
pytestmark = [
    pytest.mark.skipif(not BROWSER, reason="Chromium is not installed"),
    pytest.mark.xdist_group("browser"),
]
PATIENCE = 90


@dataclass
class Requests:
    """A proxy that notes what it is asked for, and gives nothing."""

    port: int = 0
    seen: list[str] = field(default_factory=list)


@pytest.fixture
def requests() -> Iterator[Requests]:
    """Note every request that leaves the browser."""
    found = Requests()

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            found.seen.append(self.rfile.readline(4096).decode("latin-1").strip())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        found.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def browse(folder: Path, requests: Requests, page: str, *options: str) -> str:
    """Open a page in a new browser that knows nobody, and return what it prints."""
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [
            BROWSER,
            "--headless=new",
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-features=OptimizationHints,MediaRouter,Translate,DialMediaRouteProvider",
            f"--user-data-dir={folder / 'profile'}",
            f"--proxy-server=127.0.0.1:{requests.port}",
            "--proxy-bypass-list=<-loopback>",
            *options,
            file.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout


def wicked() -> Teardown:
    """A teardown whose texts try everything that would make a request or run a script."""
    tries = (
        *WICKED,
        "<script>document.title='ran'</script><img src=http://fetched.example/a.png>",
        "<style>@import url(http://fetched.example/a.css)</style>",
        "![a](http://fetched.example/b.png)",
        "<link rel=stylesheet href=http://fetched.example/c.css>",
        "<iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
        "<body onload=document.title='ran'>",
        "<svg><animate onbegin=document.title='ran' attributeName=x dur=1s></svg>",
    )
    return make_record(text="\n\n".join(tries), author=tries[-1], tags=list(tries))


def test_a_wicked_page_asks_for_nothing_and_runs_nothing(
    tmp_path: Path, requests: Requests
) -> None:
    shown = browse(tmp_path, requests, to_html(wicked()), "--dump-dom")
    assert "<title>Teardown of Notion AI</title>" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert [line for line in requests.seen if ".example" in line] == []


PLANTED = (
    "<script>document.title='ran'</script><img src=http://fetched.example/a.png>"
    "<style>h1{background:url(http://fetched.example/b.png)}</style>"
    "<p style='background:url(http://fetched.example/c.png)' onclick=x>x</p>"
    "<iframe src=http://fetched.example/d></iframe></main>"
)


def test_without_our_policy_this_browser_would_ask_and_run(
    tmp_path: Path, requests: Requests
) -> None:
    page = re.sub(r"<meta http-equiv.*?>", "", to_html(make_record()))
    shown = browse(tmp_path, requests, page.replace("</main>", PLANTED), "--dump-dom")
    assert "<title>ran</title>" in shown
    assert [line for line in requests.seen if "fetched.example/a.png" in line]


def test_our_policy_alone_would_stop_what_is_not_ours(tmp_path: Path, requests: Requests) -> None:
    page = to_html(make_record())
    shown = browse(tmp_path, requests, page.replace("</main>", PLANTED), "--dump-dom")
    assert "<title>Teardown of Notion AI</title>" in shown
    assert [line for line in requests.seen if "fetched.example" in line] == []


def test_a_page_prints(tmp_path: Path, requests: Requests) -> None:
    printed = tmp_path / "page.pdf"
    browse(
        tmp_path, requests, to_html(example_record()),
        f"--print-to-pdf={printed}", "--no-pdf-header-footer",
    )  # fmt: skip
    data = printed.read_bytes()
    assert data.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    assert 2 <= pages <= 5


MEASURE = """
<script>
addEventListener('load', () => {
  const wide = [...document.querySelectorAll('body *')].filter(
    (e) => !e.closest('pre, .scroll') && e.getBoundingClientRect().right > innerWidth + 1);
  document.title = document.documentElement.scrollWidth + ' of ' + innerWidth + ' '
    + wide.slice(0, 3).map((e) => e.tagName + '.' + e.className).join(' ');
});
</script></head>
"""


@pytest.mark.parametrize("width", [500, 820, 1280])
def test_nothing_is_wider_than_the_window(tmp_path: Path, requests: Requests, width: int) -> None:
    long = "x" * 400
    text = f"{long}\n\n|{'|'.join('abcdefghij' * 3)}|\n|{'-|' * 30}\n|{'|'.join([long] * 30)}|\n\n"
    record = make_record(text=f"{text}```\n{long}\n```\n\nhttps://x.example/{long}")
    record.product.name = record.author = record.product.url = long
    page = re.sub(r"<meta http-equiv.*?>", "", to_html(record)).replace("</head>", MEASURE)
    shown = browse(tmp_path, requests, page, f"--window-size={width},900", "--dump-dom")
    title = re.search(r"<title>(.*?)</title>", shown)
    assert title is not None
    found, _, window = title[1].split()[:3]
    assert int(found) <= int(window), title[1]
