"""What the wheel ships: every file of the five packages, the manual page, and nothing else.

python -m tests.wheel FILE.whl
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path
from typing import Final

__all__ = ["MANUAL", "PACKAGES", "PROJECT", "faults_of"]

PROJECT: Final = Path(__file__).resolve().parent.parent
PACKAGES: Final = ("teardown_templates", "store", "lab", "cli", "tui")
"""The only names that an installation adds beside its own metadata."""
MANUAL: Final = "data/share/man/man1/teardown.1"
"""Where the manual page stands in the wheel, below its folder of data."""


def faults_of(wheel: Path) -> list[str]:
    """Return what the wheel lacks and what it should not hold."""
    with zipfile.ZipFile(wheel) as archive:
        shipped = {
            name for name in archive.namelist() if ".dist-info" not in name.partition("/")[0]
        }
    manual = {name for name in shipped if name.endswith(f".data/{MANUAL}")}
    shipped -= manual
    written = {
        path.relative_to(PROJECT).as_posix()
        for package in PACKAGES
        for path in (PROJECT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    missing = sorted(written - shipped) + ([] if manual else [MANUAL])
    return [f"missing: {name}" for name in missing] + [
        f"too much: {name}" for name in sorted(shipped - written)
    ]


def main(wheel: Path) -> int:
    """Say what is wrong with this wheel."""
    faults = faults_of(wheel)
    sys.stdout.write("\n".join(faults or [f"{wheel.name} ships {', '.join(PACKAGES)}"]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
