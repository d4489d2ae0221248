"""What a start pays for: a list costs no YAML, one template costs only its own files."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout.strip()


def test_a_list_of_templates_loads_no_yaml_and_no_library() -> None:
    said = run(
        """
        import sys
        from pathlib import Path
        from teardown_templates.loader import Templates
        print(len(Templates(Path("none")).names()))
        print([name for name in ("yaml", "pydantic", "textual", "tinydb") if name in sys.modules])
        """
    )
    assert said.splitlines() == ["9", "[]"]


def test_getting_one_template_reads_only_the_files_that_it_is_merged_from() -> None:
    said = run(
        """
        import teardown_templates.content_files as files
        read = []
        real = files.read_tree
        files.read_tree = lambda path: (read.append(path.stem), real(path))[1]
        from teardown_templates.loader import Templates
        Templates().get("quick"), Templates().get("quick")
        print(sorted(read))
        """
    )
    assert said == "['full', 'quick']"
