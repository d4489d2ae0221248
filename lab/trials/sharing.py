"""Trials into a folder for other programs; what is there already is never overwritten."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from store.records import Probe, Teardown

__all__ = ["TrialsForm", "share"]

TrialsForm = Literal["csv", "promptfoo"]


def share(
    folder: Path, record: Teardown, probes: Sequence[Probe], *, form: TrialsForm
) -> list[Path]:
    """Write the trials of these probes into a folder and return the files.

    For promptfoo there are two a probe: its outputs, and a config that runs the prompt again.
    A file that says the same already is kept; beside one that says something else the new one
    gets a number. Raise ``ExportUnwritable`` for what the system refuses.
    """
    return [_write(folder / name, text) for name, text in _texts(record, probes, form)]


def _texts(
    record: Teardown, probes: Sequence[Probe], form: TrialsForm
) -> Iterator[tuple[str, str]]:
    from lab.trials.files.written import promptfoo_config, promptfoo_outputs, to_csv

    if form == "csv":
        which = f".{probes[0].id}" if len(probes) == 1 else ""
        yield f"{record.id}{which}.trials.csv", to_csv(probes)
        return
    for probe in probes:
        name = f"{record.id}.{probe.id}"
        runs = max((trial.run for trial in probe.trials), default=1)
        yield f"{name}.outputs.json", promptfoo_outputs(probe)
        config = promptfoo_config(probe, product=record.product.name, runs=runs)
        yield f"{name}.promptfooconfig.yaml", config


def _write(first: Path, text: str) -> Path:
    from store.exchange.errors import ExportExists
    from store.exchange.files import write_export

    data = text.encode("utf-8", "replace")
    stem, ending = first.name.split(".", 1)
    for number in count(1):
        path = first if number == 1 else first.with_name(f"{stem}-{number}.{ending}")
        try:
            write_export(path, text, overwrite=False)
        except ExportExists:
            if not (path.is_file() and path.stat().st_size == len(data)):
                continue
            if path.read_bytes() != data:
                continue
        return path
    raise AssertionError("counting never ends")  # pragma: no cover
