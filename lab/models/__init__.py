"""Asking a model: whom, with which key, at what price, and what everything that fails means.

``service`` says who is asked, ``keys`` where the key comes from, ``prices`` what it costs,
``faults`` what a service's refusals mean, ``retrying`` how often one tries again. All of that
is pure. ``anthropic_api``, ``chat_api`` and ``command`` are the edges behind ``asking.Model``;
what they need is imported when a model is first asked.
"""
