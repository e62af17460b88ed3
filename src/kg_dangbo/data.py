"""Where the data files are: `ontology/`, `shapes/` and `queries/` of the source tree or of the installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_dir"]

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder `name` ("ontology", "shapes" or "queries").

    In an installed wheel it lies inside the package; in a source checkout at the top of the tree.

    Raises:
        FileNotFoundError: neither place holds the folder, so the installation is broken.
    """
    for candidate in (_PACKAGE / "data" / name, _PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the data folder {name!r} is missing from this installation of kg-dangbo")
