"""What a robots.txt allows, and when anybody asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from lab.evidence.fetching.errors import RobotsRefuse
from lab.evidence.fetching.robots import LARGEST, read_robots
from tests.lab.evidence.serving import answer

if TYPE_CHECKING:
    from tests.lab.evidence.fetching.getting import Getting
    from tests.lab.evidence.serving import Site


def allows(text: str, path: str) -> bool:
    return read_robots(text.encode(), "teardown").allows(path)


# The rules, as RFC 9309 has them


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow:", "/a", True),
        ("Disallow: /a", "/abc", False),
        ("Disallow: /a", "/b/a", True),
        ("Disallow: /a/\nAllow: /a/b", "/a/b/c", True),
        ("Allow: /a/b\nDisallow: /a/", "/a/c", False),
        ("Allow: /a\nDisallow: /a", "/a", True),
        ("Disallow: /*.pdf$", "/x/y.pdf", False),
        ("Disallow: /*.pdf$", "/x/y.pdf?z", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /a*b*c", "/a-b-c-d", False),
        ("Disallow: /a*b*c", "/a-c-b", True),
        ("Disallow: /*", "/", False),
        ("Disallow: /a*$", "/ab", False),
        ("Disallow: /*a*a$", "/a", True),
        ("Disallow: /?x=", "/?x=1", False),
        ("Disallow: /é", "/%C3%A9t", False),
        ("Disallow: /%c3%a9", "/é", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /a%2fb", "/a%2Fb", False),
        ("disallow : /a # a remark", "/a", False),
        ("Disallow /a", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(
    rules: str,
    path: str,
    allowed: bool,  # noqa: FBT001 - the case of a parametrized test
) -> None:
    assert allows(f"User-agent: *\n{rules}", path) == allowed


def test_a_group_of_our_own_goes_before_that_of_everybody() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: other\nUser-agent: Teardown/2.0\nDisallow: /a"
    assert allows(text, "/b")
    assert not allows(text, "/a")


def test_groups_of_one_name_count_together_and_foreign_ones_not_at_all() -> None:
    own = "User-agent: teardown\nDisallow: "
    text = f"{own}/a\nUser-agent: x\nDisallow: /\n{own}/b"
    assert [allows(text, path) for path in ("/a", "/b", "/c")] == [False, False, True]


def test_an_own_group_without_rules_allows_everything() -> None:
    assert allows("User-agent: teardown\n\nUser-agent: *\nDisallow: /", "/") is False
    assert allows("User-agent: teardown\nAllow: /\n\nUser-agent: *\nDisallow: /", "/")


def test_only_as_much_is_read_as_a_site_may_expect() -> None:
    filler = "# " + "x" * LARGEST + "\n"
    assert allows(f"User-agent: *\n{filler}Disallow: /", "/")


def test_a_pattern_full_of_stars_costs_no_more_than_its_length() -> None:
    pattern = "/" + "*a" * 900
    assert allows(f"User-agent: *\nDisallow: {pattern}b", "/" + "a" * 20_000)


def test_the_sitemaps_are_those_of_the_whole_file() -> None:
    robots = read_robots(b"Sitemap: https://a/s.xml\nUser-agent: x\nSITEMAP:https://a/t.xml", "t")
    assert robots.sitemaps == ["https://a/s.xml", "https://a/t.xml"]


# Asking for it


async def test_the_page_that_a_person_named_is_fetched_without_asking(
    shop: Site, getting: Getting
) -> None:
    shop.page("/robots.txt", "User-agent: *\nDisallow: /").page("/a")
    await getting.get("http://shop.test/a")
    assert shop.paths == ["/a"]


async def test_another_page_is_only_fetched_where_the_site_lets_us(
    shop: Site, getting: Getting
) -> None:
    shop.page("/robots.txt", "User-agent: *\nDisallow: /a").page("/a").page("/b")
    with pytest.raises(RobotsRefuse, match="stay away") as caught:
        await getting.get("http://shop.test/a", heeds_robots=True)
    assert "settings" in caught.value.todo
    await getting.get("http://shop.test/b", heeds_robots=True)
    assert shop.paths == ["/robots.txt", "/robots.txt", "/b"]


async def test_a_redirect_does_not_lead_around_what_a_site_asks_for(
    shop: Site, getting: Getting
) -> None:
    shop.page("/robots.txt", "User-agent: *\nDisallow: /a").redirect("/b", "/a").page("/a")
    with pytest.raises(RobotsRefuse):
        await getting.get("http://shop.test/b", heeds_robots=True)
    assert shop.paths == ["/robots.txt", "/b"]


async def test_the_setting_turns_it_off(shop: Site, getting: Getting) -> None:
    getting.limits = replace(getting.limits, robots=False)
    shop.page("/robots.txt", "User-agent: *\nDisallow: /").page("/a")
    await getting.get("http://shop.test/a", heeds_robots=True)
    assert shop.paths == ["/a"]


@pytest.mark.parametrize(
    ("script", "lets_us"),
    [
        (answer(status=404), True),
        (answer(status=403), True),
        (answer(status=500), False),
        (answer(status=503), False),
        (b"", False),
        (answer(status=301, headers={"Location": "/robots.txt"}), True),
        (answer(status=301, headers={"Location": "ftp://x/"}), True),
        (answer("User-agent: *\nDisallow: /", headers={"Content-Type": "image/png"}), False),
    ],
    ids=["none", "locked", "failed", "busy", "hangs up", "circle", "nonsense", "odd type"],
)
async def test_without_a_robots_txt_everything_is_allowed_and_with_a_broken_one_nothing(
    script: bytes,
    lets_us: bool,  # noqa: FBT001 - the case of a parametrized test
    shop: Site,
    getting: Getting,
) -> None:
    shop.play("/robots.txt", script).page("/a")
    if lets_us:
        await getting.get("http://shop.test/a", heeds_robots=True)
        return
    with pytest.raises(RobotsRefuse):
        await getting.get("http://shop.test/a", heeds_robots=True)
    assert "/a" not in shop.paths
