"""Packed files: gzip, zip and zstandard, unpacked as a stream, in bounded memory.

What unpacks to more than `MOST_TIMES` its size, and to more than `FREE_BYTES`, is a bomb and is
refused where that shows; what came before it stands. An archive inside an archive is not opened.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

from dragoman.errors import InputError

FREE_BYTES = 256_000_000
MOST_TIMES = 200
MOST_ENTRIES = 200_000


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most so many of them; none at the end."""


class Counted(io.RawIOBase):
    """A stream that refuses to give more than a packed size can honestly hold."""

    def __init__(self, inner: Readable, packed: Callable[[], int], name: str) -> None:
        self._inner = inner
        self._packed = packed
        self._name = name
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """As `io.RawIOBase`; raises `InputError` for a bomb and for what is cut off or broken."""
        try:
            data = self._inner.read(len(buffer))
        except EOFError as error:
            raise InputError("cut off in the middle", self._name) from error
        except (OSError, zlib.error, zipfile.BadZipFile, ValueError, RuntimeError) as error:
            raise InputError(f"cannot be unpacked ({error})", self._name) from error
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > FREE_BYTES and self._given > MOST_TIMES * max(self._packed(), 1):
            raise InputError(
                f"unpacks to more than {MOST_TIMES} times its size; refused", self._name
            )
        return len(data)


def _buffered(inner: Readable, packed: Callable[[], int], name: str) -> BinaryIO:
    counted: Any = Counted(inner, packed, name)
    return io.BufferedReader(counted)


def unzipped_gzip(stream: BinaryIO, name: str) -> BinaryIO:
    """The bytes in a gzip stream, of one or several members."""
    return _buffered(gzip.GzipFile(fileobj=stream), _place(stream), name)


def unpacked_zstandard(stream: BinaryIO, name: str) -> BinaryIO:
    """The bytes in a zstandard stream. Wants the extra `zstd`."""
    try:
        import zstandard
    except ImportError as error:
        raise InputError("zstandard wants the extra: pip install dragoman[zstd]", name) from error
    reader = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
        stream, read_across_frames=True
    )
    return _buffered(_Zstd(reader, zstandard.ZstdError), _place(stream), name)


class _Zstd:
    """Turns zstandard's own error into one that `Counted` knows."""

    def __init__(self, reader: BinaryIO, error: type[Exception]) -> None:
        self._reader = reader
        self._error = error

    def read(self, size: int) -> bytes:
        try:
            return self._reader.read(size)
        except self._error as error:
            raise ValueError(str(error)) from error


def _place(stream: BinaryIO) -> Callable[[], int]:
    """How many packed bytes were read so far."""

    def told() -> int:
        try:
            return stream.tell()
        except (OSError, ValueError):
            return 0

    return told


def entries_of_zip(stream: BinaryIO, name: str) -> Iterator[tuple[str, BinaryIO | InputError]]:
    """The files of a zip archive by name, each as a stream, or the error in its place.

    Names are only names: nothing is written anywhere, so a path that climbs out climbs nowhere.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(f"not a zip archive that can be read ({error})", name) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_ENTRIES:
            raise InputError(f"an archive of more than {MOST_ENTRIES:,} files", name)
        for entry in entries:
            own = f"{name}/{entry.filename}"
            if entry.flag_bits & 1:
                yield entry.filename, InputError("locked with a password", own)
                continue
            try:
                inner = archive.open(entry)
            except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
                yield entry.filename, InputError(f"cannot be unpacked ({error})", own)
                continue
            size = entry.compress_size
            with inner:
                yield entry.filename, _buffered(inner, lambda size=size: size, own)  # type: ignore[misc]
