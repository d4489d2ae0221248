"""Predictions, metrics, findings and sections, judged by hand before any rule had read them.

``True`` stands where a careful reader would ask: a prediction that cannot fail, a metric without
its other half, a severity without an argument, a section that leaves out what it is about.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

__all__ = ["CLAIMS", "METRICS", "PREDICTIONS", "SECTIONS", "SEVERITIES", "Part"]


class Part(NamedTuple):
    """A section whose only answer is a text, and the rules that should ask about all of it."""

    section: str
    text: str
    asked: tuple[str, ...]


PREDICTIONS: Final[tuple[tuple[str, bool], ...]] = (
    ("It might get some names wrong", True),
    ("The product will improve over the next months", True),
    ("Users will like the new voice", True),
    ("It will be interesting to see what they do with memory", True),
    ("Quality will vary", True),
    ("People may or may not notice", True),
    ("It could fail on long files", True),
    ("Answers will mostly be fine", True),
    ("Sooner or later it invents a source", True),
    ("The second run names another city than the first", False),
    ("In May it will still ask for a phone number", False),
    ("It refuses the medical question", False),
    ("I will find a wrong page number in the first 5 answers", False),
    ("The free plan is gone by 1 September", False),
    ("Fewer than half of the drafts can be sent unchanged", False),
    ("It will not cite a page that I gave it", False),
    ("My colleague picks the draft without AI", False),
    ("Latency stays under 3 s in all ten runs", False),
    ("At the rematch the export still may not be undone", False),
    ("It will be better than the old search in 3 of 5 tasks", False),
)
"""Whether nothing that happens could make it a no."""

METRICS: Final[tuple[tuple[dict[str, Any], tuple[str, ...]], ...]] = (
    ({"name": "Share of drafts sent unchanged", "numerator": "sent unchanged",
      "denominator": "drafts shown", "pair": "corrections within a day"}, ()),
    ({"name": "Weekly users", "numerator": "people who ask at least once a week"},
     ("metric-no-denominator", "metric-no-pair")),
    ({"name": "Median minutes to a sent reply", "numerator": "minutes",
      "trap": "unread drafts are sent faster"}, ()),
    ({"name": "Satisfaction"}, ("no-formula", "metric-no-pair")),
    ({"name": "Cost per solved ticket", "formula": "model cost / tickets solved",
      "pair": "reopened tickets"}, ()),
    ({"name": "Trust", "denominator": "answers with a source", "pair": "time to check"},
     ("metric-no-numerator",)),
    ({"name": "Accepted suggestions", "formula": "accepted divided by shown"}, ("metric-no-pair",)),
    ({"name": "Number of chats", "formula": "count of chats", "pair": "chats that end in a doc"},
     ("metric-no-denominator",)),
)  # fmt: skip
"""What a reader would ask of each as the only metric of a plan without words."""

SEVERITIES: Final[tuple[tuple[dict[str, Any], bool], ...]] = (
    ({"statement": "No undo", "severity": 4}, True),
    ({"statement": "The tone is off", "severity": 3, "because": "It sounds like an advert"}, True),
    ({"statement": "Confusing settings", "severity": 3, "because": "I did not like them"}, True),
    ({"statement": "Wrong totals", "severity": 4, "because": "Invoices go out with them"}, False),
    ({"statement": "No undo", "severity": 3, "because": "Whoever slips writes it again"}, False),
    ({"statement": "Drops the last page", "severity": 3, "because": "7 of 20 files"}, False),
    ({"statement": "Shares the chat in public", "severity": 4,
      "because": "The patient's name stands in it and nobody is warned"}, False),
    ({"statement": "Slow start", "severity": 2}, False),
    ({"statement": "Blocks the whole team until an admin comes", "severity": 3}, False),
    ({"statement": "Small grey text", "severity": 3, "because": "It looks old"}, True),
)  # fmt: skip
"""Whether how often, how hard or how lasting is left open."""

CLAIMS: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"statement": "It keeps nothing of a chat", "basis": "published"}, "no-source"),
    ({"statement": "It keeps nothing of a chat", "basis": "published",
      "because": "Privacy policy, section 4"}, "source-not-kept"),
    ({"statement": "It forgets the first file", "basis": "tried"}, "tried-unseen"),
    ({"statement": "It forgets the first file", "basis": "tried",
      "because": "I uploaded two and asked about the first"}, ""),
    ({"statement": "They route easy questions to a small model", "basis": "inferred",
      "confidence": "high"}, "sure-inference"),
    ({"statement": "They route easy questions to a small model", "basis": "inferred",
      "confidence": "low"}, ""),
    ({"statement": "A third of the seats is unused", "basis": "guess", "confidence": "high"},
     "sure-guess"),
    ({"statement": "Nurses turn it off at night", "basis": "told",
      "because": "Two nurses said so"}, ""),
    ({"statement": "It fails 30% of the time", "basis": "tried",
      "because": "I asked it the tax question"}, "one-run"),
    ({"statement": "It fails 30% of the time", "basis": "tried",
      "because": "3 of 10 runs of the tax question"}, ""),
)  # fmt: skip
"""The rule that should ask, and no other."""

SECTIONS: Final = (
    Part(
        "frame",
        "A chat window that answers from the company wiki. It sits in the side bar and has "
        "a box, three examples and a history. It is on the Team plan and shows the model's name.",
        ("no-user",),
    ),
    Part(
        "frame",
        "A paralegal checks citations before filing. Before this she opened each case by "
        "hand, forty minutes a brief; a wrong one costs the firm its standing with the judge.",
        (),
    ),
    Part(
        "redesign",
        "Show the source page beside each sentence and let the reader jump to it. Keep "
        "the answer short and let people ask for more, so that the page stays calm and clear.",
        ("no-loser",),
    ),
    Part(
        "redesign",
        "One question back before each long answer, for analysts only. Whoever is in a "
        "hurry waits two seconds more, and we will hear complaints about that from the sales "
        "floor.",
        (),
    ),
    Part(
        "measurement",
        "Happy users who come back because it helps them with their work and who tell "
        "their friends about it, and good answers that the experts like as well when they see "
        "them.",
        ("no-number", "metric-no-ratio"),
    ),
    Part(
        "measurement",
        "Of all replies sent in 7 days, those that brought no second mail. Gamed by "
        "closing threads early, so count reopened threads beside it, and stop at 5 percent of "
        "them.",
        (),
    ),
    Part(
        "economics",
        "The price goes up with each seat and the cost with each question, so that the "
        "heaviest team eats the margin and the maker is rewarded for seats that nobody uses at "
        "all.",
        ("no-source",),
    ),
    Part(
        "economics",
        "The pricing page says $20 a seat. I assume a question costs them about a cent, "
        "so a seat with more than 2,000 questions a month loses money; that part is my guess.",
        (),
    ),
    Part(
        "contact",
        "The landing page opens with a film. Then a form asks for name, firm and phone. "
        "After that comes a tour through the menu and at the end the empty box waits for a "
        "question.",
        ("no-number",),
    ),
    Part(
        "strengths",
        "- Citations\n- Voice\n- Templates\n- Sharing with the whole team\n- History of "
        "chats\n- Folders for projects\n- Export to other formats that customers use in their work",
        ("feature-list", "no-source"),
    ),
    Part(
        "strengths",
        "1. It cites the page, because a clerk must show it.\n2. It stops when I press "
        "Esc.\n3. It keeps drafts: I closed the tab and they were there for my user, a teacher.",
        (),
    ),
    Part(
        "variance",
        "The answers differ from run to run in tone and in order, and now and then in "
        "what they recommend, which a customer would find odd if she asked the same thing again.",
        ("no-number",),
    ),
)
