"""The trial bench on the command line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click
import pytest
import yaml

from cli.completing import COMPLETERS
from cli.session import Session
from teardown_templates.libraries import example_trials

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.running import Program

RULE = "Names the date."


def table(*rows: dict[str, Any]) -> str:
    page = io.StringIO()
    writer = csv.DictWriter(page, [*rows[0]])
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue()


@pytest.fixture
def example(tmp_path: Path) -> str:
    """The example's trials as somebody keeps them in a table."""
    rows = [
        {
            "probe": "notes",
            "trial": each["run"],
            "answer": each["output"],
            "verdict": each["verdict"],
            "group": each["group"],
            "wording": each["prompt"],
            "seconds": each["seconds"],
        }
        for each in example_trials()["trials"]
    ]
    path = tmp_path / "example.csv"
    path.write_text(table(*rows), encoding="utf-8")
    return str(path)


def assert_expected(probe: dict[str, Any]) -> None:
    expected = example_trials()["expected"]
    first = expected["p0"]
    for name in ("passes", "runs", "groups", "raw_identical", "seconds_median", "seconds_worst"):
        assert probe[name] == first[name], name
    for name in ("rate", "modal_share", "entropy_nats", "consistency", "pairwise_agreement"):
        assert probe[name] == pytest.approx(first[name], abs=5e-5), name
    assert 1 - probe["consistency"] == pytest.approx(first["entropy_normalised"], abs=5e-5)
    assert probe["wilson95"] == pytest.approx(first["wilson95"], abs=5e-5)
    for k in ("2", "3"):
        assert probe["any_of_k"][k] == pytest.approx(first[f"any_of_{k}"])
        assert probe["all_of_k"][k] == pytest.approx(first[f"all_of_{k}"])
    rates = [each["rate"] for each in probe["wordings"].values()]
    assert rates == [expected["wordings"][name] for name in ("p0", "p1", "p2")]
    assert probe["wording_spread"] == expected["wordings"]["spread"]
    assert [*probe["wordings"]][2] == probe["worst_wording"]
    assert probe["one_liner"] == expected["one_liner"]


def test_the_example_gives_its_figures_straight_from_a_table(
    program: Program, example: str
) -> None:
    document = program("probe", "stats", example, "--json").json
    (probe,) = document["probes"]
    assert_expected(probe)
    assert probe["worst_wording"] == "p2"
    pooled = example_trials()["expected"]["pooled"]
    assert (document["pooled"]["passes"], document["pooled"]["runs"]) == (6, 11)
    assert document["pooled"]["wilson95"] == pytest.approx(pooled["wilson95"], abs=5e-5)
    assert document["retry_lift"] is None
    assert any("3 prompts" in note for note in document["notes"])


def test_the_example_gives_its_figures_typed_in_by_hand(program: Program, teardown_id: str) -> None:
    trials = example_trials()["trials"]
    prompt, *others = dict.fromkeys(each["wording"] for each in trials)
    wordings = [part for words in others for part in ("--wording", words)]
    rule = example_trials()["pass_rule"]
    added = program("probe", "add", teardown_id, "--prompt", prompt, "--pass-rule", rule, *wordings)
    assert added.out == "b1\n"
    for each in trials:
        done = program(
            *("probe", "trial", "last", "b1", "--file", "-", "--verdict", each["verdict"]),
            *("--group", each["group"], "--seconds", str(each["seconds"])),
            *("--wording", each["wording"]),
            stdin=each["output"].encode(),
        )
        assert done.status == 0, done.err
    (probe,) = program("probe", "stats", teardown_id, "--json").json["probes"]
    assert_expected(probe)
    assert [*probe["wordings"]] == [prompt, *others]


def test_what_people_read_has_the_sentence_bars_and_no_line_beyond_the_terminal(
    program: Program, example: str
) -> None:
    done = program("probe", "stats", example)
    text = " ".join(done.out.split())
    assert example_trials()["expected"]["one_liner"] in text
    assert "You could have missed anything rarer than 45%".lower() in text.lower()
    assert "├──────────●───────┤" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert "\x1b[3" not in program("probe", "stats", example, terminal=True).out
    plain = program("probe", "stats", example, encoding="ascii").out
    assert ".......|----------o-------|...." in plain


def test_the_quality_line_stands_in_bar_and_sentence(program: Program, teardown_id: str) -> None:
    program(
        *("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE),
        *("--quality-line", "80", "--budget", "quick"),
    )
    for _ in range(5):
        program("probe", "trial", "last", "b1", "--text", "x", "--verdict", "fail")
    out = program("probe", "stats", "last").out
    assert "╎" in out
    assert "The quality line of 80% lies above the whole interval: it is missed." in out


def test_a_budget_says_what_it_will_be_worth(program: Program, teardown_id: str) -> None:
    done = program(
        *("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE, "--budget", "quick")
    )
    assert "as low as 57%" in done.line


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("--prompt", "Hi"), 2, "The probe has no pass rule"),
        (("--prompt", "Hi", "--kind", "pushback"), 2, "for example “Keeps the answer"),
        (("--prompt", "", "--pass-rule", RULE), 2, "asks nothing"),
        (("--prompt", "Hi", "--pass-rule", RULE, "--kind", "x"), 2, "no kind of probe"),
        (("--prompt", "Hi", "--pass-rule", RULE, "--quality-line", "0.8"), 2, "no whole number"),
        (("--prompt", "Hi", "--pass-rule", RULE, "--budget", "big"), 2, "There are: quick"),
    ],
    ids=("rule", "kind", "prompt", "unknown", "line", "budget"),
)
def test_a_probe_that_cannot_be_is_refused_in_one_line(
    program: Program, teardown_id: str, options: tuple[str, ...], status: int, said: str
) -> None:
    done = program("probe", "add", teardown_id, *options)
    assert (done.status, done.out) == (status, "")
    assert said in done.line


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ((), 2, "Give the output with --text or with --file"),
        (("--text", "x", "--file", "-"), 2, "one of them"),
        (("--text", " "), 2, "There is no output in it"),
        (("--text", "x", "--seconds", "soon"), 2, "no time in seconds"),
        (("--text", "x", "--seconds", "inf"), 2, "no time in seconds"),
        (("--text", "x", "--wording", "7"), 2, "no wording “7”"),
        (("--text", "x", "--verdict", "maybe"), 2, "maybe"),
        (("--text", "x", "--citations", "5/4"), 2, "not how many of how many"),
        (("--text", "x", "--sentences", "4"), 2, "not how many of how many"),
        (("--text", "x", "--sentences", "²/4"), 2, "not how many of how many"),
    ],
)
def test_an_output_that_cannot_be_is_refused_in_one_line(
    program: Program, teardown_id: str, options: tuple[str, ...], status: int, said: str
) -> None:
    program("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE)
    done = program("probe", "trial", teardown_id, "b1", *options)
    assert (done.status, done.out) == (status, "")
    assert said in done.line


def test_what_is_not_there_is_named(program: Program, teardown_id: str) -> None:
    done = program("probe", "trial", teardown_id, "b9", "--text", "x")
    assert done.status == 1
    assert "has no probe “b9”. “teardown probe add” begins one." in done.line
    assert program("probe", "stats", "no-such").status == 1
    assert program("probe", "stats", "no-such.csv").status == 1
    assert program("probe", "stats", teardown_id, "--probe", "b1").status == 1
    assert program("probe").status == 2


def test_an_outage_needs_no_output_and_counts_in_no_rate(
    program: Program, teardown_id: str
) -> None:
    program("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE)
    assert program("probe", "trial", "last", "b1", "--verdict", "error").out == "t1\n"
    program("probe", "trial", "last", "b1", "--text", "Hm", "--verdict", "unclear")
    program("probe", "trial", "last", "b1", "--text", "Hm")
    (probe,) = program("probe", "stats", "last", "--json").json["probes"]
    counts = [probe[name] for name in ("runs", "errors", "unclear", "unmarked")]
    assert counts == [0, 1, 1, 1]
    assert [probe[name] for name in ("rate", "wilson95", "modal_share")] == [None, None, None]
    assert probe["one_liner"] == "Nothing is marked yet, so nothing can be said."


def test_sources_that_somebody_opened_are_counted(program: Program, teardown_id: str) -> None:
    program(
        *("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE),
        *("--kind", "citation_audit"),
    )
    for citations, sentences in (("3/4", "8/10"), ("1/4", "5/10")):
        done = program(
            *("probe", "trial", "last", "b1", "--text", "x", "--verdict", "pass"),
            *("--citations", citations, "--sentences", sentences),
        )
        assert done.status == 0, done.err
    (probe,) = program("probe", "stats", "last", "--json").json["probes"]
    assert (probe["citation_precision"], probe["citation_recall"]) == (0.5, 0.65)
    said = "Sources: 4 of 8 citations support their sentence; 13 of 20 sentences"
    assert said in " ".join(program("probe", "stats", "last").out.split())
    assert said in program("export", "last").out


def test_a_file_comes_in_once_and_a_dry_run_not_at_all(
    program: Program, teardown_id: str, example: str
) -> None:
    dry = program("probe", "import", teardown_id, example, "--dry-run")
    assert "b1 (new)" in dry.out
    assert "Nothing was written" in dry.err
    assert program("probe", "stats", teardown_id, "--json").json["probes"] == []
    first = program("probe", "import", teardown_id, example, "--pass-rule", RULE)
    assert (first.status, first.out) == (0, dry.out)
    assert "no pass rule" not in first.err
    again = program("probe", "import", teardown_id, example)
    assert "All of them are there already" in again.err
    (probe,) = program("probe", "stats", teardown_id, "--json").json["probes"]
    assert_expected(probe)
    assert (probe["name"], probe["pass_rule"]) == ("notes", RULE)
    assert program("probe", "stats", teardown_id, "--probe", "notes").status == 0


def test_answers_alone_go_to_the_probe_that_is_said(program: Program, teardown_id: str) -> None:
    for prompt in ("One", "Two"):
        program("probe", "add", teardown_id, "--prompt", prompt, "--pass-rule", RULE)
    data = b"answer,verdict\nx,pass\ny,\n"
    done = program("probe", "import", "last", "-", "--probe", "b2", stdin=data)
    assert done.out.splitlines()[1].split()[:3] == ["b2", "2", "0"]
    data = b"answer,verdict\nx,fail\ny,pass\n"
    again = program("probe", "import", "last", "-", "--probe", "b2", stdin=data)
    assert "2 outputs of b2 are there with another verdict or group" in again.err
    assert program("probe", "import", "last", "-", "--probe", "b9", stdin=data).status == 1


def test_where_a_pass_rule_comes_from_is_said(program: Program, teardown_id: str) -> None:
    data = b"probe,answer\nHi,x\n"
    first = program("probe", "import", teardown_id, "-", stdin=data)
    assert "b1 has no pass rule; --pass-rule gives one to new probes." in first.err
    again = program("probe", "import", teardown_id, "-", stdin=data)
    assert "b1 has no pass rule; “teardown edit” gives one" in again.err


def test_stdin_is_a_file_and_a_bad_one_is_refused(program: Program, teardown_id: str) -> None:
    done = program("probe", "import", teardown_id, "-", stdin=b'{"answer": "x"}\n{"answer": "y"}')
    assert done.status == 0
    assert program("probe", "stats", "-", "--json", stdin=b"answer\nx\n").json["probes"]
    bad = program("probe", "import", teardown_id, "-", stdin=b"one,two\n1,2\n")
    assert (bad.status, bad.out) == (1, "")
    assert "stdin cannot be read" in bad.line


def test_the_same_prompts_of_two_teardowns_are_compared(program: Program) -> None:
    ids = [program.new(name) for name in ("Old", "New")]
    for teardown_id, verdicts in zip(ids, ("ppppp", "fffff"), strict=True):
        program("probe", "add", teardown_id, "--prompt", "Say it.", "--pass-rule", RULE)
        program("probe", "add", teardown_id, "--prompt", teardown_id, "--pass-rule", RULE)
        for verdict in verdicts:
            word = {"p": "pass", "f": "fail"}[verdict]
            program("probe", "trial", teardown_id, "b1", "--text", "x", "--verdict", word)
    document = program("probe", "diff", *ids, "--json").json
    (one,) = document["probes"]
    assert (one["before"]["passes"], one["after"]["passes"]) == (5, 0)
    assert (one["difference"], one["reading"], one["mcnemar_p"]) == (-1, "changed", None)
    assert one["newcombe95"] == pytest.approx([-1, -0.3855], abs=5e-4)
    assert [len(document[name]) for name in ("only_before", "only_after")] == [1, 1]
    text = " ".join(program("probe", "diff", *ids).out.split())
    assert "5 of 5 before, 0 of 5 after: -100 points (95% interval -100 to -39)." in text
    assert "More than chance would explain." in text
    empty = program("probe", "diff", program.new("A"), program.new("B"))
    assert (empty.status, empty.out, empty.line) == (0, "", "No prompt stands in both.")


def test_a_table_goes_out_and_comes_back_as_it_was(
    program: Program, teardown_id: str, example: str, tmp_path: Path
) -> None:
    program("probe", "import", teardown_id, example)
    text = program("probe", "export", teardown_id).out
    target = tmp_path / "out.csv"
    assert program("probe", "export", teardown_id, "-o", str(target)).out == f"{target}\n"
    assert target.read_bytes().decode() == text
    assert program("probe", "export", teardown_id, "-o", str(target)).status == 1
    assert program("probe", "export", teardown_id, "-o", str(target), "--force").status == 0
    assert "All of them are there already" in program("probe", "import", "last", str(target)).err
    other = program.new("Other")
    program("probe", "import", other, str(target))
    assert program("probe", "export", other).out == text


def test_promptfoo_gets_its_outputs_and_a_config(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    program(
        *("probe", "add", teardown_id, "--prompt", "Say {{it}}: now", "--pass-rule", RULE),
        *("--wording", "It, please"),
    )
    for text in ("- Plain", "{{env.HOME}}"):
        program("probe", "trial", "last", "b1", "--text", text, "--verdict", "pass", "--group", "A")
    program("probe", "trial", "last", "b1", "--verdict", "error")
    folder = tmp_path / "promptfoo"
    done = program("probe", "export", "last", "--format", "promptfoo", "-o", str(folder))
    assert [line.rsplit("/", 1)[-1] for line in done.out.splitlines()] == [
        "b1.outputs.json",
        "b1.promptfooconfig.yaml",
    ]
    assert "1 output holds “{{”" in done.err
    outputs = json.loads((folder / "b1.outputs.json").read_text(encoding="utf-8"))
    assert outputs[0] == {
        "output": "- Plain",
        "tags": ["b1", "t1", "wording 0", "pass", "group A"],
    }
    assert len(outputs) == 2
    config = yaml.safe_load((folder / "b1.promptfooconfig.yaml").read_text(encoding="utf-8"))
    assert config["prompts"] == ["{% raw %}Say {{it}}: now{% endraw %}", "It, please"]
    assert config["evaluateOptions"] == {"repeat": 3}
    assert RULE in config["description"]
    assert program("probe", "export", "last", "--format", "promptfoo").status == 2


def test_an_export_never_goes_into_the_library(
    program: Program, teardown_id: str, teardown_home: Path
) -> None:
    program("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE)
    inside = teardown_home / "library" / "teardowns" / "trials.csv"
    done = program("probe", "export", teardown_id, "-o", str(inside))
    assert (done.status, inside.exists()) == (2, False)


def test_what_a_spreadsheet_would_compute_goes_out_as_it_is_and_is_named(
    program: Program, teardown_id: str, tmp_path: Path
) -> None:
    program("probe", "add", teardown_id, "--prompt", "Hi", "--pass-rule", RULE)
    program("probe", "trial", "last", "b1", "--text", "=1+1")
    done = program("probe", "export", "last")
    assert ",=1+1," in done.out
    assert "1 trial begins with =, +, - or @" in done.line
    program("probe", "trial", "last", "b1", "--text", "- one")
    target = tmp_path / "t.csv"
    assert "2 trials begin" in program("probe", "export", "last", "-o", str(target)).err


def test_outputs_never_act_on_the_terminal(program: Program, teardown_id: str) -> None:
    bad = "\x1b]0;owned\x07\x1b[31m"
    program("probe", "add", teardown_id, "--prompt", f"Hi {bad}", "--pass-rule", bad, "--name", bad)
    program("probe", "trial", "last", "b1", "--text", bad, "--verdict", "pass", "--group", bad)
    program("probe", "trial", "last", "b1", "--text", bad, "--verdict", "pass", "--group", bad)
    for command in (("stats", "last"), ("diff", "last", "last"), ("export", "last")):
        shown = program("probe", *command, terminal=True).out
        assert "\x1b]" not in shown
        assert "\x1b[31m" not in shown


def test_tab_offers_the_probes(program: Program, teardown_id: str) -> None:
    program("probe", "add", teardown_id, "--prompt", "Say it.", "--pass-rule", RULE)
    context = click.Context(click.Command("trial"))
    context.params["teardown"] = teardown_id
    assert [*COMPLETERS["probe"](Session(), context, "")] == [("b1", "Say it.")]
