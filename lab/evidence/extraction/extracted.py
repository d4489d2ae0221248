"""What ``extract`` gives back: the text of a page, and what its build gives away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab.evidence.captured import PageKind

__all__ = ["Extracted"]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The main text of a page as clean Markdown, with the signals that a verdict needs.

    Words are counted by ``lab.walk.progress.count_words``: in scripts without spaces, half the
    characters.
    """

    markdown: str
    """Without raw HTML, hidden text or addresses other than http, https and mailto. Ends with
    one line feed; empty where the page shows no text."""
    page_kind: PageKind
    """The most likely kind; ``certainty`` says how likely."""
    certainty: float
    """From 0 to 1."""
    words: int
    """Of ``markdown``, without the addresses of links."""
    visible_words: int
    """Of the whole page as it is shown without scripts: menus, footers and banners included,
    hidden text not."""
    share_kept: float
    """``words / visible_words``, at most 1; 0 where the page shows no text."""
    noscript_text: str
    """What the page says to a reader without scripts, white space collapsed."""
    scripts: int
    """Number of scripts, data blocks such as JSON-LD not counted."""
    script_characters: int
    """Length of all scripts that stand in the page itself, data blocks included."""
    app_roots: tuple[str, ...]
    """Elements that scripts fill, such as ``div#root`` or ``app-root``, and that hold no text."""
    heading_words: int
    """Words in the headings of ``markdown``."""
    was_cut: bool = False
    """Whether the page was nested too deeply or too long, so that structure or text was lost."""
