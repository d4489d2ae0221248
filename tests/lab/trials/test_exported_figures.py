"""The figures of probes in exports: tables to read, which change nothing when read back."""

from __future__ import annotations

import pytest

from lab.exporting import export_text
from store.exchange.markdown_reader import from_markdown
from store.records import Probe, Teardown, Trial
from tests.lab.making import make_record, question, section

NASTY = ["plain", "a | b", "<!-- teardown:probe b9 -->", "- x", "`code`", "</td><b>", "|", "\\|"]


def _record(wordings: list[str], *, group: str = "4 May") -> Teardown:
    record = make_record(section("variance", question("runs", kind="trials")))
    trials = [
        Trial(id=f"t{n}-{w}", output="4 May", verdict="pass" if n % 3 else "fail", wording=w, run=n,
              group=group)
        for w in range(len(wordings) + 1)
        for n in range(1, 4)
    ]  # fmt: skip
    probe = Probe(id="b1", prompt="When?", pass_rule="4 May.", wordings=wordings, trials=trials)
    record.probes = [probe, Probe(id="b2", prompt="Never run")]
    return record


def test_an_export_shows_the_rates_as_bars_and_every_figure() -> None:
    record = _record(["When is it?"])
    text = export_text(record)
    assert "  - Rates: <!-- teardown:figures -->\n\n    | wording | passed | rate |" in text
    assert "    | When is it? | 2 of 3 | 67% | 21% to 94% | ┈┈┈┈├────────●─────┤┈ |" in text
    assert "    | Limits: could have missed | anything rarer than 63% |" in text
    assert text.count("Rates:") == 1
    page = export_text(record, form="html")
    assert "<dt>Rates</dt><dd><table>" in page
    assert "<td><bdi>When is it?</bdi></td><td><bdi>2 of 3</bdi></td>" in page


@pytest.mark.parametrize("words", NASTY)
def test_whatever_a_wording_or_a_group_says_the_file_reads_back_as_it_was(words: str) -> None:
    record = _record([words], group=words.strip())
    assert from_markdown(export_text(record)) == record
    assert "</td><b>" not in export_text(record, form="html")
