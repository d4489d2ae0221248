"""Teardowns as files that people share: Markdown in both directions, and JSON.

Each module is imported by its own name, so that writing loads no YAML and naming a
file loads no pydantic:

- ``markdown``: :func:`~store.exchange.markdown.to_markdown`
- ``markdown_reader``: :func:`~store.exchange.markdown_reader.from_markdown`
- ``foreign.reader``: :func:`~store.exchange.foreign.reader.read_foreign`, for pages of others
- ``json_out``: :func:`~store.exchange.json_out.to_json`
- ``json_in``: :func:`~store.exchange.json_in.from_json`
- ``files``: :func:`~store.exchange.files.export_name`,
  :func:`~store.exchange.files.write_export`

The grammar of the Markdown is in ``docs/markdown-format.md``.
"""
