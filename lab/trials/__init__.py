"""Trials: how much a product varies, and what may be said about it.

``rates`` counts passes and says how far the truth may lie, ``repeats`` what several tries
bring, ``grouping`` how many different answers there are, ``identity`` how often outputs are
the same to the letter, ``likeness`` how alike their words are. All of it is pure.
"""
