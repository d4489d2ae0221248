"""What the app costs, beside a Textual app that shows one text area, in the same run.

    python -m tests.benchmarks.bench_app [--rounds N] [--only NAME]

Everything happens in real pseudo-terminals; ours and the bare one take turns, and each
figure is a median (or the percentile that it names). Prints one table; exits 1 if a figure
misses its target. Compiled modules are warmed up first, as they are after an installation.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT)] if str(PROJECT) not in sys.path else []

from lab.drafting import NewTeardown  # noqa: E402 - as a script this file is not in its package
from lab.evidence.captured import Capture  # noqa: E402
from lab.places import find_places  # noqa: E402
from lab.trials.writing import ProbeDraft, TrialDraft, add_probe, add_trial  # noqa: E402
from lab.workspace import Workspace  # noqa: E402
from tests.benchmarks.arguing import argue  # noqa: E402
from tests.benchmarks.library_maker import make_library  # noqa: E402
from tests.benchmarks.stopwatch import READY, Started, Watched, start_once  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OURS: Final = (
    sys.executable,
    "-c",
    "import sys; from cli.main import main; sys.argv[0] = 'teardown'; sys.exit(main())",
)
BARE: Final = (sys.executable, "-m", "tests.benchmarks.bare_app")
TEXT_SIZES: Final = {"20 KB": 20_000, "100 KB": 100_000, "one line of 10 KB": 10_000}
MARK: Final = b"Zq"
"""Stands before the cursor while keys are timed, so that each letter can be told."""


@dataclass
class Line:
    """One line of the table."""

    name: str
    ours: str
    bare: str
    figure: float
    unit: str
    target: float

    @property
    def met(self) -> bool:
        """Whether the figure is within its target."""
        return self.figure <= self.target


@dataclass
class Bench:
    """The libraries and texts that the figures are taken on."""

    folder: Path
    rounds: int

    def __post_init__(self) -> None:
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("TEARDOWN_")},
            "PYTHONPATH": str(PROJECT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
        }
        for name in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR", "LC_ALL"):
            self.environment.pop(name, None)

    def home(self, count: int) -> Path:
        """Return a home with a library of so many teardowns, its lists read once."""
        home = self.folder / f"home-{count}"
        if not home.exists():
            make_library(
                find_places(home, {}).library, count, size=20_000 if count < 5_000 else 6_000
            )
            self.warm(home)
        return home

    def warm(self, home: Path) -> None:
        """Start once, so that caches and compiled modules are there, and let it settle."""
        with Watched((*OURS, "--data-dir", str(home)), self.environment) as program:
            program.wait_for(READY)
            program.watch(6.0)
            program.quit()

    def answer(self, home: Path, text: str) -> str:
        """Return a teardown whose first answer is that text."""
        workspace = Workspace(find_places(home, {}), environ={})
        record = workspace.create(NewTeardown("Measured"))
        section = record.questions[0]
        record.work(section.id).answers[section.prompts[0].id] = text
        workspace.save(record)
        workspace.close()
        return record.id

    def alternate(
        self, ours: Callable[[], Started], bare: Callable[[], Started]
    ) -> tuple[list[Started], list[Started]]:
        """Take turns; the first turn of each is not counted."""
        turns = [(ours(), bare()) for _ in range(self.rounds + 1)][1:]
        return [mine for mine, _ in turns], [other for _, other in turns]


def main() -> int:
    """Run everything and print the table."""
    parser = argparse.ArgumentParser(description="What the app costs, beside a bare Textual app.")
    parser.add_argument("--rounds", type=int, default=15, help="starts of each kind")
    parser.add_argument("--only", choices=sorted(PARTS), help="one part of it")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-app-") as folder:
        bench = Bench(Path(folder), asked.rounds)
        lines: list[Line] = []
        for name, part in PARTS.items():
            if asked.only in {None, name}:
                lines += part(bench)
    print_table(lines)
    return 0 if all(line.met for line in lines) else 1


# Starting


def start_lines(bench: Bench) -> list[Line]:
    """Ready to type, on Home and in a teardown, with 1,000 teardowns in the library."""
    home = bench.home(1000)
    teardown = bench.answer(home, "")

    def bare() -> Started:
        return start_once(BARE, bench.environment, keys=b"~", shown=b"~")

    def on_home() -> Started:
        command = (*OURS, "--data-dir", str(home))
        return start_once(command, bench.environment, keys=b"/~", shown=b"~")

    def in_teardown() -> Started:
        command = (*OURS, "--data-dir", str(home), "open", teardown)
        return start_once(command, bench.environment, keys=b"~", shown=b"~")

    lines = []
    for name, ours in (("Home", on_home), ("a teardown", in_teardown)):
        mine, other = bench.alternate(ours, bare)
        lines += [
            _ratio(f"ready to type, {name}", _seconds(mine), _seconds(other), 1.35),
            _ratio(
                f"processor until then, {name}",
                [start.processor for start in mine],
                [start.processor for start in other],
                1.6,
            ),
        ]
    return lines


def size_lines(bench: Bench) -> list[Line]:
    """Home and its filter with 10,000 teardowns, beside ten."""
    few, many = bench.home(10), bench.home(10_000)

    def start(home: Path, shown: bytes) -> Started:
        command = (*OURS, "--data-dir", str(home))
        with Watched(command, bench.environment) as program:
            seen = program.wait_for(shown)
            return Started(seen - program.began, program.processor)

    mine, other = bench.alternate(
        lambda: start(many, b" teardowns"), lambda: start(few, b" teardowns")
    )
    times: list[float] = []
    with Watched((*OURS, "--data-dir", str(many)), bench.environment) as program:
        program.wait_for(READY)
        program.settle(1.5)
        program.send(b"/")
        program.settle(0.5)
        for word in (b"perple", b"gem", b"notio"):
            for letter in word:
                began = program.send(bytes([letter]))
                times.append(program.settle(0.03) - began)
            program.send(b"\x15")
            program.settle(0.5)
    extra = 1000 * (median(_seconds(mine)) - median(_seconds(other)))
    return [
        Line("Home at 10,000 after Home at ten", _ms(median(_seconds(mine))),
             _ms(median(_seconds(other))), extra, "ms", 250),
        Line("a letter of the filter at 10,000", _ms(median(times)), "", 1000 * median(times),
             "ms", 80),
        Line("the slowest twentieth of them", _ms(_p95(times)), "", 1000 * _p95(times), "ms", 80),
    ]  # fmt: skip


# Typing


def typing_lines(bench: Bench) -> list[Line]:
    """One letter in a long answer, beside the same text in the bare app."""
    home = bench.home(1000)
    lines: list[Line] = []
    for name, size in TEXT_SIZES.items():
        text = _prose(size, one_line=name.startswith("one line"))
        path = bench.folder / "text.md"
        path.write_text(text, "utf-8")
        command = (*OURS, "--data-dir", str(home), "open", bench.answer(home, text))
        mine: list[float] = []
        other: list[float] = []
        with (
            Watched(command, bench.environment) as ours,
            Watched((*BARE, str(path)), bench.environment) as bare,
        ):
            for program in (ours, bare):
                program.wait_for(READY)
                program.settle(1.5)
                program.send(b"\x1b[6~" * 4)
                program.settle(0.5)
                program.send(MARK)
                program.settle(0.5)
            for _ in range(80):
                mine.append(_letter(ours))
                other.append(_letter(bare))
            saving = [_letter(ours, after=pause / 100) for pause in range(10, 110, 4)]
        if name == "20 KB":
            lines.append(_ratio(f"a letter, {name}", mine, other, 1.3))
            figure = _p95(mine) / _p95(other)
            lines.append(
                Line("its slowest twentieth", _ms(_p95(mine)), _ms(_p95(other)), figure, "×", 1.3)
            )
        else:
            lines.append(
                Line(
                    f"a letter, {name}, slowest twentieth",
                    _ms(_p95(mine)),
                    _ms(_p95(other)),
                    1000 * _p95(mine),
                    "ms",
                    50,
                )
            )
        lines.append(
            Line("the same around saves", _ms(_p95(saving)), "", 1000 * _p95(saving), "ms", 50)
        )
    return lines


def _letter(program: Watched, *, after: float = 0.0) -> float:
    """Time one letter behind the mark, and take it back; *after* so many seconds of rest."""
    if after:
        program.send(b"x\x7f")
        program.watch(after)
    began = program.send(b"~")
    seen = program.wait_for(MARK + b"~")
    program.settle(0.03)
    program.send(b"\x7f")
    program.settle(0.03)
    return seen - began


# Reading a captured page


def page_lines(bench: Bench) -> list[Line]:
    """Opening a captured page from the list of evidence, and going through it."""
    lines = []
    for name, size, target in (("100 KB", 100_000, 150), ("1 MB", 1_000_000, 200)):
        home = bench.folder / f"page-{size}"
        teardown = _page(home, size)
        command = (*OURS, "--data-dir", str(home), "open", teardown)
        opened: list[float] = []
        moved: list[float] = []
        with Watched(command, bench.environment) as program:
            program.wait_for(READY)
            program.settle(1.5)
            program.send(b"\x1b[17~")  # F6: the evidence of this teardown
            program.settle(1.0)
            for _ in range(bench.rounds + 1):
                began = program.send(b"\r")
                opened.append(program.wait_for(MARK) - began)
                program.settle(1.0)
                program.send(b"q")
                program.settle(0.5)
            program.send(b"\r")
            program.settle(1.0)
            for key in (b"j", b"J", b" ") * 15:
                began = program.send(key)
                moved.append(program.settle(0.03) - began)
        # The first time also loads what reads a page.
        lines += [
            Line(f"a page of {name}, seen", _ms(median(opened[1:])), "",
                 1000 * median(opened[1:]), "ms", target),
            Line("a key in it, slowest twentieth", _ms(_p95(moved)), "", 1000 * _p95(moved),
                 "ms", 50),
        ]  # fmt: skip
    return lines


def _page(home: Path, size: int) -> str:
    """Return a teardown with a captured page of that size."""
    # The mark stands lower than what the list of evidence shows of a page.
    items = "- An item\n" * 13
    text = f"# Measured\n\n{items}- {MARK.decode()}\n\n{_prose(size)}"
    workspace = Workspace(find_places(home, {}), environ={})
    record = workspace.create(NewTeardown("Measured"))
    capture = Capture(
        url="https://measured.test/", final_url="https://measured.test/",
        fetched_at=workspace.clock.now(), sha256="0" * 64, markdown=text, words=len(text) // 6,
        verdict="good", reasons=(), page_kind="article", title="Measured",
    )  # fmt: skip
    workspace.evidence.keep(record.id, capture)
    workspace.close()
    return record.id


# Outputs of a probe


def outputs_lines(bench: Bench) -> list[Line]:
    """Opening a probe with 50 outputs of 20 KB each, and pasting another one."""
    home = bench.folder / "outputs"
    teardown = _outputs(home)
    command = (*OURS, "--data-dir", str(home), "open", teardown)
    opened: list[float] = []
    pasted: list[float] = []
    with Watched(command, bench.environment) as program:
        program.wait_for(b"Outline")
        program.settle(1.5)
        program.send(b"\x1b[18~")  # F7: the trial bench of this teardown
        program.wait_for(b"to be marked")
        program.settle(1.0)
        for _ in range(bench.rounds + 1):
            began = program.send(b"\r")
            opened.append(program.wait_for(MARK) - began)
            program.settle(1.0)
            program.send(b"q")
            program.settle(0.5)
        program.send(b"\r")
        program.settle(1.0)
        for number in range(bench.rounds):
            first = f"Zp{number}."
            began = program.paste(f"{first} {_prose(20_000)}".encode())
            pasted.append(program.wait_for(first.encode()) - began)
            program.settle(1.0)
    # The first time also loads what the screen is made of.
    return [
        Line("50 outputs of 20 KB, seen", _ms(median(opened[1:])), "", 1000 * median(opened[1:]),
             "ms", 150),
        Line("another one pasted, slowest twentieth", _ms(_p95(pasted)), "", 1000 * _p95(pasted),
             "ms", 100),
    ]  # fmt: skip


def marking_lines(bench: Bench) -> list[Line]:
    """Marking 50 outputs of 20 KB each, then opening their groups."""
    home = bench.folder / "marking"
    teardown = _outputs(home)
    command = (*OURS, "--data-dir", str(home), "open", teardown)
    marked: list[float] = []
    with Watched(command, bench.environment) as program:
        program.wait_for(b"Outline")
        program.settle(1.5)
        program.send(b"\x1b[18~")  # F7: the trial bench of this teardown
        program.wait_for(b"to be marked")
        program.settle(1.0)
        began = program.send(b"m")
        opened = program.wait_for(b"50 to go") - began
        program.settle(1.0)
        for left in range(49, 0, -1):
            began = program.send(b"pf"[left % 2 : left % 2 + 1])
            # The outputs begin alike, so it waits until nothing more is drawn.
            marked.append(program.settle(0.05) - began)
        program.settle(1.0)
        began = program.send(b"p")
        ended = program.wait_for(b"What is next") - began
        program.settle(1.0)
        began = program.send(b"g")
        paired = program.wait_for(b"fewest words") - began
    return [
        Line("50 outputs to mark, seen first", _ms(opened), "", 1000 * opened, "ms", 250),
        Line("a mark, slowest twentieth", _ms(_p95(marked)), "", 1000 * _p95(marked), "ms", 100),
        Line("the last mark to the sentence", _ms(ended), "", 1000 * ended, "ms", 250),
        Line("the two most different, found", _ms(paired), "", 1000 * paired, "ms", 400),
    ]


def _outputs(home: Path) -> str:
    """Return a teardown with such a probe; the last output begins with the mark."""
    workspace = Workspace(find_places(home, {}), environ={})
    record = workspace.create(NewTeardown("Measured"))
    draft = ProbeDraft("Sum this up.", "All of it is there.", budget="deep")
    add_probe(record, draft, now=workspace.clock.now())
    for number in range(50):
        first = MARK.decode() if number == 49 else f"{number}."
        trial = TrialDraft(f"{first} {_prose(20_000)}", seconds=4.0)
        add_trial(record, "b1", trial, now=workspace.clock.now())
    workspace.save(record)
    workspace.close()
    return record.id


# At rest


def rest_lines(bench: Bench) -> list[Line]:
    """Memory, and what it does while nobody does anything."""
    home = bench.home(1000)
    teardown = bench.answer(home, _prose(20_000))
    lines = []
    for name, more in (("Home", ()), ("a teardown", ("open", teardown))):
        command = (*OURS, "--data-dir", str(home), *more)
        with Watched(command, bench.environment) as ours, Watched(BARE, bench.environment) as bare:
            for program in (ours, bare):
                program.wait_for(READY)
            ours.watch(5.0)
            bare.watch(1.0)
            before = ours.processor, bare.processor, time.perf_counter()
            ours.watch(5.0)
            bare.watch(5.0)
            spent = time.perf_counter() - before[2]
            mine = (ours.processor - before[0]) / spent * 1000
            other = (bare.processor - before[1]) / spent * 1000
            lines += [
                Line(f"processor at rest, {name}", f"{mine:.1f} ms/s", f"{other:.1f} ms/s",
                     mine / other, "×", 1.0),
                Line(f"memory, {name}", f"{ours.memory:.0f} MB", f"{bare.memory:.0f} MB",
                     ours.memory, "MB", 60),
            ]  # fmt: skip
    return lines


# Being argued with


def counterpoints_lines(bench: Bench) -> list[Line]:
    """The longest turn of the event loop while a section is argued with, and what is loaded."""
    lines = []
    for name, size, service in (("20 KB", 20_000, "anthropic"), ("100 KB", 100_000, "openai")):
        parts, loaded = argue(bench.folder, bench.environment, _prose(size), service=service)
        lines += [
            Line(f"counterpoints {part}, {name}", f"{_ms(took)} ({_ms(own)})", "",
                 1000 * took, "ms", 50)
            for part, took, own in parts
        ]  # fmt: skip
        modules = -1 if loaded is None else loaded
        lines.append(Line(f"of {service}’s library in the app", str(modules), "", modules, "", 0))
    return lines


PARTS: Final = {
    "start": start_lines,
    "size": size_lines,
    "typing": typing_lines,
    "page": page_lines,
    "outputs": outputs_lines,
    "marking": marking_lines,
    "rest": rest_lines,
    "counterpoints": counterpoints_lines,
}


def _prose(size: int, *, one_line: bool = False) -> str:
    random = Random(7)
    words = ("the", "answer", "it", "gave", "was", "long", "and", "kept", "one", "tone")
    text = ""
    while len(text) < size:
        text += " ".join(random.choice(words) for _ in range(random.randint(30, 90))) + ".\n\n"
    return text.replace("\n\n", " ")[:size] if one_line else text[:size]


def _seconds(starts: Sequence[Started]) -> list[float]:
    return [start.seconds for start in starts]


def _ratio(name: str, ours: Sequence[float], bare: Sequence[float], target: float) -> Line:
    mine, other = median(ours), median(bare)
    return Line(name, _ms(mine), _ms(other), mine / other, "×", target)


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"


def print_table(lines: Sequence[Line]) -> None:
    """Print what was measured, and whether it is within its target."""
    head = f"{'':<44} {'ours':>10} {'bare':>10} {'figure':>9} {'target':>9}"
    sys.stdout.write(head + "\n")
    for line in lines:
        figure = (
            f"{line.figure:.2f} {line.unit}"
            if line.unit == "×"
            else f"{line.figure:.0f} {line.unit}"
        )
        target = f"{line.target:g} {line.unit}"
        verdict = "" if line.met else "  missed"
        sys.stdout.write(
            f"{line.name:<44} {line.ours:>10} {line.bare:>10} {figure:>9} {target:>9}{verdict}\n"
        )


if __name__ == "__main__":
    raise SystemExit(main())
