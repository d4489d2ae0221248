"""The study group: a folder that people share, by default a git repository, and nothing else.

Everybody takes the same product apart alone, seals, reveals together, compares. Nobody ever
writes a file that somebody else writes, so nothing can collide; see ``layout``.
"""
