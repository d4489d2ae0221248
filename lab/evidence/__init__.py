"""Evidence: what a product's own pages say, captured, quoted, and looked at again later.

``fetching`` brings the bytes, ``reading`` turns them into a ``Capture``,
``quoting`` finds sentences in it, ``room`` keeps all that in the library. Nothing here is
imported before a page is wanted.
"""
