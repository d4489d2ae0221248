"""``teardown capture``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from cli.kit import command, json_option, pass_session
from cli.present import DONE, FAILED
from cli.streams import one_line, out, out_json, say

if TYPE_CHECKING:
    from cli.session import Session
    from lab.evidence.captured import Capture
    from lab.evidence.room import Kept
    from lab.workspace import Workspace

__all__ = ["capture_command"]

_UNREAD: Final = {
    "client-rendered": "What it says is drawn by a script, which teardown does not run",
    "blocked": "The site did not let us see it",
    "poor": "Hardly any text came with it",
    "partial": "Only a part of it came",
}
_SAVE_IT: Final = "Open it in your browser, save it, and capture the saved file."


@command("capture")
@click.argument("source", metavar="URL|FILE|-")
@click.option("--to", "teardown", metavar="ID", help="Keep it as evidence of this teardown.")
@click.option("--section", metavar="S", default="", help="The section that it is for; with --to.")
@click.option("--pages", is_flag=True, help="List the site's prices, docs, changes and terms.")
@click.option("--allow-private", is_flag=True, help="An address in your own network, this once.")
@json_option
@click.option("-o", "--output", metavar="FILE|-", help="Where the Markdown goes; else stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@pass_session
def capture_command(
    session: Session,
    *,
    source: str,
    teardown: str | None,
    section: str,
    pages: bool,
    allow_private: bool,
    as_json: bool,
    output: str | None,
    force: bool,
) -> int:
    """Bring in one page as clean Markdown, as evidence of a teardown with --to.

    A FILE is a page that you saved in your browser, or clipped as Markdown; “-” is stdin.
    """
    if section and teardown is None:
        raise click.UsageError("--section needs --to, which says of which teardown")
    if pages and (teardown is not None or output is not None):
        raise click.UsageError("--pages only lists; leave out --to and -o")
    workspace = session.workspace()
    teardown_id = _place(workspace, teardown, section=section)
    target = _target(workspace, output)
    from cli.bringing import bring

    capture = bring(workspace, source, allow_private=allow_private)
    is_usable = bool(capture.markdown.strip()) and capture.verdict not in {
        "client-rendered",
        "blocked",
    }
    if target is not None and capture.markdown.strip():
        from lab.exporting import write_text

        write_text(target, capture.markdown.rstrip("\n") + "\n", force=force)
    kept = None
    if teardown_id is not None and is_usable:
        kept = workspace.evidence.keep(teardown_id, capture, section=section)
    if pages and not as_json:
        for neighbour in capture.neighbours:
            out(f"{neighbour.kind:<10}{neighbour.url}")
        if not capture.neighbours:
            say("It names no page of prices, docs, changes or terms on its site.")
    else:
        _give(capture, kept, target=target, as_json=as_json)
    _tell(capture, kept, kept_nothing=teardown_id is not None and kept is None)
    return DONE if is_usable else FAILED


def _place(workspace: Workspace, teardown: str | None, *, section: str) -> str | None:
    """Return the teardown that it is for, before anything is fetched."""
    if teardown is None:
        return None
    teardown_id = workspace.resolve(teardown)
    record = workspace.load(teardown_id)
    if section:
        from lab.writing import find_section

        find_section(record, section)
    return teardown_id


def _target(workspace: Workspace, output: str | None) -> Path | None:
    """Return the file that is meant; ``None`` for stdout."""
    if output in {None, "-"}:
        return None
    if not output or "\0" in output:
        raise click.UsageError("-o names no file")
    from lab.exporting import check_outside

    check_outside(Path(output), workspace.places.library)
    return Path(output)


def _give(capture: Capture, kept: Kept | None, *, target: Path | None, as_json: bool) -> None:
    """Print what was asked for: the document, the evidence's id, the file, or the page."""
    if as_json:
        out_json("capture", _document(capture, kept))
    elif kept is not None:
        out(kept.evidence.id)
    elif capture.markdown.strip():
        out(str(target) if target is not None else capture.markdown.rstrip("\n"))


def _document(capture: Capture, kept: Kept | None) -> dict[str, Any]:
    return {
        "url": capture.url,
        "final_url": capture.final_url or None,
        "title": capture.title,
        "author": capture.author,
        "published": capture.published,
        "site": capture.site,
        "language": capture.language,
        "fetched_at": capture.fetched_at.isoformat().replace("+00:00", "Z"),
        "sha256": capture.sha256,
        "words": capture.words,
        "verdict": capture.verdict,
        "reasons": list(capture.reasons),
        "page_kind": capture.page_kind,
        "markdown": capture.markdown,
        "pages": [
            {"kind": each.kind, "url": each.url, "title": each.title} for each in capture.neighbours
        ],
        "teardown": kept.record.id if kept is not None else None,
        "evidence": kept.evidence.id if kept is not None else None,
    }


def _tell(capture: Capture, kept: Kept | None, *, kept_nothing: bool) -> None:
    """Say what became of it, and what to think of it."""
    from lab.figures import counted

    if kept is not None:
        name = f"{kept.evidence.id} of {kept.record.id}"
        match kept.how:
            case "new":
                say(f"Kept as {name}: {counted(capture.words, 'word')}.")
            case "same":
                say(f"{name} is this very page; nothing was added.")
            case "changed":
                say(f"{name} is this page as it was before. {_changed(kept)}")
    if capture.verdict == "good":
        return
    nothing = "Nothing was kept." if kept_nothing else ""
    why = " ".join(map(one_line, capture.reasons)) or f"{_UNREAD[capture.verdict]}. {_SAVE_IT}"
    say(f"{capture.verdict.capitalize()}: {why} {nothing}".rstrip())


def _changed(kept: Kept) -> str:
    from lab.evidence.standing import standing_line

    changes = kept.comparison.line if kept.comparison is not None else ""
    quotes = standing_line(kept.evidence)
    return f"Now: {changes}{f'; {quotes}' if quotes else ''}. The claims still rest on the first."
