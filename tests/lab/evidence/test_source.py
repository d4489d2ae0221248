from __future__ import annotations

from pathlib import Path

import pytest

from lab.evidence.source import file_in, sources_in

HOME = Path("/home/ana")


def none_there(_: Path) -> bool:
    return False


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/page.html",
        "HTTP://example.org",
        "example.org/pricing",
        "example.org/docs/start.html",
        "notion.md",
        "localhost:8000",
        "//example.org",
        "",
    ],
)
def test_an_address_is_no_file(text: str) -> None:
    assert file_in(text, home=HOME, exists=none_there) is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/tmp/page.html", "/tmp/page.html"),
        ("~/page.mhtml", "/home/ana/page.mhtml"),
        ("./clip.md", "clip.md"),
        ("'/tmp/my page.html'", "/tmp/my page.html"),
        ("file:///tmp/my%20page.html", "/tmp/my page.html"),
        ("page.html", "page.html"),
        ("Pricing plans.mhtml", "Pricing"),
    ],
)
def test_a_path_is_a_file_also_where_none_is_there(text: str, path: str) -> None:
    found = file_in(text, home=HOME, exists=none_there)
    assert found is not None
    assert found.name.startswith(Path(path).name)


def test_what_could_be_a_host_is_the_file_that_is_there() -> None:
    assert file_in("notion.md", home=HOME, exists=lambda _: True) == Path("notion.md")


def test_each_line_names_one_thing_and_addresses_may_stand_behind_each_other() -> None:
    pasted = "https://a.example https://b.example\n\n  my page.html \nhttps://a.example\n"
    assert sources_in(pasted) == ["https://a.example", "https://b.example", "my page.html"]
