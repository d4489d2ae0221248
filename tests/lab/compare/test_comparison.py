"""Two to eight teardowns side by side."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from markdown_it import MarkdownIt

from lab.compare import compare
from lab.compare.agenda import roles
from lab.compare.document import comparison_document
from lab.compare.findings import chapman
from lab.compare.markdown import to_markdown
from lab.compare.page import to_html
from lab.compare.saying import agreement_lines, finding_lines, pool_lines, range_words
from lab.errors import UsageError
from store.records import Claim, Prediction, Probe, Product, SectionWork, Teardown, Trial
from teardown_templates.content_files import ready_samples
from tests.benchmarks.bench_matching import SLOWEST, eight_teardowns, milliseconds
from tests.lab.making import LONG_AGO, make_record, question, section

SECTIONS = [f"s{number}" for number in range(10)]


def samples() -> list[Teardown]:
    documents = ready_samples().items()
    return [
        Teardown.model_validate(each["_default"]["1"])
        for name, each in documents
        if "inlet" in name
    ]


def scored(author: str, scores: str, **values: Any) -> Teardown:
    """Return a teardown by somebody with a score a section; a dot is none."""
    facts = {
        "id": f"x-{author.lower()}",
        "author": author,
        "sections": {
            name: SectionWork(score=None if score == "." else int(score))
            for name, score in zip(SECTIONS, scores, strict=False)
        },
    }
    return make_record(*(section(name) for name in SECTIONS[: len(scores)]), **facts | values)


def finding(number: int, words: str, **values: Any) -> Claim:
    return Claim(id=f"c{number}", section="s0", **{"kind": "finding", "statement": words} | values)


def probe(passes: int, runs: int, *, prompt: str = "Say it.", rule: str = "It is said.") -> Probe:
    trials = [
        Trial(id=f"t{n}", run=n + 1, verdict="pass" if n < passes else "fail") for n in range(runs)
    ]
    return Probe(id="b1", prompt=prompt, pass_rule=rule, trials=trials)


def test_the_three_samples_make_a_comparison_to_read_aloud_in_any_order() -> None:
    found = compare(samples())
    assert found.kind == "people"
    assert [one.label for one in found.subjects] == ["Ana", "Ben", "Chen"]
    assert [len(found.findings.by(each)) for each in ("all", "some", "one")] == [2, 2, 6]
    assert [point.spread for point in found.agenda] == [3, 3, 2, 2, 2, 1]
    assert (found.trials.together.passes, found.trials.together.runs) == (9, 15)
    for order in permutations(samples()):
        assert compare(order) == found
    text = to_markdown(found)
    assert "Ben speaks first, then Ana, then Chen." in text
    assert "By person: Ana 4 of 5, Ben 2 of 5, Chen 3 of 5." in text
    assert "<!--" not in text


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 teardowns"), (1, "1 teardown cannot"), (9, "9 teardowns")]
)
def test_fewer_than_two_and_more_than_eight_are_refused(count: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        compare([scored(f"P{n}", "1") for n in range(count)])


def test_a_teardown_is_not_compared_with_itself() -> None:
    with pytest.raises(UsageError, match="named twice"):
        compare([scored("Ana", "1"), scored("Ana", "2")])


def test_products_by_one_person_and_one_product_over_time_are_told_apart() -> None:
    first = scored("Ana", "12")
    other = scored("Ana", "31", id="y", product=Product(name="Other"))
    later = scored(
        "ANA", "31", id="a-later", created_at=LONG_AGO + timedelta(days=90),
        observed_from=date(2026, 4, 5),
    )  # fmt: skip
    assert compare([other, first]).kind == "products"
    over_time = compare([later, first])
    assert over_time.kind == "time"
    assert [one.label for one in over_time.subjects] == ["2026-01-05", "2026-04-05"]
    assert over_time.agreement.alpha is None
    assert "several people" in over_time.agreement.note
    assert compare([first, other, scored("Ben", "11", id="z")]).kind == "mixed"


def test_scores_have_their_range_and_shares_that_agree() -> None:
    found = compare([scored("Ana", "13."), scored("Ben", "23."), scored("Cleo", "4.0")])
    first, second, third = found.scores
    assert (first.low, first.middle, first.high, first.spread) == (1, 2.0, 4, 3)
    assert first.alike() == 0
    assert first.alike(within=1) == pytest.approx(1 / 3)
    assert (second.alike(), second.spread) == (1, 0)
    assert (third.spread, third.alike(), third.low) == (None, None, 0)
    assert (found.agreement.exact, found.agreement.units) == (0.25, 2)


def test_alpha_is_left_out_below_eight_sections_and_warned_of_below_twenty() -> None:
    few = compare([scored("Ana", "1234123"), scored("Ben", "1234122")]).agreement
    assert few.alpha is None
    assert "below 8" in few.note
    enough = compare([scored("Ana", "12341234"), scored("Ben", "12341234")]).agreement
    assert enough.alpha == 1
    assert enough.reading == "Scores are consistent enough to compare"
    assert "8 sections are few" in enough.note
    same = compare([scored("Ana", "22222222"), scored("Ben", "22222222")])
    assert same.agreement.alpha is None
    assert "Everyone gave the same score" in " ".join(agreement_lines(same))


def test_what_is_still_unseen_is_estimated_only_where_something_is_shared() -> None:
    assert chapman(8, 6, shared=4) == pytest.approx(11.6)
    with pytest.raises(ValueError, match="share"):
        chapman(1, 1, shared=2)
    words = ["red apple", "blue river", "green tower", "cold winter", "loud engine", "slow train",
             "dark forest", "wide window", "sharp knife", "soft pillow"]  # fmt: skip
    ana = [finding(n, each) for n, each in enumerate(words[:8])]
    ben = [finding(n, each) for n, each in enumerate(words[4:])]
    both = compare([scored("Ana", "1", claims=ana), scored("Ben", "1", claims=ben)])
    assert len(both.findings.found) == 10
    assert both.findings.pairwise_overlap == 0.4
    assert both.findings.at_least_unseen == 2
    assert "At least about two more may still be unseen." in " ".join(finding_lines(both))
    apart = compare([scored("Ana", "1", claims=ana[:4]), scored("Ben", "1", claims=ben[4:])])
    assert apart.findings.at_least_unseen is None
    assert "Nobody saw what another saw" in apart.findings.note


def test_inferences_and_proposals_are_listed_and_never_counted_as_seen() -> None:
    idea = finding(1, "They will raise the price.", kind="inference")
    found = compare([scored("Ana", "1", claims=[idea]), scored("Ben", "1", claims=[idea])])
    assert not found.findings.found
    assert len(found.findings.ideas) == 1
    assert found.findings.pairwise_overlap is None


def test_trials_of_the_same_prompt_are_pooled_with_the_split_by_person() -> None:
    ana, ben = scored("Ana", "1", probes=[probe(4, 5)]), scored("Ben", "1", probes=[probe(1, 5)])
    other = scored("Cleo", "1", probes=[probe(0, 9, prompt="Another one")])
    found = compare([ana, ben, other])
    assert (found.trials.together.passes, found.trials.together.runs) == (5, 10)
    assert found.trials.of("x-cleo").runs == 0
    document = comparison_document(found)
    assert document["trials"]["by_author"]["Ben"]["passes"] == 1
    lines = " ".join(pool_lines(found))
    assert "together, 5 of 10 runs passed (95% interval 24% to 76%)" in lines
    assert "anything rarer than 26%" in lines
    assert "pass rules differ" not in lines
    assert "different plans" not in lines
    ruled = scored("Ben", "1", probes=[probe(0, 20, rule="Another rule.")])
    apart = compare([scored("Ana", "1", probes=[probe(20, 20)]), ruled])
    assert "pass rules differ" in " ".join(pool_lines(apart))
    assert apart.trials.together.runs == 0
    assert not apart.agenda, "it is the rules that differ"
    paid = scored("Ben", "1", probes=[probe(1, 5)], product=Product(name="Inlet", plan="Team"))
    free = scored("Ana", "1", probes=[probe(4, 5)], product=Product(name="Inlet", plan="Free"))
    assert "different plans (Free and Team)" in " ".join(pool_lines(compare([paid, free])))


def test_runs_of_different_products_are_never_put_together() -> None:
    first = scored("Ana", "1", probes=[probe(4, 5)])
    other = scored("Ana", "1", id="y", probes=[probe(1, 5)], product=Product(name="Other"))
    found = compare([first, other])
    assert found.kind == "products"
    assert found.trials.together.runs == 0
    assert not any("together" in line for line in pool_lines(found))
    assert [found.trials.of(one.id).runs for one in found.subjects] == [5, 5]


def test_who_speaks_first_rotates_among_those_who_gave_the_same_score() -> None:
    found = compare([scored("Ana", "1111"), scored("Ben", "1111"), scored("Cleo", "4444")])
    firsts = [found.label(point.speakers[0]) for point in found.agenda]
    assert firsts == ["Ana", "Ben", "Ana", "Ana"]
    assert all(found.label(point.speakers[1]) == "Cleo" for point in found.agenda)
    turns = [roles(["Ana", "Ben", "Cleo"], meeting=n)["facilitator"] for n in range(3)]
    assert turns == ["Ana", "Ben", "Cleo"]


def test_severity_and_trials_that_lie_apart_come_onto_the_agenda() -> None:
    words = "It promised a refund that the shop does not offer."
    ana = scored("Ana", "2", claims=[finding(1, words, severity=4)], probes=[probe(10, 10)])
    ben = scored("Ben", "2", claims=[finding(1, words, severity=1)], probes=[probe(0, 10)])
    points = compare([ana, ben]).agenda
    assert [(point.about, point.low, point.high) for point in points] == [
        ("severity", 1, 4),
        ("trials", 0, 100),
    ]
    assert points[0].speakers == ("x-ben", "x-ana")


def test_a_second_scoring_shows_who_moved_where() -> None:
    records = [scored("Ana", "41"), scored("Ben", "12"), scored("Cleo", "33")]
    again = {"x-ana": {"s0": 3}, "x-ben": {"s0": 3}, "x-cleo": {"s9": 1}}
    (moved,) = compare(records, again=again).movement
    assert (moved.spread_before, moved.spread_after) == (3, 0)
    said = range_words(moved, compare(records))
    assert said == (
        "Ana went down from 4 to 3 and Ben went up from 1 to 3. The spread was 3 and is 0."
    )


def test_a_rematch_shows_the_words_that_changed() -> None:
    asked = section("frame", question("who"), question("job"))
    first, later = (
        make_record(
            asked,
            author="Ana",
            id=name,
            created_at=LONG_AGO + timedelta(days=days),
            sections={
                "frame": SectionWork(answers={"who": f"It answers {many} mails.", "job": "Same."})
            },
        )
        for name, days, many in (("one", 0, "ten"), ("two", 1, "six"))
    )
    (changed,) = compare([later, first]).changed
    assert (changed.prompt, changed.before, changed.after) == ("who", "one", "two")
    assert [segment for segment in changed.segments if segment.kind != "equal"] == [
        ("removed", "ten"),
        ("added", "six"),
    ]
    assert "~~ten~~ **six**" in to_markdown(compare([first, later]))
    assert "<del>ten</del><ins>six</ins>" in to_html(compare([first, later]))


def test_nothing_that_anybody_wrote_acts_in_an_export() -> None:
    attack = "<script>alert(1)</script> [x](javascript:1) ![](http://e.test/x) \"'>\x1b[2J| `a` *b*"
    hostile = [
        scored(
            f"{attack}{name}", "12", id=name, product=Product(name=attack),
            claims=[finding(1, attack, where=attack)],
            probes=[probe(1, 2, prompt=attack)],
            predictions=[Prediction(id="p1", statement=attack)],
        )
        for name in ("one", "two")
    ]  # fmt: skip
    found = compare(hostile)
    page = to_html(found)
    assert "<script" not in page
    assert not re.search(r'<img|<a [^>]*href="[^#]', page)
    assert "\x1b" not in page
    shown = MarkdownIt("commonmark").enable("table").render(to_markdown(found))
    assert not re.search(r"<(?:script|a|img)\b", shown)


def test_a_file_with_thousands_of_claims_takes_no_minutes() -> None:
    words = "It promised a refund that no policy of the shop allows, says number"
    many = [finding(n, f"{words} {n}") for n in range(3_000)]
    records = [scored(name, "1", claims=many) for name in ("Ana", "Ben")]
    start = time.process_time()
    found = compare(records)
    assert time.process_time() - start < 10
    assert len(found.findings.found) > 5_000


def test_eight_teardowns_of_sixty_claims_are_compared_in_no_time() -> None:
    assert milliseconds(eight_teardowns(), rounds=1) < SLOWEST * 2
