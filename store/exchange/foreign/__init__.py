"""Markdown that no teardown wrote: read by its headings, with every line of it kept.

- ``headings``: where a page's headings stand
- ``titles``: which section or question a heading means, and a product's name in a title
- ``facts``: what the front matter says
- ``opening_lines``: what the lines below the title say about the product and its author
- ``reader``: :func:`~store.exchange.foreign.reader.read_foreign`
"""
