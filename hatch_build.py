"""Compile the hot packages of a wheel with mypyc, where a C compiler is at hand.

Extraction is grammar in Python; compiled it runs about twice as fast and says the same. A wheel is built pure, with one
line of notice, where there is no compiler, where compiling fails, or with ``KG_DANGBO_PURE=1``; with
``KG_DANGBO_PURE=0`` a failure ends the build. An editable install is never compiled: a compiled module beside an edited
source would win over it.

The sources are compiled as they are, but for one thing: mypyc knows no ``slots=True``; its classes have slots anyway.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))

from compiling import NEEDS, PACKAGE, compiled, why_not


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to a wheel."""

    def dependencies(self) -> list[str]:
        """What compiling needs, where there will be compiling."""
        return [] if why_not() else list(NEEDS)

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
