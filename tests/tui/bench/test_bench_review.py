"""What the review finds about probes leads to the bench, and to the right probe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.model import Claim
from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial, change_probe
from lab.workspace import Workspace
from tests.tui.driving import begin
from tui.screens.review.parts import cards_of

if TYPE_CHECKING:
    from lab.model import Teardown
    from lab.places import Places
    from tests.conftest import FrozenClock

KEYS = dict.fromkeys(("finish.export", "finish.write", "finish.rematch"), "x")


def probes_led_to(workspace: Workspace, record: Teardown) -> dict[str, str]:
    """By rule: the probe that its finding leads to, empty where it leads elsewhere."""
    cards = cards_of(record, workspace.reviews.of(record), keys=KEYS)
    return {card.key.split(":")[0]: card.target.probe for card in cards}


def test_a_finding_about_a_probe_leads_to_it_and_one_run_to_its_second(
    places: Places, clock: FrozenClock
) -> None:
    record = begin(places, clock, "Notion AI", template="full")
    now = clock.now()
    for prompt in ("One", "Two", "Three"):
        add_probe(record, ProbeDraft(prompt, "It helps."), now=now)
    add_trial(record, "b1", TrialDraft("yes"), now=now)
    add_trial(record, "b2", TrialDraft("yes", verdict="pass"), now=now, marker="Ana")
    add_trial(record, "b3", TrialDraft("yes"), now=now)
    change_probe(record, "b3", pass_rule="")
    record.claims = [
        Claim(id="c1", section="variance", statement="It always answers.", basis="tried")
    ]
    workspace = Workspace(places, clock=clock, environ={})
    try:
        led = probes_led_to(workspace, record)
        assert led["trials-unmarked"] == "b1"
        assert led["no-pass-rule"] == "b3"
        assert led["one-run"] == "b2"
        add_trial(record, "b2", TrialDraft("yes", verdict="fail"), now=now, marker="Ana")
        record.claims = [
            Claim(id="c1", section="variance", statement="It fails 40% of the time.", basis="tried")
        ]
        assert probes_led_to(workspace, record)["one-run"] == ""
    finally:
        workspace.close()
