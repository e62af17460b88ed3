"""What the build of a wheel compiles, and when it does not."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import compiling

ROOT = Path(__file__).resolve().parent.parent


def test_slots_are_left_to_the_compiler() -> None:
    source = (
        "@dataclass(slots=True)\nclass A:\n    ...\n\n@dataclass(frozen=True, slots=True, kw_only=True)\nclass B:\n"
    )
    assert (
        compiling.prepared(source)
        == "@dataclass\nclass A:\n    ...\n\n@dataclass(frozen=True, kw_only=True)\nclass B:\n"
    )


def test_it_can_be_told_to_stay_pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_DANGBO_PURE", "1")
    assert compiling.why_not() == "KG_DANGBO_PURE is set"


def test_without_a_compiler_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_DANGBO_PURE", raising=False)
    monkeypatch.setenv("CC", "no-such-compiler")
    assert "no-such-compiler" in (compiling.why_not() or "")


def test_the_lists_of_modules_are_true() -> None:
    package = ROOT / "src" / compiling.PACKAGE
    assert all((package / module).is_file() for module in (*compiling.MODULES, *compiling.LEFT_OUT))
