"""Product and author in the lines above the first section, where they cannot mean anything else."""

from __future__ import annotations

import pytest

from tests.store.exchange.foreign.reading_pages import lost_lines, read


@pytest.mark.parametrize(
    ("lines", "product", "author"),
    [
        ("**Product:** Granola\n**Author:** Aya Ito", "Granola", "Aya Ito"),
        ("Product: Granola  \nWritten by: Aya", "Granola", "Aya"),
        ("- Product: Granola\n- Author: Aya Ito <aya@example.org>", "Granola", "Aya Ito"),
        ("| **Product** | Granola |\n| --- | --- |\n| Author | [[Aya]] |", "Granola", "Aya"),
        ("*By Maria Lopez, March 2026*", "page", "Maria Lopez"),
        ("By Maria – 12. Mar 2026", "page", "Maria"),
        ("by Jo (2026-03-02)", "page", "Jo"),
        ("By default, March 2026 was slow.", "page", ""),
        ("By Granola", "page", ""),
        ("By now, nobody asks who wrote it.", "page", ""),
        ("Author: unknown", "page", ""),
        ("Author: see the list of people at the end, sorted by age.", "page", ""),
        ("> Author: Aya", "page", ""),
        ("```\nProduct: Granola\n```", "page", ""),
        ("The product: Granola", "page", ""),
        (f"Product: {'x' * 90}", "page", ""),
    ],
)
def test_a_line_above_the_sections_gives_product_and_author(
    lines: str, product: str, author: str
) -> None:
    text = f"{lines}\n\n## Weaknesses\n\nNames.\n"
    found = read(text)
    assert (found.record.product.name, found.record.author) == (product, author)
    assert lost_lines(text, found.record) == []
    assert found.record.sections["notes"].answers["notes"] == lines


def test_it_stands_below_the_title_too_and_the_front_matter_counts_more() -> None:
    text = (
        "---\nauthor: Ana\n---\n# First look\n\nProduct: Granola\n\nAuthor: Aya\n\n## Pros\n\nx\n"
    )
    found = read(text)
    assert (found.record.product.name, found.record.author) == ("Granola", "Ana")
    placed = {one.what: one.where for one in found.placed}
    assert placed["“First look”"] == "the title; it stays in the notes"
    assert found.record.sections["notes"].answers["notes"].startswith("# First look\n")
    titled = read("# Granola: product teardown\n\nProduct: Granola\n")
    assert titled.placed[0].where == "the title"
    assert "#" not in titled.record.sections["notes"].answers["notes"]
    assert placed["“Product: Granola”"].startswith("the product’s name: Granola")
    assert "“Author: Aya”" not in placed


def test_what_a_section_says_is_no_fact() -> None:
    found = read("# Granola\n\n## Weaknesses\n\nAuthor: nobody knows\n\nProduct: Otter\n")
    assert (found.record.product.name, found.record.author) == ("Granola", "")


def test_the_number_of_a_file_is_no_part_of_the_products_name() -> None:
    assert read("Hello.", name="03 Teardown of Granola.md").record.product.name == "Granola"
    assert read("Hello.", name="12-arc-search.md").record.product.name == "arc search"
    assert read("Hello.", name="1Password.md").record.product.name == "1Password"
