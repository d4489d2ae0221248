"""Trials into a folder: nothing that is there is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.drafting import NewTeardown
from lab.trials.sharing import share
from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial
from lab.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from lab.places import Places
    from tests.conftest import FrozenClock


def test_what_says_the_same_is_kept_and_what_says_something_else_gets_a_number(
    places: Places, clock: FrozenClock, tmp_path: Path
) -> None:
    workspace = Workspace(places, clock=clock, environ={})
    record = workspace.create(NewTeardown("Notion AI"))
    workspace.close()
    for prompt in ("One", "Two"):
        probe = add_probe(record, ProbeDraft(prompt, "It helps."), now=clock.now())
        add_trial(record, probe.id, TrialDraft("ja"), now=clock.now())
    first = share(tmp_path, record, record.probes, form="csv")
    assert [path.name for path in first] == [f"{record.id}.trials.csv"]
    assert share(tmp_path, record, record.probes, form="csv") == first
    add_trial(record, "b2", TrialDraft("nein"), now=clock.now())
    (second,) = share(tmp_path, record, record.probes, form="csv")
    assert second.name == f"{record.id}-2.trials.csv"
    assert "nein" not in first[0].read_text(encoding="utf-8")
    assert "nein" in second.read_text(encoding="utf-8")
    files = share(tmp_path, record, record.probes[1:], form="promptfoo")
    assert [path.name.removeprefix(record.id) for path in files] == [
        ".b2.outputs.json",
        ".b2.promptfooconfig.yaml",
    ]
    assert "repeat: 2" in files[1].read_text(encoding="utf-8")
