"""The room for comparisons: several teardowns side by side, and what people share of that."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from lab.compare.comparison import Comparison
    from lab.compare.decisions import Decision
    from lab.compare.kept import KeptDecisions
    from lab.workspace import Workspace
    from store.records import Teardown

__all__ = ["Comparisons", "Form"]

Form = Literal["md", "html", "json"]


class Comparisons:
    """Compares teardowns and changes none."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, records: Sequence[Teardown], *, decisions: Iterable[Decision] = ()) -> Comparison:
        """Compare two to eight teardowns; ``UsageError`` for fewer, more, or one twice."""
        from lab.compare.comparison import compare

        return compare(records, decisions=decisions)

    def in_library(self, names: Sequence[str]) -> Comparison:
        """Compare teardowns of the library by their ids, with what was decided here before."""
        records = [self._workspace.load(name) for name in names]
        return self.of(records, decisions=self.kept.all())

    def earlier(self, teardown_id: str) -> str:
        """Return the last teardown of the same product by the same person before this one.

        Of a rematch it is the one that it was begun from, whatever the product is called by now.
        Empty where there is none.
        """
        from lab.compare.earlier import earlier_one
        from lab.habit.earlier import REMATCH
        from lab.habit.rematch import earlier_id

        rows = {row.id: row for row in self._workspace.summaries() if not row.fault}
        row = rows.get(teardown_id)
        if row is not None and row.template == REMATCH:
            named = earlier_id(self._workspace.load(teardown_id))
            if named in rows:
                return named
        return earlier_one(teardown_id, rows.values())

    @cached_property
    def kept(self) -> KeptDecisions:
        """What was decided here about matched findings, outside the rounds of a group."""
        from lab.compare.kept import KeptDecisions

        path = self._workspace.places.data / "matches.json"
        return KeptDecisions(path, held=self._held)

    def _held(self) -> AbstractContextManager[None]:
        """Keep other programs from writing; the library is opened only for that."""
        return self._workspace.library.held()

    def decisions(self, text: str, *, name: str) -> list[Decision]:
        """Return what people said about matched findings, from a file's text."""
        from lab.compare.decisions import decisions_from

        return decisions_from(text, name=name)

    def text(self, comparison: Comparison, *, form: Form) -> str:
        """Return a comparison as a file's text."""
        if form == "html":
            from lab.compare.page import to_html

            return to_html(comparison)
        if form == "md":
            from lab.compare.markdown import to_markdown

            return to_markdown(comparison)
        from lab.compare.document import comparison_document
        from store.documents import encode_any

        document = {"schema": "teardown.compare/v1", **comparison_document(comparison)}
        return encode_any(document).decode("utf-8")

    def write_into(self, comparison: Comparison, folder: Path, *, form: Form) -> Path:
        """Write a comparison into a folder and return its path; nothing there is replaced."""
        from lab.exporting import check_outside, write_numbered
        from store.exchange.files import export_name

        check_outside(folder, self._workspace.places.library)
        latest = max(
            (one.record for one in comparison.subjects), key=lambda one: (one.day_begun, one.id)
        )
        text = self.text(comparison, form=form)
        name = export_name(latest, suffix=f"-compared.{form}")
        return write_numbered(folder / name, lambda _: text)

    def write(self, comparison: Comparison, path: Path, *, form: Form, force: bool = False) -> None:
        """Write a comparison into a file; one that is there is replaced only with *force*."""
        from lab.exporting import check_outside, write_text

        check_outside(path, self._workspace.places.library)
        write_text(path, self.text(comparison, form=form), force=force)
