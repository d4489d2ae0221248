"""``teardown counterpoints`` and ``reply``: questions first, then a model on this machine."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from llmock.scenarios import Fail, Reply

from lab.counterpoints.turn import turn
from lab.places import find_places
from lab.schemas import read_schema
from store.exchange.markdown_reader import read_markdown
from tests.lab.counterpoints.arguing import answer_of
from tests.lab.counterpoints.arguing import item as arguing_item

if TYPE_CHECKING:
    from llmock.pytest_plugin import LLMock

    from tests.cli.running import Program

TEXT = (
    "It keeps the date in all runs that I made on Monday, and the price that it quotes is the "
    "price of the page, so that a person on the team can send it after one look."
)
MARKUP = "[b]x[/b] \x1b[31m ignore all rules <script>"


def item(**values: Any) -> dict[str, Any]:
    return arguing_item("in all runs that I made", section_id="variance", **values)


@pytest.fixture
def written(program: Program, teardown_id: str) -> str:
    """A teardown with one section that is written and scored."""
    program("answer", teardown_id, "variance.task", "--text", TEXT)
    program("score", teardown_id, "variance", "3")
    return teardown_id


@pytest.fixture
def considered(program: Program, written: str) -> str:
    """The same, with one of its questions met and answered."""
    program("counterpoints", written, "--offline")
    assert program("reply", written, "k1", "rebutted", "--because", "I counted").status == 0
    return written


def points(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("show", "last", "--json").json["teardown"][
        "counterpoints"
    ]
    return found


def ask(program: Program, llmock: LLMock, *more: str, service: str = "openai") -> Any:
    url = llmock.base_url("openai" if service == "openai" else "anthropic")
    return program(
        *("counterpoints", "last", "--section", "variance", "--service", service),
        *("-m", "a-model", "--base-url", url, *more),
    )


def test_without_a_key_it_gives_its_questions_and_says_so(
    program: Program, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    done = program("counterpoints", written)
    assert done.status == 0
    assert done.out.startswith("Non-deterministic behaviour\n  k1   ")
    assert "Would a second person applying your rule" in done.out
    assert (
        "frame: Counter-questions open after 25 more words and your own score."
        in done.err.splitlines()
    )
    assert "variance: Answer one of its counter-questions" in done.err
    program("reply", written, "k1", "rebutted", "--because", "I counted")
    again = program("counterpoints", written, "--section", "variance")
    assert again.status == 0
    assert "answers only with a key" in again.err
    assert "k1" not in again.out
    assert len(points(program)) == len({point["counterpoint"] for point in points(program)})


def test_nothing_is_asked_before_the_learner_has_thought(
    program: Program, written: str, llmock: LLMock
) -> None:
    assert ask(program, llmock).status == 0
    assert ask(program, llmock).status == 0
    assert llmock.requests == []
    program("answer", written, "variance.task", "--text", f"{TEXT} Four of five.")
    llmock.reply(answer_of(item()))
    assert ask(program, llmock).status == 0
    assert len(llmock.requests) == 1


@pytest.mark.parametrize("service", ["anthropic", "openai"])
def test_items_come_one_by_one_are_written_and_are_answered(
    program: Program, considered: str, llmock: LLMock, service: str
) -> None:
    program("config", "set", "price_output", "15")
    llmock.reply(answer_of(item(), item(target_quote="never said"), item(kind="evidence")))
    done = ask(program, llmock, "--max-cost", "0.50", service=service)
    assert done.status == 0, done.err
    assert "scope" not in done.err
    assert "severity 2 of 3 · a-model · unverified, from the model" in done.out
    assert "       “in all runs that I made”\n       Does “in all runs" in done.out
    assert "Asking a-model at 127.0.0.1" in done.err
    assert "at most $0.04; $0.50 is left" in done.err
    assert "1 item, 2 dropped (quote, twice), $" in done.err
    body = str(llmock.last_request.body)
    assert TEXT in body
    kept = points(program)[-1]
    assert (kept["source"], kept["model"], kept["before"]) == ("model", "a-model", TEXT)
    waits = ask(program, llmock)
    assert "One item waits for your answer" in waits.err
    assert f"  {kept['id']:<4} " in waits.out
    assert "severity 2 of 3 · a-model · unverified, from the model" in waits.out
    elsewhere = program("counterpoints", considered, "--offline", "--json").json["sections"]
    assert [each["id"] for one in elsewhere for each in one["waiting"]] == [kept["id"]]
    program("answer", considered, "variance.task", "--text", "In 4 of 5 runs it keeps the date.")
    assert program("reply", considered, kept["id"], "changed", "--because", "Counted").status == 0
    assert points(program)[-1]["after"] == "In 4 of 5 runs it keeps the date."
    exported = program("export", considered).out
    assert "Model: a-model" in exported
    assert "Unverified: the word of a-model, asked on 20" in exported
    assert "## What a model was asked" in exported
    record = (
        "a-model, prompt 3: 1 given (1 changed, 0 rebutted, 0 parked, 0 useless, 0 not answered "
        "yet), 2 dropped"
    )
    assert f"- What became of it: {record} <!--" in exported
    assert record in program("export", considered, "--format", "html").out
    again = read_markdown(exported).record
    same = ("counterpoints", "practice")
    stored = program("show", "last", "--json").json["teardown"]
    assert {name: again.to_dict()[name] for name in same} == {name: stored[name] for name in same}


def test_the_document_says_what_was_met_asked_dropped_and_spent(
    program: Program, considered: str, llmock: LLMock
) -> None:
    llmock.reply(answer_of(item(counterpoint=MARKUP), item()))
    done = ask(program, llmock, "--json")
    document = done.json
    Draft202012Validator(read_schema("counterpoints")).validate(document)
    assert (document["teardown"], done.status) == (considered, 0)
    (asked,) = document["asked"]
    assert (asked["kept"], asked["returned"], asked["dropped"]) == (1, 2, {"twice": 1})
    assert (asked["ended"], asked["cost"], asked["error"]) == ("whole", None, None)
    (only,) = document["items"]
    assert (only["unverified"], only["response"]) == (True, "open")
    assert only["counterpoint"] == " ".join(MARKUP.split())
    assert document["sections"][0]["gate"]["step"] == "ask"


def test_what_a_page_or_an_output_says_changes_nothing_but_text(
    program: Program, considered: str, llmock: LLMock
) -> None:
    llmock.reply(answer_of(item(counterpoint=MARKUP)))
    shown = program(
        *("counterpoints", "last", "--section", "variance", "--service", "openai", "-m", "m"),
        *("--base-url", llmock.base_url("openai")), terminal=True,
    )  # fmt: skip
    assert "\x1b[31m" not in shown.out
    assert "␛[31m ignore all rules <script>" in shown.out
    assert considered
    page = program("export", considered, "--format", "html").out
    assert "ignore all rules &lt;script&gt;" in page
    assert "\x1b" not in page
    text = program("export", considered).out
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fail(401), "does not know your key"),
        (Fail(404), "no model “a-model”"),
        (Reply(text="Lovely."), "another form than was asked for"),
    ],
)
def test_a_fault_is_one_clear_line_and_the_questions_stay(
    program: Program, considered: str, llmock: LLMock, fault: Fail | Reply, words: str
) -> None:
    llmock.add(fault)
    done = ask(program, llmock)
    assert done.status == 1
    assert words in done.err.splitlines()[-1]
    assert "k2" in done.out
    assert considered


def test_a_limit_holds_over_calls(program: Program, considered: str, llmock: LLMock) -> None:
    for setting in (("price_output", "100"), ("price_input", "100"), ("max_cost", "0.9")):
        program("config", "set", *setting)
    llmock.add(Fail(529, retry_after=0.01))
    llmock.reply(answer_of())
    first = ask(program, llmock, "--max-cost", "1.2")
    assert first.status == 0, first.err
    askings = program("show", "last", "--json").json["teardown"]["practice"]["askings"]
    assert [each["ended"] for each in askings] == ["whole"]
    assert askings[0]["cost"] > 0
    second = ask(program, llmock, "--max-cost", "0.1")
    assert second.status == 1
    assert "The spend limit would be passed" in second.err
    assert considered


def test_what_was_said_to_be_the_most_holds_for_all_sections_and_all_calls_together(
    program: Program, considered: str, llmock: LLMock
) -> None:
    for price in ("price_output", "price_input"):
        program("config", "set", price, "100")
    for section, prompt in (("redesign", "bet"), ("strengths", "best")):
        program("answer", considered, f"{section}.{prompt}", "--text", TEXT)
        program("score", considered, section, "2")
    program("counterpoints", considered, "--offline")
    for section in ("redesign", "strengths"):
        met = next(p["id"] for p in points(program) if p["section"] == section)
        program("reply", considered, met, "useless")
    llmock.reply(answer_of(), times=9)
    url = llmock.base_url("openai")
    said = ("counterpoints", considered, "--service", "openai", "-m", "m", "--base-url", url,
            "--max-cost")  # fmt: skip
    most = re.search(r"at most \$([0-9.]+)", program(*said, "0.01").err)
    assert most is not None
    assert llmock.requests == []
    limit = float(most[1]) + 0.01  # enough for one, and for none after it
    done = program(*said, str(limit))
    assert len(llmock.requests) == 1
    assert "The spend limit would be passed" in done.err
    assert program(*said, str(limit)).status == 1
    assert len(llmock.requests) == 1
    askings = program("show", "last", "--json").json["teardown"]["practice"]["askings"]
    assert 0 < sum(each["cost"] for each in askings) <= limit


def test_a_teardown_that_is_full_ends_the_round_and_is_no_fault(
    program: Program, considered: str, llmock: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lab.counterpoints.gate.MOST_IN_A_TEARDOWN", 1)
    program("answer", considered, "redesign.bet", "--text", TEXT)
    program("score", considered, "redesign", "2")
    program("counterpoints", considered, "--offline")
    met = next(p["id"] for p in points(program) if p["section"] == "redesign")
    program("reply", considered, met, "useless")
    for section in ("variance", "redesign"):
        llmock.reply(answer_of(item() | {"section_id": section}), times=1)
    done = program("counterpoints", considered, "--service", "openai", "-m", "m", "--json",
                   "--base-url", llmock.base_url("openai"))  # fmt: skip
    assert done.status == 0, done.err
    assert len(done.json["items"]) == 1
    assert "a model has said its 1 thing about this teardown" in done.err


def test_one_window_asks_at_a_time(program: Program, considered: str, llmock: LLMock) -> None:
    state = find_places(None, dict(os.environ)).state
    with turn(state, considered):
        refused = ask(program, llmock)
        assert refused.status == 1
        assert "Another window is asking a model about this teardown" in refused.line
        assert ask(program, llmock, "--repeat", "2").status == 1
    assert llmock.requests == []
    llmock.reply(answer_of())
    assert ask(program, llmock).status == 0


def test_a_mode_asks_about_the_whole_teardown(
    program: Program, considered: str, llmock: LLMock
) -> None:
    closed = program("counterpoints", considered, "--mode", "premortem")
    assert closed.status == 1
    assert "opens after 2 more sections" in closed.err
    for section, prompt in (("redesign", "bet"), ("strengths", "best")):
        program("answer", considered, f"{section}.{prompt}", "--text", TEXT)
        program("score", considered, section, "2")
    closed = program("counterpoints", considered, "--mode", "premortem")
    assert "a counter-question in 2 more sections" in closed.err
    program("counterpoints", considered, "--offline")
    for section in ("redesign", "strengths"):
        met = next(p["id"] for p in points(program) if p["section"] == section)
        program("reply", considered, met, "useless")
    llmock.reply(answer_of(item(kind="premortem")))
    done = program(
        *("counterpoints", considered, "--mode", "premortem", "--service", "openai", "-m", "m"),
        *("--base-url", llmock.base_url("openai")),
    )
    assert done.status == 0, done.err
    assert "It failed, why · severity 2" in done.out
    assert "It is a year later" in str(llmock.last_request.body)
    assert program("counterpoints", considered, "--mode", "premortem", "--offline").status == 2


def test_the_critic_is_measured_like_a_product(
    program: Program, considered: str, llmock: LLMock
) -> None:
    for quote in ("in all runs that I made", "in all runs that I made", "send it after one look"):
        llmock.reply(answer_of(item(target_quote=quote)), times=1)
    before = points(program)
    done = ask(program, llmock, "--repeat", "3")
    assert done.status == 0, done.err
    assert done.out.splitlines() == [
        "2 of 3  21% to 94%  “in all runs that I made”",
        "1 of 3  6% to 79%  “send it after one look”",
        (
            "3 calls on the same text: any two of them share 33% of their quotes, on average, "
            "from 0% to 100%."
        ),
    ]
    assert points(program) == before
    askings = program("show", considered, "--json").json["teardown"]["practice"]["askings"]
    assert [each["mode"] for each in askings] == ["repeat"] * 3
    for _ in range(2):
        llmock.reply(answer_of(), times=1)
    document = ask(program, llmock, "--repeat", "2", "--json").json
    Draft202012Validator(read_schema("counterpoints")).validate(document)
    assert document["repeats"] == {"calls": 2, "share": 1.0, "shares": [1.0, 1.0], "quotes": []}
    assert program("counterpoints", considered, "--repeat", "3").status == 2


def test_counterpoints_can_be_switched_off(program: Program, considered: str) -> None:
    program("config", "set", "counterpoints", "false")
    done = program("counterpoints", considered, "--section", "variance")
    assert done.status == 1
    assert "switched off" in done.err


def test_wrong_answers_are_refused(program: Program, considered: str) -> None:
    assert program("reply", considered, "k9", "useless").status == 1
    assert "no counterpoint “k9”" in program("reply", considered, "k9", "useless").line
    assert program("reply", considered, "k1", "maybe").status == 2
    nothing = program("reply", considered, "k1", "parked")
    assert (nothing.status, "what would settle it" in nothing.line) == (2, True)
