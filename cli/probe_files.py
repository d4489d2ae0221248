"""Trials written to files for other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli.streams import is_terminal, out, out_bytes, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Probe, Teardown
    from lab.workspace import Workspace

__all__ = ["write_promptfoo", "write_table"]


def write_table(
    workspace: Workspace, probes: Sequence[Probe], *, output: str | None, force: bool
) -> None:
    """Write a table to a file or to stdout."""
    from lab.trials.files.written import looks_like_a_formula, to_csv

    text = to_csv(probes)
    if output not in {None, "", "-"}:
        workspace.bench.write(Path(str(output)), text, force=force)
        out(str(output))
    elif is_terminal(sys.stdout):
        out(text, end="")
        return
    else:
        out_bytes(text.encode("utf-8", "replace"))
    odd = looks_like_a_formula(probes)
    if odd:
        are = "1 trial begins" if odd == 1 else f"{odd} trials begin"
        say(
            f"{are} with =, +, - or @, which a spreadsheet takes for a formula. They are left as "
            "they are: in the spreadsheet, import the columns as text."
        )


def write_promptfoo(
    workspace: Workspace, record: Teardown, *, probes: Sequence[Probe], folder: str, force: bool
) -> None:
    """Write for each probe its outputs, and a config that runs the same prompt again."""
    from lab.exporting import make_folder
    from lab.trials.files.written import (
        looks_like_a_template,
        promptfoo_config,
        promptfoo_outputs,
    )

    target = Path(folder)
    make_folder(target)
    for probe in probes:
        runs = max((trial.run for trial in probe.trials), default=1)
        for name, text in (
            (f"{probe.id}.outputs.json", promptfoo_outputs(probe)),
            (
                f"{probe.id}.promptfooconfig.yaml",
                promptfoo_config(probe, product=record.product.name, runs=runs),
            ),
        ):
            workspace.bench.write(target / name, text, force=force)
            out(str(target / name))
    odd = looks_like_a_template(trial.output for probe in probes for trial in probe.trials)
    if odd:
        are = "1 output holds" if odd == 1 else f"{odd} outputs hold"
        say(
            f"{are} “{{{{” or begins with “file://”: promptfoo takes that for a template or a "
            "file. Look before you run it."
        )
