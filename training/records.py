"""The files of the written corpus, read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def corpus_files(folder: Path, part: str) -> list[Path]:
    """The files of one part (train, dev, test) of the corpus."""
    return sorted((folder / part).glob("*.jsonl"))


def records(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The passages of some files."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line
    ]
