"""One run of a command: where its output goes, what failed, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dragoman.errors import InputError
from dragoman.serve.progress import Progress

if TYPE_CHECKING:
    from dragoman.pipeline import Result
    from dragoman.records import Article, Failure, Relation


class Output:
    """Standard output, or a file that appears only when it is complete.

    With `by_name` the file is written by its name, `place`, and `write` must not be called.
    """

    def __init__(self, path: Path | None, *, by_name: bool = False) -> None:
        self.path = path
        self._part = path.with_name(path.name + ".part") if path else None
        self._stream: Any = None
        self._by_name = by_name

    def __enter__(self) -> Output:
        if self._part is None:
            self._stream = sys.stdout
            return self
        try:
            self._stream = self._part.open("w", encoding="utf-8")
        except OSError as error:
            raise click.UsageError(f"cannot write {self.path}: {error.strerror}") from error
        if self._by_name:
            self._stream.close()
        return self

    def write(self, text: str) -> None:
        """One line, or a block that ends without a newline."""
        self._stream.write(text + "\n")
        if self._part is None:
            self._stream.flush()

    @property
    def place(self) -> Path | None:
        """Where the file stands until it is complete; None for standard output."""
        return self._part

    @property
    def stream(self) -> Any:
        """The stream itself, for a console."""
        return self._stream

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self._part is None or self.path is None:
            return
        self._stream.close()
        if kind is None:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)


class Run:
    """Counts reports and failures, names each failure, shows progress, sets the exit status."""

    def __init__(self, failures_to: Output | None) -> None:
        self.read = 0
        self.failures = 0
        self._failures_to = failures_to
        self._progress = Progress(sys.stderr)

    def results(self, outcomes: Iterable[Result | Failure]) -> Iterator[Result]:
        """The results among the outcomes; failures are named and counted."""
        from dragoman.records import Failure

        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self._failed(outcome)
            else:
                self.read += 1
                self._progress.step(self.read, self.failures)
                yield outcome

    def articles(self, items: Iterable[Article | Failure]) -> Iterator[Article]:
        """The articles among the items, likewise."""
        from dragoman.records import Failure

        for item in items:
            if isinstance(item, Failure):
                self._failed(item)
            else:
                self.read += 1
                self._progress.step(self.read, self.failures)
                yield item

    def answers(self, items: Iterable[Relation | Failure]) -> Iterator[Relation]:
        """The relations among the items, likewise."""
        from dragoman.records import Failure

        for item in items:
            if isinstance(item, Failure):
                self._failed(item)
            else:
                self.read += 1
                self._progress.step(self.read, self.failures)
                yield item

    def failed_with(self, name: str, stage: str, error: InputError) -> None:
        """Count and name an error as a failure."""
        from dragoman.records import Failure

        self._failed(Failure(name, stage, error.reason, error.file or name, error.line))

    def _failed(self, failure: Failure) -> None:
        from dragoman.export.jsonl import failure_to_dict, line

        self.failures += 1
        self._progress.clear()
        place = failure.file or failure.article_id
        where = f"{place}:{failure.line}" if failure.line is not None else place
        click.echo(f"{where}: {failure.reason}", err=True)
        if self._failures_to is not None:
            self._failures_to.write(line(failure_to_dict(failure)))

    def finish(self, said: str = "") -> None:
        """The summary of a larger run, and exit status 1 where a report failed."""
        self._progress.clear()
        if self.read + self.failures > self._progress.FEW or self.failures:
            also = f", {said}" if said else ""
            click.echo(f"{self.read} read, {self.failures} failed{also}", err=True)
        if self.failures:
            sys.exit(1)
