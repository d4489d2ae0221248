"""That a group's pages can be read by everyone: contrast, names of things, order, keyboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from lab.compare.page import page_style
from store.exchange.html import frame
from tests.lab.group.test_site import revealed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lab.group.people import Person

STYLE = frame("x", "", style=page_style())


def colours(scheme: str) -> dict[str, str]:
    """Return the colours by name: light, dark, or those of paper."""
    first = STYLE.split(":root {")[1:]
    light, dark, paper = (
        dict(re.findall(r"--(\w+): (#\w+)", part.split("}")[0])) for part in first
    )
    return {"light": light, "dark": light | dark, "print": light | paper}[scheme]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


TEXT = [
    (ink, ground)
    for ink in ("ink", "soft", "accent", "warn")
    for ground in ("paper", "card", "wash")
] + [("paper", "accent")]
"""What is written, and on what; the last one is the letters of people."""
MARKS = [("mix2", "paper"), ("accent", "paper"), ("soft", "paper")]
"""The lines and points of charts."""


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000", "#ffffff") == 21
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_text_and_every_mark_stands_out(scheme: str) -> None:
    found = colours(scheme)
    faint = [pair for pair in TEXT if contrast(found[pair[0]], found[pair[1]]) < 4.5]
    faint += [pair for pair in MARKS if contrast(found[pair[0]], found[pair[1]]) < 3]
    assert faint == []


class Heard(HTMLParser):
    """A page as it is heard, and as the keyboard goes through it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.stops: list[str] = []
        self.ids: list[str] = []
        self.nameless: list[str] = []
        self.marks: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [str(found["id"])] if "id" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in {"main", "nav", "header", "footer"}:
            self.marks.append(tag)
        if "href" in found or found.get("tabindex") is not None:
            self.stops.append(str(found.get("href", found.get("aria-label"))))
        named = found.get("aria-label") or found.get("aria-labelledby")
        if (tag == "svg" and not (found.get("role") == "img" and named)) or (
            (found.get("role") == "region" or tag == "nav") and not named
        ):
            self.nameless.append(tag)


def test_a_page_is_in_order_for_ears_and_for_the_keyboard(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    ana = revealed(person, words="It promised a refund.")
    ana.group.new_round("Perplexity")
    ana.group.write_site(tmp_path / "site")
    pages = [*(tmp_path / "site").glob("*.html"), *(tmp_path / "site").glob("*/index.html")]
    assert len(pages) == 3
    for path in pages:
        page = path.read_text("utf-8")
        heard = Heard(page)
        assert '<html lang="en">' in page
        assert (heard.headings[0], heard.headings.count(1)) == (1, 1)
        steps = zip(heard.headings, heard.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), heard.headings
        assert heard.stops[0] == "#main"
        assert "main" in heard.ids
        assert len(heard.ids) == len({*heard.ids})
        assert {stop[1:] for stop in heard.stops if stop.startswith("#")} <= {*heard.ids}
        assert heard.nameless == []
        assert {"header", "main", "footer"} <= {*heard.marks}
        assert "You have" not in page
        assert "teardown group" not in page.split("</head>")[1]
    # A letter is never all that says who somebody is.
    (compared,) = (page for page in pages if "inlet" in page.parent.name)
    text = compared.read_text("utf-8")
    assert '<span class="unseen">Ana: </span>' in text
    assert 'role="region" aria-label="Scores by section" tabindex="0"' in text
    # What has the focus is seen to have it.
    assert re.search(r":focus-visible[^{]*\{ outline: 2px solid", STYLE)
