"""What a person may type, and what it is taken for."""

from __future__ import annotations

import pytest

from lab.evidence.fetching.asked import address_of, next_address, shown
from lab.evidence.fetching.errors import SAVE_IT, NotAnAddress


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.com/pricing", "https://example.com/pricing"),
        ("  https://example.com \n", "https://example.com/"),
        ("HTTP://Example.COM:80/A?b#c", "http://example.com/A?b"),
        ("<https://example.com/a>", "https://example.com/a"),
        ("//example.com", "https://example.com/"),
        ("localhost:8000/a", "https://localhost:8000/a"),
        ("http://[2606:4700::1111]:8080/", "http://[2606:4700::1111]:8080/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("example.com/a b?c=d e", "https://example.com/a%20b?c=d%20e"),
        ("http://example.com./", "http://example.com./"),
        ("http://a_b.example.com/", "http://a_b.example.com/"),
    ],
)
def test_an_address_is_taken_as_a_browser_takes_it(typed: str, meant: str) -> None:
    assert str(address_of(typed)) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "https://", "http:///path", "what is this", "http://exa mple.com/"),
        *("file:///etc/passwd", "ftp://example.com/", "javascript:alert(1)", "data:text/html,x"),
        *("http://example.com:99999/", "http://example.com:0/", "http://example.com:x/"),
        *("http://[::1", "http://[fe80::1%25eth0]/", "http://exa%6dple.com/", "http://a..b/"),
        *(
            "http://-.com/",
            "http://" + "a" * 300 + ".com/",
            "http://ex\x00ample.com/",
            "mailto:a@b.c",
        ),
    ],
)
def test_what_is_no_address_of_a_page_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAddress) as caught:
        address_of(typed)
    assert caught.value.todo
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "typed",
    ["https://ana:hunter2@example.com/", "http://hunter2@example.com", "http://a:hunter2@["],
)
def test_an_address_with_a_password_is_refused_and_the_password_not_shown(typed: str) -> None:
    with pytest.raises(NotAnAddress) as caught:
        address_of(typed)
    assert "hunter2" not in str(caught.value)


def test_a_long_address_is_shown_in_part_and_on_one_line() -> None:
    line = shown("https://example.com/\n" + "x" * 500)
    assert len(line) == 120
    assert line.isprintable()


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("ftp://x/", "example.com sends us on to “ftp://x/”, which cannot be fetched"),
        ("http://0/", "example.com sends us on to “http://0/”, which is not an address"),
        ("http://u:hunter2@x.com/", "example.com sends us on to x.com with a name or password"),
    ],
)
def test_where_a_site_leads_astray_nobody_is_asked_to_type_better(location: str, said: str) -> None:
    with pytest.raises(NotAnAddress) as caught:
        next_address(address_of("https://example.com/"), location)
    assert caught.value.what == said
    assert caught.value.todo == SAVE_IT
    assert "hunter2" not in str(caught.value)
