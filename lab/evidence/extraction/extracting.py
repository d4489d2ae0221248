"""The way from the source of a page to its main text."""

from __future__ import annotations

from lab.evidence.extraction.addresses import Base
from lab.evidence.extraction.extracted import Extracted
from lab.evidence.extraction.hidden import drop_hidden
from lab.evidence.extraction.lean import lean_html
from lab.evidence.extraction.parsing import parse
from lab.evidence.extraction.rendering import markdown_of
from lab.walk.progress import count_words

__all__ = ["extract"]


def extract(html: str, *, url: str) -> Extracted:
    """Return the main text of a page as Markdown; ``url`` is where it came from, or empty."""
    parsed = parse(html)
    root = parsed.root
    bases = root.xpath("//base/@href")
    base = Base(url, href=bases[0] if bases else None)
    drop_hidden(root)
    visible = count_words(" ".join(root.itertext()))
    for e in root.xpath("//nav|//header[not(ancestor::main|ancestor::article)]|//footer|//aside"):
        e.drop_tree()
    main = root.xpath("//main|//*[@role='main']")
    md = markdown_of(lean_html(main[0] if len(main) == 1 else root, base=base))
    words = count_words(md)
    return Extracted(
        md,
        "article",
        0.0,
        words,
        visible,
        min(1.0, words / visible) if visible else 0.0,
        "",
        0,
        0,
        (),
        0,
        parsed.was_cut,
    )
