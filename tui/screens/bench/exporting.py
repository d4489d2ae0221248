"""Outputs as files: asked for, and written off the event loop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.merging import snapshot
from lab.trials.sharing import share
from tui.background import in_background
from tui.exporting import folder_fault, folder_in
from tui.forms.fields import ChoiceAsked, TextAsked
from tui.forms.form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lab.model import Probe
    from lab.trials.sharing import TrialsForm
    from tui.app import TeardownApp
    from tui.editing.in_hand import TeardownInHand
    from tui.forms.form import Filled

__all__ = ["export_probes"]

_FORMS: Final[dict[str, TrialsForm]] = {"csv": "csv", "promptfoo": "promptfoo"}
_OFFERED: Final = (
    ("csv", "table (CSV)", "For a spreadsheet; it can be imported again."),
    ("promptfoo", "promptfoo", "For each probe its outputs, and a config that runs it again."),
)


def export_probes(app: TeardownApp, in_hand: TeardownInHand, probe: Probe | None) -> None:
    """Ask for form and folder, then write all probes, or the one under the cursor."""
    exports = app.desk.workspace.exports
    library = app.desk.workspace.places.library
    which = (
        ("all", "all probes", f"{counted(len(in_hand.record.probes), 'probe')} of this teardown."),
        ("one", "this one", "The probe under the cursor."),
    )

    def take(filled: Filled | None) -> None:
        if filled is None or not filled.kept:
            return
        folder = folder_in(filled.values)
        exports.remember(folder)
        probes = in_hand.record.probes
        if filled.values["which"] == "one" and probe is not None:
            probes = [each for each in probes if each.id == probe.id]
        write = partial(_write, app, in_hand, probes, folder, _FORMS[filled.values["form"]])
        in_background(app, write, group="export")

    app.push_screen(
        FormScreen(
            "Export outputs",
            [
                ChoiceAsked("form", "As", _OFFERED, "csv"),
                ChoiceAsked("which", "Which", which, "all"),
                TextAsked("folder", "Into the folder", "", str(exports.folder())),
            ],
            check=lambda values: folder_fault(values, library),
            verb="Export",
        ),
        take,
    )


async def _write(
    app: TeardownApp,
    in_hand: TeardownInHand,
    probes: Sequence[Probe],
    folder: Path,
    form: TrialsForm,
) -> None:
    desk, record = app.desk, snapshot(in_hand.record)
    with app.telling():
        written = await desk.run(partial(share, folder, record, probes, form=form))
        first = f"Wrote {written[0]}"
        rest = f" and {counted(len(written) - 1, 'file')} beside it" if len(written) > 1 else ""
        app.tell(f"{first}{rest}.")
