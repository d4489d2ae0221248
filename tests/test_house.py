"""The house itself: versions, wheel, arrows, README."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from lab import __version__
from lab.workspace import Workspace
from tests.pictures import IMAGES, pictures
from tests.readme import KEYS, README, command_line, with_tables
from tests.wheel import MANUAL, PACKAGES, PROJECT, faults_of


def project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def constraints() -> list[Requirement]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def pins() -> dict[str, str]:
    """Return the versions that hold on this machine."""
    return {
        canonicalize_name(each.name): str(next(iter(each.specifier)).version)
        for each in constraints()
        if each.marker is None or each.marker.evaluate()
    }


def own_requirements() -> list[Requirement]:
    document = project()
    named = [
        *document["project"]["dependencies"],
        *document["project"]["optional-dependencies"]["test"],
        *document["build-system"]["requires"],
    ]
    return [Requirement(each) for each in named]


def our_files() -> list[Path]:
    """Return every file of text that belongs to the project."""
    folders = [*PACKAGES, "tests", "docs", ".ci"]
    inside = [path for folder in folders for path in (PROJECT / folder).rglob("*")]
    top = [path for path in PROJECT.iterdir() if not path.name.startswith(".")]
    return [
        path
        for path in [*top, *inside]
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".png"
    ]


# Versions


def test_each_constraint_names_one_exact_version() -> None:
    for each in constraints():
        assert re.fullmatch(r"==[\w.]+", str(each.specifier)), f"{each} is not exact"
        assert each.url is None


BROUGHT = {"pydantic_core", "rich", "colorama", "httpx2", "referencing"}
"""Parts of pydantic, textual, on Windows click, anthropic and jsonschema, which pin them."""


def test_what_ours_imports_is_a_dependency_of_its_own() -> None:
    declared = {
        canonicalize_name(Requirement(each).name) for each in project()["project"]["dependencies"]
    }
    providers = importlib.metadata.packages_distributions()
    for package in PACKAGES:
        for path in (PROJECT / package).rglob("*.py"):
            tops = {module.partition(".")[0] for module in imported_by(path)}
            for module in tops - {*PACKAGES} - sys.stdlib_module_names - BROUGHT:
                sources = {canonicalize_name(name) for name in providers.get(module, [module])}
                assert sources & declared, f"{path} imports {module}"


def imported_by(path: Path) -> set[str]:
    """Name the modules that a file imports, wherever in it."""
    found = set()
    todo: list[ast.AST] = [ast.parse(path.read_bytes())]
    for node in todo:
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif not isinstance(node, ast.expr):  # within which nothing can be imported
            todo += ast.iter_child_nodes(node)
    return found


def test_everything_that_ours_needs_is_pinned_and_fits_what_asks_for_it() -> None:
    pinned = pins()
    todo = [(each, frozenset(each.extras)) for each in own_requirements()]
    seen = set()
    while todo:
        requirement, asked = todo.pop()
        name = canonicalize_name(requirement.name)
        if requirement.marker and not any(
            requirement.marker.evaluate({"extra": extra}) for extra in asked or {""}
        ):
            continue
        assert name in pinned, f"{name} is not in constraints.txt"
        assert Version(pinned[name]) in requirement.specifier, f"{requirement}: {pinned[name]}"
        extras = frozenset(requirement.extras)
        if (name, extras) not in seen:
            seen.add((name, extras))
            needs = importlib.metadata.requires(name) or []
            todo += [(Requirement(each), extras) for each in needs]
    assert {"textual", "rich", "tinydb", "pytest", "pluggy"} <= {name for name, _ in seen}


def test_no_file_says_where_packages_come_from_or_names_a_folder_of_one_machine() -> None:
    telltale = re.compile(
        r"index[-_]url|find[-_]links|pythonhosted|/simple[/]|registry\s*=|(?<![\w.])/(?:work|root|opt)[/]"
    )
    found = [
        f"{path.relative_to(PROJECT)}:{number}: {line.strip()}"
        for path in our_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if telltale.search(line) and path != Path(__file__)
    ]
    assert found == []


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    begin = lines.index("dependencies = [")
    reason = ""
    for line in lines[begin + 1 : lines.index("[project.scripts]")]:
        text = line.strip()
        if text.startswith("#"):
            reason = text
        elif text.startswith('"'):
            assert reason, f"{text} has no reason above it"
        else:
            reason = ""


# The wheel


def test_the_wheel_ships_five_packages_with_all_their_files_and_nothing_else(
    tmp_path: Path,
) -> None:
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = run(build, str(tmp_path), folder=PROJECT)
    wheel = tmp_path / done.stdout.splitlines()[-1]
    assert faults_of(wheel) == []
    assert wheel.name == f"teardown-{__version__}-py3-none-any.whl"


def test_a_wheel_without_a_file_or_with_another_package_is_noticed(tmp_path: Path) -> None:
    import zipfile

    wheel = tmp_path / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tests/conftest.py", "")
        archive.writestr("lab/__init__.py", "")
        archive.writestr("teardown-0.1.0.dist-info/METADATA", "")
    faults = faults_of(wheel)
    assert "too much: tests/conftest.py" in faults
    assert "missing: teardown_templates/content/quick.yaml" in faults
    assert f"missing: {MANUAL}" in faults
    assert not [fault for fault in faults if "METADATA" in fault or "lab/__init__" in fault]


# The arrows


LINT_IMPORTS = "from importlinter.cli import lint_imports as l; raise SystemExit(l(cache_dir=None))"
VIOLATIONS = {
    "store/planted.py": "import lab.places",
    "lab/planted.py": "import tinydb",
    "cli/planted.py": "import textual.app",
    "tui/planted.py": "import store.library\nimport click\nimport httpx",
    "tui/screens/home/planted.py": "import tui.screens.new",
}


def test_the_import_contracts_hold() -> None:
    done = run(LINT_IMPORTS, folder=PROJECT)
    assert "0 broken" in done.stdout


def test_each_import_contract_breaks_when_it_is_violated(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(
            PROJECT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    for name, source in VIOLATIONS.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    done = run(LINT_IMPORTS, folder=tmp_path, status=1)
    contracts = project()["tool"]["importlinter"]["contracts"]
    assert [each["name"] for each in contracts if f"{each['name']} BROKEN" not in done.stdout] == []


def run(
    source: str, *arguments: str, folder: Path, path: Path | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-c", source, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(path or folder), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done


# The README


def readme() -> str:
    return README.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [README, KEYS], ids=lambda page: page.name)
def test_the_keys_are_those_that_the_app_declares(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<!-- keys: " in text
    assert text == with_tables(text), "Run: python -m tests.readme"


@pytest.mark.parametrize("where", ["", " on Windows"])
def test_one_line_sets_up_and_starts_and_one_sets_up_and_tests(where: str) -> None:
    for name, ending in (("run", "teardown"), ("test", "worksteal")):
        shell, line = command_line(name + where, readme())
        assert shell == ("powershell" if where else "sh")
        assert "\n" not in line
        assert "-m venv .venv" in line
        assert "--constraint constraints.txt" in line
        assert line.endswith(ending)
        assert ("&&" in line) != bool(where), "PowerShell 5 has no &&"


def test_the_lines_for_windows_do_what_the_others_do() -> None:
    for name in ("run", "test"):
        _, posix = command_line(name, readme())
        _, windows = command_line(f"{name} on Windows", readme())
        translated = (
            windows.replace("py -3", "python3").replace(".venv\\Scripts\\", ".venv/bin/")
        ).replace("; ", " && ")
        assert translated == posix


@pytest.mark.skipif(sys.platform == "win32", reason="the checks run in bash")
def test_the_checks_run_the_readmes_own_line() -> None:
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    function = text[text.index("readme_line() {") :].split("\n}\n")[0] + "\n}\n"
    done = subprocess.run(
        ["bash", "-c", function + "readme_line test"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == command_line("test", readme())[1]


def test_the_readmes_commands_do_what_they_say(home: Path, teardown_home: Path) -> None:
    _, lines = command_line("commands", readme())
    for line in lines.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "teardown"
        run(
            "import sys; from cli.main import main; sys.exit(main())",
            *arguments,
            folder=home,
            path=PROJECT,
        )
    exported = (home / "notion.md").read_text(encoding="utf-8")
    assert "Summarise, on a page of meeting notes, free plan." in exported
    assert "Score: 3" in exported
    assert list((teardown_home / "library" / "teardowns").glob("notion-ai-*.json"))


def test_only_what_fetches_pages_and_asks_models_can_reach_the_network() -> None:
    telephones = {"socket", "ssl", "http", "urllib.request", "httpx", "httpcore", "requests"}
    may = PROJECT / "lab" / "evidence" / "fetching", PROJECT / "lab" / "models"
    for package in PACKAGES:
        for path in (PROJECT / package).rglob("*.py"):
            if any(path.is_relative_to(folder) for folder in may):
                continue
            can = imported_by(path) & telephones
            assert not can, f"{path} can; then the README may not say otherwise"


def test_every_page_and_picture_that_the_readme_names_is_there() -> None:
    named = re.findall(r"\]\((?!https?:)([^)#]+)\)|`(docs/[\w./-]+)`", readme())
    missing = [path for pair in named for path in pair if path and not (PROJECT / path).exists()]
    assert missing == []
    assert len(named) >= 3


async def test_the_pictures_show_the_app_and_fetch_nothing_from_anywhere() -> None:
    drawn = await pictures()
    assert "This" in drawn["home.svg"]
    assert "Saved" in drawn["walk.svg"]
    for name, new in drawn.items():
        for picture in (new, (IMAGES / name).read_text(encoding="utf-8")):
            addresses = re.findall(r"\w+://[^\"'\s)]+", picture)
            assert addresses == ["http://www.w3.org/2000/svg"]


def test_the_contributors_page_names_every_room_of_the_workspace() -> None:
    page = (PROJECT / "docs" / "contributing.md").read_text(encoding="utf-8")
    table = page.split("| room |")[1].split("\n\n")[0]
    rooms = {name for name, value in vars(Workspace).items() if isinstance(value, cached_property)}
    assert set(re.findall(r"`(\w+)`", table)) == rooms - {"settings", "library", "templates"}


def test_the_changelog_tells_of_this_version() -> None:
    changes = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in changes
