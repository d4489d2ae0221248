"""What one does with the practice itself: the habit, and recall."""

from __future__ import annotations

from typing import Final

from tui.commands.declaring import Command

__all__ = ["PRACTISING"]

PRACTISING: Final = (
    Command("habit.begin", "New", ("n",), "habit", "begin", "Begin a teardown.", footer=True),
    Command("habit.next_part", "Next part", ("tab",), "habit", "part(1)",
            "Go to the next part of the page.", footer=True),
    Command("habit.previous_part", "Part before", ("shift+tab",), "habit", "part(-1)",
            "Go to the part before."),
    Command("habit.recall", "Recall", ("r",), "habit", "recall",
            "Look at today's cards, about a minute.", footer=True),
    Command("habit.meanings", "Meanings", ("w",), "habit", "meanings",
            "Show or hide what each figure means, in plain words.", footer=True),
    Command("habit.pause", "Plan a pause", ("p",), "habit", "pause",
            "Name days on which nothing is asked; the streak and the score are held.",
            footer=True),
    Command("habit.unpause", "Take a pause out", ("x",), "habit", "unpause",
            "Choose a planned pause that is not wanted any more."),
    Command("habit.plan", "Say when", ("i",), "habit", "plan",
            "Say at which moment you open a teardown: such a plan helps more than a reminder."),
    Command("habit.undo", "Undo", ("u", "ctrl+z"), "habit", "undo",
            "Take back the last change of a pause or the plan."),
    Command("habit.year", "Year page", ("e",), "habit", "year",
            "Write a page about this year as Markdown into the folder used last.", footer=True),
    Command("habit.year_html", "Year page as HTML", (), "habit", "year('html')",
            "Write a page about this year for a browser or a printer."),
    Command("habit.year_to", "A year into a folder", ("E",), "habit", "year_to",
            "Choose the year, the form and the folder; the next export goes there too."),
    Command("habit.down", "Down", ("j",), "habit", "down", "Read on."),
    Command("habit.up", "Up", ("k",), "habit", "up", "Read further up."),
    Command("habit.scroll", "Read on", ("space",), "habit", "scroll(1)", "Go a screenful down."),
    Command("habit.scroll_up", "Read back", ("b",), "habit", "scroll(-1)",
            "Go a screenful up."),
    Command("habit.back", "Back", ("escape", "q"), "habit", "back", "Go back.", footer=True),
    Command("recall.show", "Show", ("space", "enter"), "recall", "show",
            "Show the answer.", footer=True),
    Command("recall.forgot", "Forgot", ("1", "f"), "recall", "answer('forgot')",
            "It was gone; it comes again soonest.", footer=True),
    Command("recall.hard", "Hard", ("2", "h"), "recall", "answer('hard')",
            "It came, with effort.", footer=True),
    Command("recall.knew", "Good", ("3", "g"), "recall", "answer('knew')",
            "It came.", footer=True),
    Command("recall.easy", "Easy", ("4", "e"), "recall", "answer('easy')",
            "It came at once; it comes again latest.", footer=True),
    Command("recall.undo", "Undo", ("u", "ctrl+z"), "recall", "undo",
            "Take back the last answer.", footer=True),
    Command("recall.source", "Its teardown", ("o",), "recall", "source",
            "Read the teardown that the card comes from.", footer=True),
    Command("recall.pause", "Pause recall", ("p",), "recall", "pause",
            "Let all cards wait, or go on with them."),
    Command("recall.down", "Down", ("j",), "recall", "down", "Read on."),
    Command("recall.up", "Up", ("k",), "recall", "up", "Read further up."),
    Command("recall.back", "Stop", ("escape", "q"), "recall", "back",
            "Go back; every answer is kept.", footer=True),
)  # fmt: skip
