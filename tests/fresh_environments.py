"""Wheels of our own, and environments with nothing else of ours in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

PACKED = ("pyproject.toml", "README.md", "LICENSE", "src", "patterns")


def pip(*arguments: object) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def build_wheel(root: Path, folder: Path) -> Path:
    """Build our wheel from a copy: a build leaves its traces in the sources, and finds those of earlier ones."""
    sources = folder / "sources"
    sources.mkdir()
    for name in PACKED:
        origin = root / name
        if origin.is_dir():
            shutil.copytree(origin, sources / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(origin, sources / name)
    # without isolation, so that it needs no network
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sources)
    (built,) = folder.glob("*.whl")
    return built


def make_environment(folder: Path, *wheels: Path) -> Path:
    """Make an environment with these wheels in it and the dependencies lent to it, and give its interpreter."""
    builder = venv.EnvBuilder(symlinks=os.name != "nt")
    builder.create(folder)
    context = builder.ensure_directories(folder)
    pip("--python", context.env_exe, "install", "--no-deps", "--no-index", *wheels)
    (site_packages,) = folder.rglob("site-packages")
    # all but ourselves: the entry points of an install whose package is out of sight would be looked for
    lent = folder / "lent"
    lent.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(("cinespan", "__editable__")):
            (lent / path.name).symlink_to(path)
    # the folder on this line is searched after the environment's own
    (site_packages / "dependencies.pth").write_text(str(lent))
    return Path(context.env_exe)
