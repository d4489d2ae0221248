"""What a page states about itself: title, author, day, site, language; nothing is guessed."""

from __future__ import annotations

from lab.evidence.reading.facts.facts import Facts, read_facts

__all__ = ["Facts", "read_facts"]
