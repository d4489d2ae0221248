"""The practice: what to take apart next, and with which questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.authors import by_another

if TYPE_CHECKING:
    from lab.workspace import Workspace
    from teardown_templates.catalog import CatalogEntry

__all__ = ["QUICK_UNTIL", "Practice"]

QUICK_UNTIL = 3
"""Finished teardowns before the full template is offered first."""


class Practice:
    """One person's practice, by what is in the library and in the settings."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def default_template(self) -> str:
        """Return the template to offer first: the user's own choice, else quick, later full."""
        settings = self._workspace.settings
        chosen = str(settings["template"])
        if chosen and any(info.id == chosen for info in self._workspace.templates.names()):
            return chosen
        me = str(settings["author"])
        own = [row for row in self._workspace.summaries() if not by_another(row.author, me=me)]
        done = sum(row.status == "finished" and not row.example for row in own)
        return "full" if done >= QUICK_UNTIL else "quick"

    def catalog(self) -> tuple[CatalogEntry, ...]:
        """Return the catalogue of products, the user's own entries included."""
        from teardown_templates.catalog import catalog

        return catalog(self._workspace.places.own_templates)

    def problems_of_catalog(self) -> list[str]:
        """Return what is wrong with the user's own catalogue, a line each."""
        from teardown_templates.catalog_file import CATALOG

        problems = self._workspace.templates.problems
        return [str(problem) for problem in problems if problem.path.stem == CATALOG]

    def next_products(self) -> tuple[CatalogEntry, ...]:
        """Return what to tear down next, the best suited first."""
        from teardown_templates.catalog import next_entries

        rows = self._workspace.summaries()
        done = [row.product for row in rows if not (row.fault or row.example)]
        return tuple(next_entries(done, self.catalog()))
