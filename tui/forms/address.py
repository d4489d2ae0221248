"""The form that asks what to capture: addresses of pages, or files that somebody saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.forms.fields import FieldEditor, TextAsked
from tui.forms.form import FormScreen
from tui.glyphs import plain_punctuation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["AddressForm"]

_HOW_TO_ADD: Final = (
    "A web address, or a file that you saved: .html .mhtml .md .txt. Several: one a line."
)


class AddressForm(FormScreen):
    """One field for addresses and files; what it proposes gives way to what is pasted."""

    PURPOSE = (
        "Paste the address of a page, or the path of a file that you saved from the browser, and "
        "press Enter. It is captured while you go on."
    )

    def __init__(
        self,
        proposed: str,
        check: Callable[[Mapping[str, str]], tuple[str, str] | None],
        *,
        half_filled: Mapping[str, str] | None = None,
        keep: Callable[[Mapping[str, str] | None], None] = lambda _: None,
    ) -> None:
        """Propose an address; the others are as for every form."""
        super().__init__(
            "Capture a page",
            [TextAsked("source", "Address or file", "https://…", proposed)],
            verb="Capture",
            check=check,
            half_filled=half_filled,
            keep=keep,
        )
        self._proposed = proposed

    def on_mount(self) -> None:
        """Select what is proposed, so that a paste takes its place."""
        field = self.query_one(FieldEditor)
        if self._proposed and field.text == self._proposed:
            field.select_all()
        self._say(plain_punctuation(_HOW_TO_ADD), is_fault=False)
