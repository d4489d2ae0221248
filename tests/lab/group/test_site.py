"""The group's pages: what they show, and that nothing in them acts or asks for anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from lab.errors import UsageError
from lab.group.errors import GroupError
from store.records import Claim, Prediction, Probe, SectionWork, Trial
from tests.store.exchange.test_html_in_a_browser import (
    BROWSER,
    MEASURE,
    Requests,
    browse,
    requests,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lab.group.people import Person

__all__ = ["requests"]

ATTACK = (
    "<script>document.title='ran'</script><img src=http://fetched.example/a.png>"
    "</svg><style>@import url(http://fetched.example/b.css)</style>\" onload=document.title='ran' "
)


KEYBOARD = """<script>addEventListener("load", () => {
  const stops = [...document.querySelectorAll("a[href], [tabindex]")];
  const unseen = stops.filter(one => {
    one.focus();
    const box = one.getBoundingClientRect(), look = getComputedStyle(one);
    return document.activeElement !== one || look.outlineStyle === "none"
      || one.tabIndex !== 0 || box.width < 1 || box.right < 0;
  });
  document.documentElement.dataset.stops = stops.length;
  document.documentElement.dataset.unseen = unseen.map(one => one.outerHTML).join(" ");
});</script>
"""
"""Gives the focus to all that can have it, and notes where that is not to be seen."""


def revealed(person: Callable[[str], Person], *, words: str, long: str = "") -> Person:
    """Return one of two people who have revealed a round in which everything says *words*."""
    ana = person("Ana").begin(with_git=False)
    people = [ana, person(f"Ben {'<b>' + long}"[:90]).join(ana.folder)]
    name = ana.group.new_round(f"Inlet {words}"[:150], prompt=words, url="javascript:alert(1)")
    for number, each in enumerate(people):
        trials = [Trial(id=f"t{n}", run=n, verdict="pass" if n else "fail") for n in range(5)]
        each.seal(
            name,
            claims=[
                Claim(id="c1", section="weaknesses", kind="finding", statement=words, severity=4)
            ],
            predictions=[Prediction(id="p1", statement=words, probability=0.5)],
            probes=[Probe(id="b1", prompt=words, pass_rule=words, trials=trials)],
            sections={
                "frame": SectionWork(score=number * 4, answers={"who": words}),
                "weaknesses": SectionWork(score=3),
            },
        )
    for each in people:
        each.group.round(name).reveal()
    return ana


def test_a_site_leads_from_rounds_to_comparisons_to_teardowns(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    ana = revealed(person, words="It promised a refund.")
    one = ana.group.round(next(iter(ana.group.contents().rounds)))
    one.publish(one.adjudicate())
    written = ana.group.write_site(tmp_path / "site")
    assert written.pages == 5
    assert written.notes == ()
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        for link in re.findall(r'href="([^"#]+)"', text):
            assert (page.parent / link).is_file(), link
        assert "<script" not in text
    (index,) = (tmp_path / "site").glob("2026-*/index.html")
    text = index.read_text("utf-8")
    assert "scores from 0 to 4" in text
    assert 'aria-label="Ana 0, Ben &lt;b&gt; 4"' in text
    assert "8 of 10" in text
    assert "What the group agreed on" in text
    assert "has revealed, and it is what was sealed" in text
    assert ana.group.write_site(tmp_path / "site") == written


def test_a_link_in_the_place_of_a_round_is_not_written_through(
    person: Callable[[str], Person], tmp_path: Path
) -> None:
    ana = revealed(person, words="x")
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    site.mkdir()
    (site / next(iter(ana.group.contents().rounds))).symlink_to(outside)
    with pytest.raises(GroupError, match="is a link"):
        ana.group.write_site(site)
    assert not list(outside.iterdir())
    for among in (ana.folder, ana.folder / "rounds" / "pages"):
        with pytest.raises(UsageError, match="among the group’s own files"):
            ana.group.write_site(among)


@pytest.mark.skipif(not BROWSER, reason="Chromium is not installed")
@pytest.mark.xdist_group("browser")
def test_in_a_browser_nothing_runs_leaves_or_is_too_wide_and_the_focus_is_seen(
    person: Callable[[str], Person],
    tmp_path: Path,
    requests: Requests,
) -> None:
    ana = revealed(person, words=ATTACK + "x" * 300, long="x" * 80)
    ana.group.write_site(tmp_path / "site")
    (index,) = (tmp_path / "site").glob("2026-*/index.html")
    page = index.read_text("utf-8")
    shown = browse(tmp_path, requests, page, "--dump-dom")
    assert "<title>ran</title>" not in shown
    assert "<script" not in shown
    assert [line for line in requests.seen if ".example" in line] == []
    measured = re.sub(r"<meta http-equiv.*?>", "", page).replace("</head>", KEYBOARD + MEASURE)
    shown = browse(tmp_path, requests, measured, "--window-size=500,900", "--dump-dom")
    title = re.search(r"<title>(\d+) of (\d+) (.*?)</title>", shown)
    assert title is not None
    assert int(title[1]) <= int(title[2]), title[0]
    assert not title[3].strip(), title[0]
    stops = re.search(r'data-stops="(\d+)" data-unseen="(.*?)"', shown)
    assert stops is not None
    assert int(stops[1]) > 8
    assert not stops[2]
