"""Other programs read our Markdown as we mean it: cmark, python-frontmatter, markdownlint."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from datetime import date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import cmarkgfm
import frontmatter
import pytest
import yaml
from cmarkgfm.cmark import Options
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from lab.example import example_record as make_worked_example
from store.exchange.markdown import OWN_KEYS, to_markdown
from teardown_templates.libraries import worked_example
from teardown_templates.loader import Templates
from tests.store.exchange.example_record import example_record
from tests.store.exchange.test_html import WICKED, everywhere
from tests.store.making import make_record
from tests.store.record_strategies import teardowns
from tests.store.text_strategies import FRAGMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from store.records import Teardown

PARSER = MarkdownIt("commonmark", {"maxNesting": 200}).enable("table")

PROSE = """\
The menu offers *three* things, the `Ask AI` box first.

1. It drafts.
2. It waits for **Accept**.
   - Escape drops the draft.

> “Nothing shows where it comes from.”

| run | kept |
| --- | ---: |
| 1 | yes |
| 2 | no \\| late |

```text
/ai Write a reply
```

See [the help page](https://x.example/help?a=b&c=d), and <https://x.example>.
"""


def realistic() -> list[Teardown]:
    """Return teardowns as people write them."""
    example = worked_example()
    return [
        example_record(),
        make_worked_example(example, Templates(None).get(example["template"])),
        make_record(text=PROSE),
        make_record(text="Plain words.", tags=["first look", "#2", "true", "ein Wort: zwei"]),
        make_record(),
    ]


class Rendered(HTMLParser):
    """HTML as a list of what matters: elements, their addresses, and words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def set_cdata_mode(self, elem: str, **kwargs: object) -> None:
        """Read on as HTML: raw ``<script>`` in somebody's words must not hide what follows."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [f"{name}={value}" for name, value in attrs if name in {"href", "start"}]
        if tag not in {"thead", "tbody"}:  # written or left out, as a renderer likes
            self.found.append(" ".join((tag, *kept)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"thead", "tbody"}:
            self.found.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        if words := " ".join(data.split()):
            self.found.append(f"“{words}”")


def body_of(record: Teardown) -> str:
    text = to_markdown(record)
    return text[text.index("\n---\n", 4) + 5 :]


def both(record: Teardown) -> tuple[list[str], list[str]]:
    """Return the page as markdown-it and as cmark render it."""
    body = body_of(record)
    cmark = cmarkgfm.markdown_to_html_with_extensions(
        body, options=Options.CMARK_OPT_UNSAFE, extensions=["table"]
    )
    return Rendered(PARSER.render(body)).found, Rendered(cmark).found


@pytest.mark.parametrize("record", realistic(), ids=lambda record: record.product.name)
def test_cmark_shows_the_same_page(record: Teardown) -> None:
    ours, theirs = both(record)
    assert theirs == ours


OUTLINE = re.compile(r"/?h[1-3]")


@given(teardowns())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_cmark_sees_the_same_headings_in_any_record(record: Teardown) -> None:
    ours, theirs = both(record)
    assert [one for one in theirs if OUTLINE.fullmatch(one)] == [
        one for one in ours if OUTLINE.fullmatch(one)
    ]


# Front matter


def expected_front(record: Teardown) -> dict[str, object]:
    """Return what any reader should find before the text, without what is empty."""
    product = record.product
    found = {
        "title": f"Teardown of {product.name}",
        "aliases": [record.id],
        "tags": record.tags,
        "author": record.author,
        "source": product.url,
        "product": product.name,
        "maker": product.maker,
        "category": product.category,
        "surface": product.surface,
        "plan": product.plan,
        "product_version": product.version,
        "region": product.region,
        "observed_from": record.observed_from,
        "observed_to": record.observed_to,
        "review_by": record.review_by,
        "status": record.status,
        "template": record.template.id,
        "teardown_id": record.id,
        "teardown_schema": record.schema_,
    }
    return {key: value for key, value in found.items() if value not in ("", None, [])}


@pytest.mark.parametrize("record", realistic(), ids=lambda record: record.product.name)
def test_every_reader_of_front_matter_finds_the_values(record: Teardown) -> None:
    text = to_markdown(record)
    plain = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
    assert set(plain) <= set(OWN_KEYS)
    page = frontmatter.loads(text)
    assert page.metadata == plain
    assert page.content.startswith("<!-- markdownlint-disable ")
    assert isinstance(plain["created"], datetime | date)
    found = {key: value for key, value in plain.items() if key not in {"created", "updated"}}
    assert {key: value for key, value in found.items() if value not in ("", None, [])} == (
        expected_front(record)
    )


@pytest.mark.parametrize("text", [*WICKED, *FRAGMENTS])
def test_no_text_in_the_front_matter_means_anything_else_to_a_reader(text: str) -> None:
    record = make_record(author=text, tags=[text, "b"], product={"name": text, "maker": text})
    record = type(record).model_validate(record.to_dict())
    page = frontmatter.loads(to_markdown(record))
    for key in ("author", "maker", "product"):
        assert (page.metadata.get(key) or "") == record.author
    assert page.metadata["tags"] == record.tags


# markdownlint

LINTER = os.environ.get("MARKDOWNLINT") or shutil.which("markdownlint-cli2") or ""


@pytest.mark.skipif(not LINTER, reason="markdownlint-cli2 is not installed")
def test_the_linters_default_rules_pass(tmp_path: Path) -> None:
    rules = {"config": {"default": True, "MD013": False}}  # line length aside
    (tmp_path / ".markdownlint-cli2.jsonc").write_text(json.dumps(rules), encoding="utf-8")
    texts = [text for text in (*WICKED, *FRAGMENTS) if "markdownlint-" not in text]
    records = realistic()
    records += [make_record(text=text, author=text, tags=[text]) for text in texts]
    example = example_record()
    model = type(example)
    records += [model.model_validate(everywhere(example.to_dict(), text)) for text in texts]
    for number, record in enumerate(records):
        (tmp_path / f"{number}.md").write_text(to_markdown(record), encoding="utf-8")
    done = subprocess.run(
        [LINTER, "*.md"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"Linting: {len(records)} file(s)" in done.stdout
