"""The code blocks of the README, as it gives them and as they run.

`make readme` writes what they print into the README; a test holds the two together.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
USED = ("seeds", "tests/gold", "patterns", "project.yml")
_BLOCK = re.compile(
    r"^```(console|python)\n(.*?)^```$(?:\n\nprints\n\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


def run_blocks(folder: Path) -> str:
    """Run all blocks in their order, in a copy of what they use, and give the README with what they print."""
    for name in USED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    names: dict[str, Any] = {}

    def run(match: re.Match[str]) -> str:
        if match[1] == "console":
            return f"```console\n{_run_console(match[2], folder)}```"
        home = Path.cwd()
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()) as printed:
                exec(compile(match[2], str(README), "exec"), names)
        finally:
            os.chdir(home)
        return f"```python\n{match[2]}```\n\nprints\n\n```text\n{printed.getvalue()}```"

    return _BLOCK.sub(run, README.read_text(encoding="utf-8"))


def _run_console(block: str, folder: Path) -> str:
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "COLUMNS": "110",
        "TERM": "dumb",
        "PYTHONIOENCODING": "utf-8",
    }
    lines = []
    for line in block.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                ["bash", "-c", line[2:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            printed = [line.rstrip() for line in done.stdout.splitlines()]
            lines += [line, *printed]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(run_blocks(Path(place)), encoding="utf-8")
