"""Libraries that not everybody needs: loaded when a file asks for them, named where they are missing."""

from __future__ import annotations

import importlib
from typing import Any

from kg_dangbo.read.errors import Unreadable

__all__ = ["load_extra"]


def load_extra(module: str, extra: str) -> Any:
    """The module, imported now.

    Raises:
        Unreadable: it is not installed; the message says which extra of this project brings it.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        reason = f"reading it needs {package}, which is not installed"
        raise Unreadable(reason, f"pip install 'kg-dangbo[{extra}]'") from None
