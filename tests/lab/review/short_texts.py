"""Short texts as people write them, each with what a careful reader would stop at.

A finding is a rule and the words that it points at; what stands in ``quiet`` is a trap, words
that look like trouble and are none.
"""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["SHORT_TEXTS", "WEAK", "Short"]


class Short(NamedTuple):
    """One text, where it stands, and what is to be found in it."""

    section: str
    text: str
    found: tuple[tuple[str, str], ...] = ()


SHORT_TEXTS: Final = (
    Short(
        "strengths",
        "The editor is intuitive and the answers are always right. Everyone on the team will love "
        "it, and the design is clean.",
        (("text-vague-quality", "intuitive"), ("text-absolutes", "always")),
    ),
    Short(
        "strengths",
        "Refusing a draft costs one key. I refused 14 of 20 and lost no time; that would stop "
        "being true if drafts got longer than a screen.",
    ),
    Short(
        "strengths",
        "The maker calls it “seamless” and “state of the art”. I saw two seams: the login, and the "
        "export. Its page promises that everyone can use it.",
    ),
    Short(
        "weaknesses",
        "It hallucinates. It often gets dates wrong and it is slow.",
        (("text-single-case", "It hallucinates"), ("text-unquantified", "often")),
    ),
    Short(
        "weaknesses",
        "In 3 of 10 runs it hallucinated a date. It took 9 seconds, which is slow beside the 2 of "
        "the old search. It fails once the file has more than 50 pages.",
    ),
    Short(
        "weaknesses",
        "They decided to hide the limit because management wants growth. Obviously it is useless "
        "for lawyers.",
        (("text-mind-reading", "They decided"), ("text-absolutes", "Obviously")),
    ),
    Short(
        "weaknesses",
        "Users open a second tab because they want to see both. Project management tools do the "
        "same. Perhaps they decided so to save space (inferred).",
    ),
    Short(
        "economics",
        "Tokens are cheap, so most users cost nothing. The plan is a game changer.",
        (("text-unquantified", "cheap"), ("text-hype-origin", "game changer")),
    ),
    Short(
        "economics",
        "A fast typist sends more than a slow one for the same fee. Retries may be expensive; how "
        "often that happens cannot be seen. Is it cheap to run?",
    ),
    Short(
        "redesign",
        "Never send without a preview. Always show the source. A great deal of work, but a smooth "
        "roll-out is not the point.",
    ),
    Short(
        "contact",
        "Onboarding is smooth. It is really nice and it never fails.",
        (("text-vague-quality", "smooth"), ("text-absolutes", "never")),
    ),
    Short(
        "contact",
        "```\nalways be perfect, everyone!\n```\n> It never fails and is amazing\n\nThat was its "
        "own answer, pasted. I would not say “never”.",
    ),
    Short(
        "variance",
        "Most answers are good, and a lot of prompts get refused. Sometimes it fails.",
        (("text-unquantified", "Most"), ("text-single-case", "it fails")),
    ),
    Short(
        "variance",
        "Not always the same: it nearly never repeats a sentence. Almost everyone whom I asked saw "
        "that. At most a word changes.",
    ),
    Short(
        "frame",
        "Nadia usually writes at night and often on her phone. She has many clients and sells "
        "cheap prints.",
    ),
    Short(
        "variance",
        "I ran it on Monday and on Friday. Usually the same answer came, and the list had the"
        " same order.",
        (("text-unquantified", "Usually"),),
    ),
)

WEAK: Final = {
    "frame.what": "An AI writing tool, revolutionary and easy to use.",
    "strengths.best": "- Drafts\n- Summaries\n- Translation\n- Tone",
    "weaknesses.findings": "It hallucinates and it is slow. The team thinks nobody will notice.",
    "variance.good_bad": "It is mostly good and usually gives nice answers, never the same twice, "
    "which users like a lot, and the tone fits, and the rest is a matter of taste, I would say.",
    "redesign.bet": "Add a button to check facts, show sources next to each sentence, and let "
    "it ask back when the prompt is unclear, so that drafts improve and trust grows over time.",
    "measurement.outcome": "Engagement and satisfaction, because happy users come back and tell "
    "others, and because a tool that is used is a tool that helps, as any other product shows.",
}
"""Answers to the quick template that a careful reader would not let pass."""
