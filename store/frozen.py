"""Templates as they stood when a teardown was begun, under the SHA-256 of their content."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from store.documents import NoDocument, decode_any, encode_any
from store.errors import Damaged, NotFound
from store.files import make_folders, read_file, real_folder, replace_file
from store.pages import is_address

if TYPE_CHECKING:
    from pathlib import Path

    from store.files import Files
    from teardown_templates.model import Template

__all__ = ["FrozenTemplates"]


class FrozenTemplates:
    """The templates that a library's teardowns were written against."""

    def __init__(self, root: Path, *, files: Files) -> None:
        self._root = root
        self._folder = root / "templates"
        self._files = files

    def has(self, digest: str) -> bool:
        """Return whether that template is kept."""
        try:
            return self.get(digest) is not None
        except Damaged:
            return False

    def put(self, template: Template) -> str:
        """Keep a template, durably; return its digest. Raise ``OSError``."""
        digest = template.digest()
        path = self._folder / f"{digest}.json"
        with ExitStack() as undo:
            make_folders(self._folder, inside=self._root, files=self._files, undo=undo)
            replace_file(path, encode_any(template.to_dict()), files=self._files)
            undo.pop_all()
        return digest

    def get(self, digest: str) -> Template | None:
        """Return the template; ``None`` if it is not kept. Raise ``Damaged``."""
        if not is_address(digest) or not real_folder(self._folder):
            return None
        path = self._folder / f"{digest}.json"
        try:
            template = _rebuilt(decode_any(read_file(path)))
        except NotFound:
            return None
        except NoDocument as error:
            raise Damaged(path, str(error)) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise Damaged(path, "it holds JSON, but no template") from error
        return template

    def paths(self) -> list[Path]:
        """Return the files of all templates that are kept."""
        if not real_folder(self._folder):
            return []
        return sorted(p for p in self._folder.iterdir() if p.suffix == ".json")


def _rebuilt(data: Any) -> Template:
    from teardown_templates.model import Template

    return Template.from_dict(data)
