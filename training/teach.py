"""Writes data/models/lessons.tsv: the trained passages, for `why` to show.

python -m training.teach
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.records import corpus_files, records

HERE = Path(__file__).parent
LONGEST_LETTERS = 250
HEAD = "# type, mode, trigger, name, passage; made by python -m training.teach from training/corpus"


def lines(passages: list[dict[str, Any]]) -> Iterator[str]:
    """A line for each event of each passage that was written for the corpus and is not too long to
    be shown; name and words stand with the first."""
    yield HEAD
    for passage in passages:
        if len(passage["text"]) > LONGEST_LETTERS or passage["made"] == "annotated":
            continue
        named = (passage["id"], passage["text"])
        for event in passage["events"]:
            trigger = passage["text"][slice(*event["trigger"])]
            yield "\t".join((event["type"], event["mode"] or "", trigger, *named))
            named = ("", "")


def write(corpus: Path, to: Path) -> None:
    """Write the file."""
    passages = records(corpus_files(corpus, "train"))
    to.write_text("\n".join(lines(passages)) + "\n", encoding="utf-8")


def main() -> None:
    """Write the file that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument(
        "--to", type=Path, default=HERE.parent / "src/dragoman/data/models/lessons.tsv"
    )
    options = parser.parse_args()
    write(options.corpus, options.to)


if __name__ == "__main__":
    main()
