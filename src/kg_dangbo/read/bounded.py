"""Streams that end with an error instead of filling the memory: what is packed small may unpack to anything."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, Final, cast

from kg_dangbo.read.errors import Unreadable

__all__ = ["MAX_WHOLE", "bounded", "read_whole", "unpacked"]

MAX_WHOLE: Final = 64 * 1024 * 1024
"""Bytes of a file that is read as a whole (a text, a page, a Word or PDF file); an article has some 50,000."""

MAX_RATIO: Final = 200
"""How many times its packed size a file may unpack to. News in Vietnamese packs to a third, tables of it to a tenth;
a bomb of zeros unpacks to a thousand times its size and more."""

_BOMB: Final = "unpacks to far more than text does"
_BOMB_ADVICE: Final = "if you trust it, unpack it yourself"


class _Bounded(io.RawIOBase):
    """Passes a stream on and raises `Unreadable` when more than `limit` bytes have come out of it."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = self._stream.read(len(view))
        self._left -= len(data)
        if self._left < 0:
            raise Unreadable(_BOMB, _BOMB_ADVICE)
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def bounded(stream: BinaryIO, packed: int) -> BinaryIO:
    """The unpacked `stream`, which may give as much as `packed` bytes can hold of text and not more."""
    return io.BufferedReader(_Bounded(stream, max(MAX_WHOLE, MAX_RATIO * packed)))


def unpacked(stream: BinaryIO, packed: int) -> BinaryIO:
    """What a gzip stream of `packed` bytes holds, bounded."""
    return bounded(cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")), packed)


def read_whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream.

    Raises:
        Unreadable: there are more than `MAX_WHOLE`.
    """
    data = stream.read(MAX_WHOLE + 1)
    if len(data) > MAX_WHOLE:
        raise Unreadable(f"larger than {MAX_WHOLE // 2**20} MiB, which is no article", "split it into articles")
    return data
