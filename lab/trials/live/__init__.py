"""Runs that make themselves: a probe's wordings, n times each, every time in a fresh context.

``request`` says what is wanted and what of it is recorded already, ``spending`` what it may
cost, ``deciding`` what becomes of a run and when all of it ends, ``recording`` what is kept of
an answer. All of that is pure. ``running`` does it.
"""
