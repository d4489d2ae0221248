"""A form above the screen: tab from field to field, Enter goes on, the last Enter keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Grid, VerticalScroll
from textual.screen import ModalScreen

from tui.bindings import bindings_of
from tui.editing.hand_over import hand_over
from tui.editing.outside import outside_path
from tui.forms.fields import (
    ChoiceAsked,
    ChoiceField,
    FieldEditor,
    PickAsked,
    TextAsked,
    values_of,
)
from tui.forms.one_of import OneAsked, OneField
from tui.forms.picking import PickField
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import TextArea

    from tui.app import TeardownApp
    from tui.commands import Scope

__all__ = ["Asked", "Filled", "FormScreen"]

Asked = TextAsked | ChoiceAsked | PickAsked | OneAsked


@dataclass(frozen=True, slots=True)
class Filled:
    """How a form was left."""

    values: dict[str, str]
    kept: bool
    """Whether it is done; otherwise it was closed half-filled."""


class FormScreen(ModalScreen[Filled]):
    """Asks for a few things; ends with what was filled in, ``None`` where that is nothing."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("form",)
    PURPOSE: ClassVar[str] = (
        "A form above the screen. Tab goes from field to field; what is filled in is there again "
        "if you close it half-way."
    )
    CSS_PATH = Path(__file__).with_name("form.tcss")  # also for forms of other packages
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("form")
    AUTO_FOCUS = None
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]  # noqa: RUF012 - Textual declares it

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(
        self,
        title: str,
        asked: Sequence[Asked],
        *,
        verb: str = "",
        check: Callable[[Mapping[str, str]], tuple[str, str] | None] = lambda _: None,
        half_filled: Mapping[str, str] | None = None,
        fill: Callable[[str, str], Mapping[str, str]] = lambda _field, _value: {},
        keep: Callable[[Mapping[str, str] | None], None] = lambda _: None,
        elsewhere: Callable[[], object] | None = None,
        begin_at: str = "",
    ) -> None:
        """Ask for *asked*; *verb* is what the key that keeps it is called, such as “Export”.

        *check* returns a field's name and what is wrong with it. *half_filled* is what the
        form held when it was closed before. *fill* returns what else follows from a
        suggestion that was taken. *keep* is given what stands in the form on every key, and
        ``None`` once nothing of it has to be kept. *elsewhere* goes, above the form, to where
        what is picked from comes from. *begin_at* is the field to begin at, else the first.
        """
        super().__init__()
        self._title = title
        self.key_titles = {"form.save": verb} if verb else {}
        self._asked = asked
        self._check = check
        self._fill = fill
        self._keep = keep
        self._elsewhere = elsewhere
        self._begin_at = begin_at or asked[0].name
        self._blank = values_of(asked)
        self._start = self._blank | dict(half_filled or {})

    def compose(self) -> ComposeResult:
        """Lay out label and field, one pair after the other."""
        with VerticalScroll(id="form", can_focus=False):
            yield PlainText("", id="fault")
            yield from self._compose_fields()
        yield BottomLine()

    def _compose_fields(self) -> ComposeResult:
        with Grid():
            yield PlainText(self._title, id="form-title")
            for asked in self._asked:
                yield PlainText(asked.label, classes="label")
                value = self._start.get(asked.name, "")
                if isinstance(asked, TextAsked):
                    yield FieldEditor(asked, value)
                elif isinstance(asked, OneAsked):
                    yield OneField(asked, value)
                elif isinstance(asked, PickAsked):
                    yield PickField(asked, value, elsewhere=self._elsewhere)
                else:
                    yield ChoiceField(asked, value)

    def on_mount(self) -> None:
        """Begin at the first field, or where it was asked for."""
        self._field(self._begin_at).focus()

    def _field(self, name: str) -> FieldEditor | ChoiceField | PickField | OneField:
        found = self.query_one(f"#field-{name}")
        if not isinstance(found, (FieldEditor, ChoiceField, PickField, OneField)):
            raise TypeError(name)
        return found

    def values(self) -> dict[str, str]:
        """Return what the fields hold."""
        values = {}
        for asked in self._asked:
            field = self._field(asked.name)
            values[asked.name] = (
                field.text.strip() if isinstance(field, FieldEditor) else field.value
            )
        return values

    # Going on

    def go_on(self) -> None:
        """Go to the next field; from the last one, keep the form."""
        fields = [self._field(asked.name) for asked in self._asked]
        at = next((number for number, field in enumerate(fields) if field is self.focused), -1)
        if at + 1 < len(fields):
            self.set_focus(fields[at + 1])
        else:
            self.action_save()

    def on_field_editor_taken(self, event: FieldEditor.Taken) -> None:
        """Fill in what follows from a suggestion, where nothing stands yet."""
        for name, value in self._fill(event.field, event.value).items():
            field = self._field(name)
            if isinstance(field, FieldEditor):
                if not field.text.strip():
                    field.load_text(value)
            else:
                field.value = value
                field.refresh()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Offer a suggestion, and take back what was wrong."""
        self._keep_what_stands()
        field = event.text_area
        suggested = field.suggested() if isinstance(field, FieldEditor) else ""
        self._say(f"→ {suggested}" if suggested and field.has_focus else "", is_fault=False)

    def on_choice_field_changed(self) -> None:
        """Keep the choice."""
        self._keep_what_stands()

    def on_pick_field_changed(self) -> None:
        """Keep what is picked."""
        self._keep_what_stands()

    def on_one_field_changed(self) -> None:
        """Keep what is chosen."""
        self._keep_what_stands()

    def _keep_what_stands(self) -> None:
        values = self.values()
        self._keep(values if values != self._blank else None)

    def _say(self, text: str, *, is_fault: bool) -> None:
        self.query_one("#fault", PlainText).show([(text, "warning" if is_fault else "muted")])

    def action_save(self) -> None:
        """Keep the form, if nothing is wrong with it."""
        values = self.values()
        fault = self._check(values)
        if fault is not None:
            name, words = fault
            self._say(words, is_fault=True)
            self._field(name).focus()
            return
        self._keep(None)
        self.dismiss(Filled(values, kept=True))

    def action_close(self) -> None:
        """Close; what is filled in stays for the next time."""
        values = self.values()
        self.dismiss(Filled(values, kept=False) if values != self._blank else None)

    def action_edit_outside(self) -> None:
        """Write the field in one's own text editor."""
        field = self.focused
        if isinstance(field, FieldEditor):
            state = self.app.desk.workspace.places.state
            hand_over(self.app, field, outside_path(state, "form", field.asked.name, ""))

    def action_discard(self) -> None:
        """Close and forget."""
        self._keep(None)
        self.dismiss(None)
