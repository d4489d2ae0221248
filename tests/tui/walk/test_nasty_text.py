"""No string of a record can crash a screen, vanish, or become an action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lab.drafting import NewTeardown
from lab.memory import Place
from lab.writing import ClaimDraft
from tests.tui.walk.hands import SIZES

if TYPE_CHECKING:
    from lab.workspace import Workspace

LITERAL = ["[/a/x]", "TODO [x] done", "[@click=app.quit]here[/]", "[bold red]loud[/bold red]"]
NASTY = " ".join(LITERAL) + (
    " \x1b[2J\x1b]0;title\x07 a\u202eb\u2066c 日本語 e\u0301 👩\u200d🚀 \u200d \ufe0f "
    "$accent {curly} %s \\n [ \r\n\t"
)
LONG = "long " * 400 + "x" * 3000
CASES = [*((NASTY, size) for size in SIZES), (LONG, (60, 20)), ("\n\n\t\n", (80, 24))]


def nasty_teardown(workspace: Workspace, text: str) -> str:
    visible = text.strip() or "blank"
    record = workspace.create(NewTeardown(product="placeholder", template="quick"))
    record.product.name = visible
    record.template.title = text
    for part in record.questions:
        part.title = text
        for prompt in part.prompts:
            prompt.text = text
            record.work(part.id).answers[prompt.id] = text
        record.work(part.id).score = 2
    workspace.save(record)
    for section in ("strengths", "weaknesses"):
        workspace.add_claim(
            record.id,
            ClaimDraft(section, visible, because=text, who=text, where=text, breaks_if=text),
        )
    return record.id


@pytest.mark.parametrize(("text", "size"), CASES)
async def test_every_screen_of_the_walk_shows_it_and_goes_on(
    start: Any, workspace: Workspace, text: str, size: tuple[int, int]
) -> None:
    teardown_id = nasty_teardown(workspace, text)
    workspace.last_places.remember(teardown_id, Place("strengths", "best"))
    async with start(size, at=teardown_id) as walk:
        seen = walk.drawn()
        for key in ("f3", "f3", "f4", "f5", "f8", "f9", "ctrl+p"):
            await walk.press(key)
            seen += walk.drawn()
            while walk.app.screen is not walk.screen:
                await walk.press("escape")
        await walk.press("escape", "j", "k")
        seen += walk.drawn()
        await walk.press("enter")
        for harmful in "\x1b\x07\u202e\u2066":
            assert harmful not in seen
        if text is NASTY:
            for part in LITERAL:
                assert part in seen
        before = workspace.load(teardown_id).sections["strengths"].answers["best"]
        walk.screen.editor.move_cursor((0, 0))
        await walk.type("!")
        await walk.saved()
        after = walk.on_disk().sections["strengths"].answers["best"]
        assert after == "!" + before.replace("\r\n", "\n")
