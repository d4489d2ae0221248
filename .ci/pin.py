"""Writes constraints.txt: an exact version of all that the app, its tests and its build need.

    python .ci/pin.py PYTHON...

Each PYTHON is an interpreter to resolve for (3.11, 3.12, 3.13, …). What only another operating
system needs is added with its marker. Where the packages come from is pip's own business: no
address is read or written here.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "constraints.txt"
PLATFORMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "darwin": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "win32": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
HEAD = """\
# Exact versions of everything that the app, its tests and its build need.
# Written by .ci/pin.py; docs/contributing.md says when and how.
"""

Versions = dict[str, str]
"""Version by canonical name."""


@dataclass(frozen=True)
class Resolved:
    """What one Python needs: the versions, and on which platforms each is needed."""

    python: str
    versions: Versions
    platforms: dict[str, frozenset[str]]


def main(interpreters: list[str]) -> int:
    """Resolve for each interpreter and write the file."""
    if not interpreters:
        sys.stderr.write("Name the interpreters to resolve for: pin.py python3.11 python3.12 …\n")
        return 2
    resolved = [resolve(interpreter) for interpreter in interpreters]
    TARGET.write_text(HEAD + "".join(lines(resolved)), encoding="utf-8")
    sys.stderr.write(f"{TARGET.name}: {', '.join(each.python for each in resolved)}\n")
    return 0


def resolve(interpreter: str) -> Resolved:
    """Ask this interpreter's pip, and again for what other platforms need on top."""
    with tempfile.TemporaryDirectory(prefix="teardown-pin-") as folder:
        subprocess.run([interpreter, "-m", "venv", folder], check=True)
        python = str(next(Path(folder).glob("[bS]*/python*")))
        command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        version = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        wanted = [f"{ROOT}[test]", *build_requirements()]
        while True:
            report = ask_pip(python, wanted)
            needs = {name: walk(report, version, name) for name in PLATFORMS}
            known = {canonicalize_name(str(each["name"])) for each in report}
            missing = sorted(set().union(*needs.values()) - known)
            if not missing:
                break
            wanted += missing
    versions: Versions = {
        canonicalize_name(str(each["name"])): str(each["version"])
        for each in report
        if each["name"] != "teardown"
    }
    return Resolved(
        python=version,
        versions=versions,
        platforms={
            name: frozenset(platform for platform in PLATFORMS if name in needs[platform])
            for name in versions
        },
    )


def build_requirements() -> list[str]:
    """Return what builds the wheel."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(requirement) for requirement in document["build-system"]["requires"]]


def ask_pip(python: str, wanted: list[str]) -> list[dict[str, object]]:
    """Return the metadata of everything that pip would install."""
    options = ["install", "--dry-run", "--quiet", "--ignore-installed", "--report", "-"]
    done = subprocess.run(
        [python, "-m", "pip", *options, *wanted], check=True, stdout=subprocess.PIPE
    )
    return [each["metadata"] for each in json.loads(done.stdout)["install"]]


def walk(report: list[dict[str, object]], python: str, platform: str) -> set[str]:
    """Return every name that this Python on this platform needs."""
    metadata = {canonicalize_name(str(each["name"])): each for each in report}
    start = [Requirement("teardown[test]"), *map(Requirement, build_requirements())]
    todo = [(canonicalize_name(each.name), frozenset(each.extras)) for each in start]
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        name, extras = todo.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        needs = metadata.get(name, {}).get("requires_dist") or []
        assert isinstance(needs, list)  # noqa: S101 - pip's report, narrowed for the type checker
        todo += [
            (canonicalize_name(requirement.name), frozenset(requirement.extras))
            for requirement in map(Requirement, needs)
            if applies(requirement, extras, python=python, platform=platform)
        ]
    return {name for name, _ in seen}


def applies(
    requirement: Requirement, extras: frozenset[str], *, python: str, platform: str
) -> bool:
    """Return whether a requirement counts there, with these extras of the one who asks."""
    if requirement.marker is None:
        return True
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        **PLATFORMS[platform],
    }
    return any(
        requirement.marker.evaluate({**environment, "extra": extra}) for extra in extras or {""}
    )


def lines(resolved: list[Resolved]) -> list[str]:
    """Return a line a package; more where the Pythons differ, each with its marker."""
    names = sorted({name for each in resolved for name in each.versions})
    return [line for name in names for line in lines_for(name, resolved)]


def lines_for(name: str, resolved: list[Resolved]) -> list[str]:
    """Return the lines of one package."""
    with_it = [each for each in resolved if name in each.versions]
    platforms = frozenset().union(*(each.platforms[name] for each in with_it))
    where = [] if platforms == set(PLATFORMS) else [platform_marker(platforms)]
    if len({each.versions[name] for each in with_it}) == 1:
        return [line(name, with_it[0].versions[name], where)]
    return [
        line(name, each.versions[name], [f'python_version == "{each.python}"', *where])
        for each in with_it
    ]


def platform_marker(platforms: frozenset[str]) -> str:
    """Return the marker for these platforms."""
    if platforms == {"linux", "darwin"}:
        return 'sys_platform != "win32"'
    names = [f'sys_platform == "{platform}"' for platform in sorted(platforms)]
    return names[0] if len(names) == 1 else f"({' or '.join(names)})"


def line(name: str, version: str, markers: list[str]) -> str:
    """Return one line of the file."""
    return f"{name}=={version}" + (f" ; {' and '.join(markers)}" if markers else "") + "\n"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
