"""A teardown from a file, to be looked at and not to be kept. The one seam to the readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import InvalidRecord

if TYPE_CHECKING:
    from store.records import Teardown

__all__ = ["read_teardown"]


def read_teardown(text: str, *, name: str) -> Teardown:
    """Return the teardown that a file's text holds: Markdown of ours, or exported JSON.

    *name* is what the errors call the file. Raises ``InvalidRecord`` with a line for each
    fault, and ``NewerSchema``.
    """
    from store.exchange.json_in import from_json
    from store.exchange.markdown_reader import from_markdown

    is_json = text.lstrip("\ufeff \t\r\n").startswith("{")
    try:
        return from_json(text) if is_json else from_markdown(text)
    except InvalidRecord as error:
        raise InvalidRecord(
            name, error.faults, todo="Put these lines right and check the file again."
        ) from None
