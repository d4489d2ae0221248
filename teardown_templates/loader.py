"""The templates: ours, which ship with the app, and the user's own beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from teardown_templates.content_files import shipped_heads, shipped_template
from teardown_templates.errors import TemplateInvalid, TemplateNotFound
from teardown_templates.nearest import nearest
from teardown_templates.problems import Problem, shown

if TYPE_CHECKING:
    from pathlib import Path

    from teardown_templates.model import Template
    from teardown_templates.shelf import CheckedFile, Shelf

__all__ = ["Problem", "TemplateInfo", "Templates", "check_file"]

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """What a list of templates shows of each."""

    id: str
    title: str
    tagline: str
    minutes: int
    kind: str
    own: bool
    version: int
    requires_parent: bool


class Templates:
    """All templates that can be walked: ours and the user's own.

    An own template shadows ours of the same id. An own file that cannot be used is
    left out, ours stays, and ``problems`` says why. Files are read again when they
    have changed.
    """

    def __init__(self, own_folder: Path | None = None) -> None:
        self._own_folder = own_folder
        self._seen: list[tuple[str, int, int]] | None = None
        self._shelf: Shelf | None = None
        self._own: dict[str, Template] = {}
        self._problems: list[Problem] = []

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with own files, the catalogue among them."""
        self._look()
        return list(self._problems)

    def names(self) -> list[TemplateInfo]:
        """Return what there is: ours in the order in which they are offered, then own ones."""
        self._look()
        own = dict(self._own)
        found = [
            _info(own.pop(head["id"])) if head["id"] in own else TemplateInfo(own=False, **head)
            for head in shipped_heads()
        ]
        return found + [_info(template) for template in own.values()]

    def get(self, template_id: str) -> Template:
        """Return a template, merged.

        Raises ``TemplateInvalid`` for an own file with problems and
        ``TemplateNotFound`` if there is no template of that name.
        """
        self._look()
        if template_id in self._own:
            return self._own[template_id]
        if any(head["id"] == template_id for head in shipped_heads()):
            return shipped_template(template_id)
        path = self._shelf.path_of(template_id) if self._shelf else None
        if self._shelf is not None and path is not None:
            raise _invalid(template_id, self._shelf.check(path))
        near = nearest(template_id, [info.id for info in self.names()])
        todo = f"Did you mean “{near}”?" if near else "“teardown templates list” shows them all."
        raise TemplateNotFound(f"There is no template “{shown(template_id)}”", todo=todo)

    def _look(self) -> None:
        """Read the own folder if anything in it has changed."""
        seen = _state(self._own_folder)
        if seen == self._seen:
            return
        self._seen = seen
        self._own, self._problems, self._shelf = {}, [], None
        if self._own_folder is None or not seen:
            return
        from teardown_templates.catalog_file import find_own_catalog  # these need YAML,
        from teardown_templates.shelf import Shelf  # which most people's start does not

        self._shelf = Shelf(self._own_folder)
        catalogue = find_own_catalog(self._own_folder)
        for path in [*self._shelf.files(), *([catalogue] if catalogue else [])]:
            checked = self._shelf.check(path)
            self._problems.extend(checked.problems)
            if checked.template is not None:
                self._own[checked.template.id] = checked.template


def check_file(path: Path) -> list[Problem]:
    """Return everything that is wrong with a file of an own template, or an own catalogue.

    Templates in the same folder count as known, so that one can extend another.
    """
    from teardown_templates.shelf import Shelf  # needs YAML

    return list(Shelf(path.parent).check(path).problems)


def _state(folder: Path | None) -> list[tuple[str, int, int]]:
    if folder is None:
        return []
    try:
        paths = [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"}]
    except OSError:
        return []  # no folder, no own templates
    found = []
    for path in sorted(paths):
        try:
            status = path.stat()
        except OSError:
            found.append((path.name, 0, 0))  # a link to nowhere: the check will say so
        else:
            found.append((path.name, status.st_mtime_ns, status.st_size))
    return found


def _info(template: Template) -> TemplateInfo:
    return TemplateInfo(
        id=template.id,
        title=template.title,
        tagline=template.tagline,
        minutes=template.minutes,
        kind=template.kind,
        own=True,
        version=template.version,
        requires_parent=template.requires_parent,
    )


def _invalid(template_id: str, checked: CheckedFile) -> TemplateInvalid:
    errors = [problem for problem in checked.problems if problem.severity == "error"]
    why = " ".join(str(problem) for problem in errors[:_MOST_NAMED])
    more = len(errors) - _MOST_NAMED
    if more > 0:
        why += f" And {more} more."
    return TemplateInvalid(
        f"The template “{shown(template_id)}” cannot be used",
        why,
        todo=f"“teardown templates check {shown(str(checked.path), longest=4096)}” lists them all.",
    )
