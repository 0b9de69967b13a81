"""Progress on standard error, for a person who waits."""

from __future__ import annotations

import time
from typing import IO

EVERY_SECONDS = 0.2


class Progress:
    """A line that is written over, only on a terminal and only for more than a few reports."""

    FEW = 3

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._shown = stream.isatty()
        self._begun = time.monotonic()
        self._last = 0.0
        self._width = 0

    def step(self, read: int, failed: int) -> None:
        """Show how far the run is."""
        now = time.monotonic()
        if not self._shown or read <= self.FEW or now - self._last < EVERY_SECONDS:
            return
        self._last = now
        rate = read / max(1e-9, now - self._begun)
        line = f"{read} reports, {failed} failed, {rate:.1f} a second"
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Take the line away before anything else is written."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0
