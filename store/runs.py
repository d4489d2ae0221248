"""What was run of a product and how it was judged: probes, their runs, marks and audits."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from store.fields import Id, Instant, Part, Text, Whole

__all__ = ["Audit", "Mark", "Probe", "Trial", "Verdict"]

Verdict = Literal["pass", "fail", "unclear", "error", "unmarked"]


class Mark(Part):
    """What a second marker says about one output; the first one's word stands in the trial."""

    marker: Text = ""
    verdict: Verdict = "unmarked"
    group: Text = ""
    note: Text = ""
    at: Instant | None = None


class Audit(Part):
    """What somebody counted who opened every source of an answer."""

    citations: Whole = 0
    supporting: Whole = 0
    """Citations that support the sentence that they stand at."""
    sentences: Whole = 0
    supported: Whole = 0
    """Sentences that their citations support in full."""

    @model_validator(mode="after")
    def _parts_are_no_larger_than_the_whole(self) -> Self:
        if self.supporting > self.citations or self.supported > self.sentences:
            raise ValueError("what is supported cannot be more than there is")
        return self


class Trial(Part):
    """One run of a probe."""

    id: Id
    wording: Whole = 0
    """Which words were sent: 0 is the prompt itself, 1 the first of the probe's wordings."""
    run: Whole = 1
    """Its number among the runs of the same wording."""
    at: Instant | None = None
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    output: Text = ""
    verdict: Verdict = "unmarked"
    """``unclear``: somebody looked and cannot tell; it counts in no rate, and neither does an
    error."""
    group: Text = ""
    """Outputs of one group mean the same."""
    note: Text = ""
    marker: Text = ""
    """Who gave the verdict: a person, or the tool that the trial came from."""
    marks: list[Mark] = Field(default_factory=list)
    """What others say about the same output."""
    audit: Audit | None = None
    """Its sources, counted; ``None`` where nobody opened them."""
    settings: dict[str, Any] = Field(default_factory=dict)
    source: Literal["pasted", "anthropic", "openai", "command", "imported"] = "pasted"


class Probe(Part):
    """A prompt that is run several times, with the rule that its outputs are marked by."""

    id: Id
    name: Text = ""
    """A short name, where the prompt is long or comes from elsewhere."""
    kind: Text = "repeat"
    prompt: Text = ""
    pass_rule: Text = ""
    target: Text = ""
    quality_line: Annotated[float, Field(ge=0, le=1)] | None = None
    """The pass rate below which the product should not ship for this user."""
    budget: Text = ""
    """How much is meant to be run: quick, standard or deep."""
    made_at: Instant | None = None
    wordings: list[Text] = Field(default_factory=list)
    """The prompt in other words; a trial names the first of them by 1."""
    trials: list[Trial] = Field(default_factory=list)
