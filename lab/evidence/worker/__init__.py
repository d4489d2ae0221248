"""Fetching and reading a page in a process of its own.

Pages are written by strangers, and are read by libraries that are large and slow to load. In
here neither what they cost nor what breaks them touches the app: ``client`` starts a child and
waits for it without holding anything up, ``python -m lab.evidence.worker`` is that child. They
talk in lines of JSON: one request in, progress and one outcome back.
"""
