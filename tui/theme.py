"""The app's own themes, and the inks that its widgets draw with in any theme.

An ink is a name for a purpose (``muted``, ``accent``, ``warning``). Each theme, ours or
Textual's, gives every ink a colour, so no widget names a colour itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.color import Color
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.theme import Theme

from lab.settings.themes import DEFAULT_THEME
from tui.glyphs import ASCII, glyphs

if TYPE_CHECKING:
    from textual.app import App

__all__ = ["DEFAULT_THEME", "INKS", "NO_COLOUR_THEME", "THEMES", "ink_variables", "set_up_themes"]

NO_COLOUR_THEME: Final = "ansi-dark"
"""The one theme that emits no colour of its own when ``NO_COLOR`` is set."""

INKS: Final = (
    "muted", "faint", "accent", "good", "warning", "bad", "cursor", "field", "quote",
)  # fmt: skip
"""Every ink; each is the variable ``$ink-NAME`` in style sheets."""

_BLEND_MUTED = 0.62
_BLEND_FAINT = 0.34
_BLEND_CURSOR = 0.16
_BLEND_FIELD = 0.06
_BLEND_QUOTE = 0.24

THEMES: Final = (
    Theme(
        name="teardown-dark",
        dark=True,
        primary="#7fb4c9",
        secondary="#9aa7b8",
        accent="#7fb4c9",
        foreground="#d6dae1",
        background="#14171c",
        surface="#191d23",
        panel="#222730",
        success="#8fbf8a",
        warning="#d9ae6b",
        error="#dd8074",
    ),
    Theme(
        name="teardown-light",
        dark=False,
        primary="#1f6a86",
        secondary="#536274",
        accent="#1f6a86",
        foreground="#22272e",
        background="#faf9f6",
        surface="#f3f1ec",
        panel="#e8e5dd",
        success="#3c7340",
        warning="#8a5a0b",
        error="#a83a2e",
    ),
)


class AsciiScrollBar(ScrollBarRender):
    """A scroll bar of nothing but coloured spaces."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def ink_variables(theme: Theme) -> dict[str, str]:
    """Return ``ink-NAME`` for every ink, blended from the theme's own colours."""
    if theme.ansi:
        return {
            "ink-muted": "ansi_bright_black",
            "ink-faint": "ansi_bright_black",
            "ink-accent": "ansi_cyan",
            "ink-good": "ansi_green",
            "ink-warning": "ansi_yellow",
            "ink-bad": "ansi_red",
            "ink-cursor": "ansi_default",
            "ink-field": "ansi_default",
            "ink-quote": "ansi_default",
        }
    back = Color.parse(theme.background or ("#121212" if theme.dark else "#efefef"))
    front = Color.parse(theme.foreground) if theme.foreground else back.inverse
    accent = Color.parse(theme.accent or theme.primary)

    def shade(amount: float) -> str:
        return back.blend(front, amount).hex

    return {
        "ink-muted": shade(_BLEND_MUTED),
        "ink-faint": shade(_BLEND_FAINT),
        "ink-accent": accent.hex,
        "ink-good": theme.success or accent.hex,
        "ink-warning": theme.warning or accent.hex,
        "ink-bad": theme.error or accent.hex,
        "ink-cursor": back.blend(accent, _BLEND_CURSOR).hex,
        "ink-field": shade(_BLEND_FIELD),
        "ink-quote": back.blend(Color.parse(theme.warning or accent.hex), _BLEND_QUOTE).hex,
    }


def set_up_themes(app: App[Any], wanted: str) -> None:
    """Give the app our themes and put the wanted one on, before any style sheet is parsed."""
    for theme in THEMES:
        app.register_theme(theme)
    if app.no_color:
        wanted = NO_COLOUR_THEME
    app.set_reactive(type(app).theme, wanted if wanted in app.available_themes else DEFAULT_THEME)
    app.stylesheet.set_variables(app.get_css_variables())
    if glyphs() is ASCII:
        app.set_class(True, "-ascii", update=False)  # noqa: FBT003 - Textual's own
        ScrollBar.renderer = AsciiScrollBar
    app.set_class(app.current_theme.dark, "-dark-mode", update=False)
    app.set_class(not app.current_theme.dark, "-light-mode", update=False)
