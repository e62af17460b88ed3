"""What `hatch_build.py` does to compile a wheel; apart from it, so that tests need no build backend."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PACKAGE = "kg_dangbo"
FOLDERS = ("language", "extract")
MODULES = ("vocabulary/concepts.py", "vocabulary/lexicon.py", "vocabulary/matcher.py")
# enum members with fields, and an empty module
LEFT_OUT = ("extract/zone.py", "extract/__init__.py", "language/__init__.py")
NEEDS = ["mypy>=1.14,<3", "setuptools>=75"]
SETUP = """
import os
import sys
from setuptools import setup
from mypyc.build import mypycify
modules = mypycify(["--ignore-missing-imports", *sys.argv[1:]], opt_level="2", debug_level="0", multi_file=True)
if os.name != "nt":
    for module in modules:
        # nothing outside a library calls its functions, so they need not be called as if something could
        module.extra_compile_args.append("-fvisibility=hidden")
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


def prepared(text: str) -> str:
    """A source as mypyc takes it: without ``slots=True``."""
    text = re.sub(r"^@dataclass\(slots=True\)$", "@dataclass", text, flags=re.MULTILINE)
    return re.sub(r"^(@dataclass\(.*), slots=True", r"\1", text, flags=re.MULTILINE)


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
        (work / name).write_text(prepared((work / name).read_text("utf-8")), "utf-8")
    command = [sys.executable, "-c", SETUP, *names]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    found = {str(p): str(p.relative_to(work)) for p in sorted(work.rglob("*")) if p.suffix in (".so", ".pyd")}
    found = {file: place for file, place in found.items() if not place.startswith("build")}
    if done.returncode or not found:
        raise RuntimeError("\n".join((done.stdout + done.stderr).strip().splitlines()[-5:]))
    return found
