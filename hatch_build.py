"""Compile the hot packages of a wheel with mypyc, where a C compiler is at hand.

Extraction is grammar in Python; compiled it runs about twice as fast and says the same. A wheel is built pure, with one
line of notice, where there is no compiler, where compiling fails, or with ``KG_DANGBO_PURE=1``; with
``KG_DANGBO_PURE=0`` a failure ends the build. An editable install is never compiled: a compiled module beside an edited
source would win over it.

The sources are compiled as they are, but for one thing: mypyc knows no ``slots=True``; its classes have slots anyway.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "kg_dangbo"
FOLDERS = ("language", "extract")
MODULES = ("vocabulary/concepts.py", "vocabulary/lexicon.py", "vocabulary/matcher.py")
# enum members with fields, and an empty module
LEFT_OUT = ("extract/zone.py", "extract/__init__.py", "language/__init__.py")
NEEDS = ["mypy>=1.14,<3", "setuptools>=75"]
SETUP = """
import sys
from setuptools import setup
from mypyc.build import mypycify
modules = mypycify(["--ignore-missing-imports", *sys.argv[1:]], opt_level="2", debug_level="0", multi_file=True)
setup(name="compiled", packages=[], ext_modules=modules, script_args=["build_ext", "--inplace", "--parallel=2"])
"""


def why_not() -> str | None:
    """The reason not to compile, or None."""
    if os.environ.get("KG_DANGBO_PURE", "") not in ("", "0"):
        return "KG_DANGBO_PURE is set"
    compiler = os.environ.get("CC", "").split() or (sysconfig.get_config_var("CC") or "cc").split()
    if os.name != "nt" and shutil.which(compiler[0]) is None:
        return f"there is no C compiler ({compiler[0]})"
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "the headers of Python are not installed"
    return None


def compiled(source: Path, work: Path) -> dict[str, str]:
    """Compile the package at ``source`` in the folder ``work``; file -> its place in the wheel.

    Raises:
        RuntimeError: mypyc or the compiler refused, with the last lines of what they said.
    """
    shutil.copytree(source, work / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    files = [p for folder in FOLDERS for p in sorted((work / PACKAGE / folder).glob("*.py"))]
    files += [work / PACKAGE / module for module in MODULES]
    names = [str(p.relative_to(work)) for p in files if str(p.relative_to(work / PACKAGE)) not in LEFT_OUT]
    for name in names:
        text = (work / name).read_text("utf-8")
        text = re.sub(r"^@dataclass\(slots=True\)$", "@dataclass", text, flags=re.MULTILINE)
        text = re.sub(r"^(@dataclass\(.*), slots=True", r"\1", text, flags=re.MULTILINE)
        (work / name).write_text(text, "utf-8")
    command = [sys.executable, "-c", SETUP, *names]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    found = {str(p): str(p.relative_to(work)) for p in sorted(work.rglob("*")) if p.suffix in (".so", ".pyd")}
    found = {file: place for file, place in found.items() if not place.startswith("build")}
    if done.returncode or not found:
        raise RuntimeError("\n".join((done.stdout + done.stderr).strip().splitlines()[-5:]))
    return found


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    def dependencies(self) -> list[str]:
        """What compiling needs, where there will be compiling."""
        return [] if why_not() else NEEDS

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is written."""
        self._work: tempfile.TemporaryDirectory[str] | None = None
        if version == "editable":
            return
        reason = why_not()
        if reason is None:
            self._work = tempfile.TemporaryDirectory()
            try:
                files = compiled(Path(self.root, "src", PACKAGE), Path(self._work.name))
            except RuntimeError as error:
                if os.environ.get("KG_DANGBO_PURE") == "0":
                    raise
                reason = f"compiling failed:\n{error}"
            else:
                build_data["pure_python"] = False
                build_data["infer_tag"] = True
                build_data["force_include"].update(files)
        if reason is not None:
            self.app.display_warning(f"kg_dangbo: pure Python wheel, because {reason}")

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled; it is in the wheel."""
        if self._work is not None:
            self._work.cleanup()
