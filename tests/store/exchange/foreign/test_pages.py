"""Pages of many shapes: what went where, and that no word is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from store.exchange.markdown import to_markdown
from store.exchange.markdown_reader import from_markdown
from tests.store.exchange.foreign.reading_pages import PAGES, lost_lines, page, read


@dataclass
class Wanted:
    """What a page has to become; of a text only how it begins, and how it ends."""

    product: str
    template: str
    texts: dict[str, tuple[str, str]]
    author: str = ""
    tags: list[str] = field(default_factory=list)
    others: dict[str, object] = field(default_factory=dict)


WANTED = {
    "front-matter.md": Wanted(
        "Granola",
        "full",
        {
            "notes.notes": ("A first look after", "two weeks of calls."),
            "strengths.best": ("The notes I type", "**around** them."),
            "weaknesses.findings": ("It gives a decision", "read the summary next to me."),
            "takeaway.principle": ("Let people write", "then help."),
        },
        author="Ines Okafor",
        tags=["meetings", "transcription"],
        others={"rating": 4, "reviewers": ["Tom", "Aya"], "draft_of": "spring course"},
    ),
    "no-front-matter.md": Wanted(
        "Perplexity",
        "quick",
        {
            "frame.what": ("Search with sources", "3 February."),
            "variance.task": ("Five fresh", "one did not."),
            "measurement.outcome": ("Share of answers", "per week."),
        },
    ),
    "numbered.md": Wanted(
        "Linear Asks",
        "quick",
        {
            "notes.notes": ("Written on the train.", "Nothing more."),
            "strengths.best": ("1. It files", "not three times."),
            "weaknesses.findings": ("a) Labels", "b) No undo."),
            "redesign.bet": ("Show the guess", "filing it."),
            "measurement.outcome": ("Issues that", "within an hour."),
        },
    ),
    "setext.md": Wanted(
        "Otter",
        "full",
        {
            "contact.promise": ("Three screens", "first note."),
            "weaknesses.findings": ("Names of people", "invented."),
            "notes.notes": ("Who pays for it\n----", "host of the meeting."),
        },
    ),
    "tables.md": Wanted(
        "Cursor",
        "full",
        {
            "variance.task": ("| run | verdict", "Two of three."),
            "economics.unit": ("| plan | price |", "| Team | $40   |"),
            "notes.notes": ("## Competitors\n\n| name", "| Copilot | reach |"),
        },
    ),
    "nested-lists.md": Wanted(
        "Notion AI",
        "quick",
        {
            "notes.notes": ("- context\n  - plan: Plus\n    - seats", "seats: 3"),
            "strengths.best": ("- It stays in the page", "so no heading of this page"),
            "weaknesses.findings": ("+ It forgets", "  + after two prompts"),
        },
    ),
    "html.md": Wanted(
        "Gamma",
        "quick",
        {
            "notes.notes": ("<div align", "second part -->"),
            "weaknesses.findings": ("<details>", "<td>low</td></tr></table>"),
            "strengths.best": ("Fast&nbsp;first", "draft.<br>"),
        },
    ),
    "images.md": Wanted(
        "Figma Make",
        "full",
        {
            "notes.notes": ("![The first screen]", "first screen.png)"),
            "contact.promise": ("![Prompt box]", "![[canvas.png|400]]"),
            "recovery.modes": ("<img src=", "[ref]: https://www.figma.com/make"),
        },
    ),
    "Lovable Teardown 1f0c2b7d9e4a4c8fb1a2d3e4f5a6b7c8.md": Wanted(
        "Lovable",
        "quick",
        {
            "notes.notes": ("Owner: Priya", "Pricing%2022aa.md)"),
            "frame.what": ("One founder", "by noon."),
            "strengths.best": ("- **Preview first**", "before the code is."),
            "weaknesses.findings": ("<aside>", "</aside>"),
        },
    ),
    "google-docs.md": Wanted(
        "ElevenLabs Agents",
        "quick",
        {
            "notes.notes": ("[1\\. Framing", "(#1.-framing)"),
            "frame.what": ("A dentist’s phone", "Creator\\."),
            "weaknesses.findings": ("It talks over", "ended early\\."),
            "measurement.outcome": ("Booked appointments", "iVBORw0KGgoAAAANSUhEUg>"),
        },
    ),
    "obsidian.md": Wanted(
        "obsidian",
        "quick",
        {
            "notes.notes": ("> [!abstract]", "#todo [[2026-01-02]]"),
            "strengths.best": ("==Speed==", "offline for commands."),
            "weaknesses.findings": ("- AI answers", "[[Alfred#Weaknesses]]"),
        },
        tags=["teardown", "desktop"],
        others={
            "cssclasses": ["wide"],
            "up": "[[Product teardowns]]",
            "aliases": ["Raycast", "launcher"],
        },
    ),
    "meeting-notes.md": Wanted(
        "meeting notes",
        "quick",
        {"notes.notes": ("Teardown club", "parked: pricing")},
    ),
    "2026-02-01-replit-agent_teardown.md": Wanted(
        "replit agent",
        "quick",
        {"notes.notes": ("It built the app", "picked another one.")},
    ),
    "crlf.md": Wanted(
        "Descript",
        "quick",
        {
            "strengths.best": ("Edit the words, and the film follows.  \n", "\tindented by a tab"),
            "weaknesses.findings": ("The voice", "sounds tired."),
        },
    ),
    "bold-headings.md": Wanted(
        "Duolingo Max",
        "quick",
        {
            "strengths.best": ("The mistake", "my own language."),
            "weaknesses.findings": ("**Very** slow", "four turns."),
        },
    ),
    "prompts.md": Wanted(
        "Copilot in Outlook",
        "full",
        {
            "notes.notes": ("# Notes for the", "study group"),
            "measurement.outcome": ("Drafts that were", "changed words."),
            "measurement.counter": ("Shorter drafts", "replies, too."),
            "measurement.notes": ("### My own aside", "in December."),
            "frame.predict": ("Seven of ten", "70 %."),
        },
    ),
}


@pytest.mark.parametrize("name", sorted(WANTED))
def test_a_page_is_sorted_by_its_headings(name: str) -> None:
    wanted, record = WANTED[name], read(page(name), name=name).record
    texts = {
        f"{section}.{prompt}": text
        for section, work in record.sections.items()
        for prompt, text in work.answers.items()
    }
    assert set(texts) == set(wanted.texts)
    for place, (start, end) in wanted.texts.items():
        assert texts[place].startswith(start)
        assert texts[place].endswith(end)
    assert record.product.name == wanted.product
    assert record.template.id == wanted.template
    assert record.author == wanted.author
    assert record.tags == wanted.tags
    assert (record.model_extra or {}).get("front_matter", {}) == wanted.others


@pytest.mark.parametrize("path", sorted(PAGES.iterdir()), ids=lambda path: path.name)
def test_no_line_of_a_page_is_lost_and_it_goes_out_as_ours(path: object) -> None:
    name = getattr(path, "name", "")
    text = page(name)
    record = read(text, name=name).record
    assert lost_lines(text, record) == []
    assert from_markdown(to_markdown(record)) == record


def test_every_page_has_its_expectations() -> None:
    assert sorted(WANTED) == sorted(path.name for path in PAGES.iterdir())


def test_every_answer_can_be_seen_in_the_walk() -> None:
    for name in WANTED:
        record = read(page(name), name=name).record
        asked = {(one.id, prompt.id) for one in record.questions for prompt in one.prompts}
        for section, work in record.sections.items():
            assert {(section, prompt) for prompt in work.answers} <= asked
