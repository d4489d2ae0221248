"""Writes the schema of ``show`` anew, after a change of the record."""

from __future__ import annotations

import json

from lab.schemas import schema_file, show_schema

text = json.dumps(show_schema(), indent=2, ensure_ascii=False) + "\n"
schema_file("show").write_text(text, encoding="utf-8")
