"""What was parsed from `ontology/`, kept in the user's cache folder: a start costs milliseconds, not most of a second.

A file of the cache is JSON under zlib: loading it cannot run anything, and the checksum of zlib finds damage. Its name
holds a fingerprint of the Turtle files *and* of the code that reads them, so that neither an edited list nor another
release is ever answered from an old file. The cache is a convenience only: without a folder to write to, with a
damaged file, or with the environment variable ``KG_DANGBO_CACHE=off``, the files are parsed as if it were not there.

``KG_DANGBO_CACHE`` may also name the folder; otherwise it is `kg-dangbo` in ``XDG_CACHE_HOME``, ``LOCALAPPDATA``
(Windows) or `~/.cache`.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

from kg_dangbo.language import normal

__all__ = ["cache_folder", "remembered"]

T = TypeVar("T")

_KEPT: Final = 4  # files of one kind: a few installations beside each other, and no pile of old lists
_LEVEL: Final = 1  # 13 ms for the places where level 6 takes 55 ms and saves 50 kB
_CODE: Final = (
    *(Path(__file__).with_name(f"{name}.py") for name in ("cache", "concepts", "places")),
    Path(normal.__file__),
)
# A file that is whole but has another shape than `unpack` awaits.
_MISSHAPEN: Final = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


def cache_folder() -> Path | None:
    """The folder of the cache, which need not exist; None where the cache is off or there is no home folder."""
    named = os.environ.get("KG_DANGBO_CACHE", "")
    if named:
        return None if named == "off" else Path(named)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        base = Path(os.environ.get(variable, ""))
        if base.is_absolute():  # the XDG specification tells to ignore relative ones
            return base / "kg-dangbo"
    try:
        return Path.home() / ".cache" / "kg-dangbo"
    except RuntimeError:  # no home folder
        return None


def _fingerprint(files: Sequence[Path]) -> str:
    """A hash of names, sizes and contents of the files and of what turns them into records (5 ms for 4 MB)."""
    digest = hashlib.sha256(unicodedata.unidata_version.encode())  # folding follows the tables of the interpreter
    for file in (*files, *_CODE):
        content = file.read_bytes()
        digest.update(f"\0{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:32]


def _store(file: Path, kind: str, value: object) -> None:
    """Write atomically, then drop the oldest files of the kind."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = zlib.compress(content.encode(), _LEVEL)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(file)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    others = [other for other in file.parent.glob(f"{kind}-*") if other != file]
    others.sort(key=lambda other: (other.stat().st_mtime_ns, other.name))
    for old in others[: max(0, len(others) - _KEPT + 1)]:
        old.unlink(missing_ok=True)


def remembered(
    kind: str,
    files: Sequence[Path],
    parse: Callable[[], T],
    pack: Callable[[T], object],
    unpack: Callable[[Any], T],
) -> T:
    """What ``parse()`` returns, from the cache where it is there and whole.

    ``kind`` names the file; ``files`` are what ``parse`` reads. ``pack`` makes plain lists, dictionaries, strings and
    None of the result, ``unpack`` the result again. No trouble with the cache is raised; what ``parse`` raises is.
    """
    folder = cache_folder()
    if folder is None:
        return parse()
    try:
        fingerprint = _fingerprint(files)
    except OSError:  # a missing file is for `parse` to tell; code without sources has no fingerprint
        return parse()
    file = folder / f"{kind}-{fingerprint}.json.z"
    try:
        return unpack(json.loads(zlib.decompress(file.read_bytes())))
    except (OSError, zlib.error, *_MISSHAPEN):
        result = parse()
    try:
        # A list that was edited while it was parsed must not stay under the name of its old content.
        if _fingerprint(files) == fingerprint:
            _store(file, kind, pack(result))
    except OSError:
        pass  # a read-only home or a full disk
    return result
