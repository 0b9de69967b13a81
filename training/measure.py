"""The figures of the event heads and of the whole coder, for the model card.

python -m training.measure --data DATA      to training/work/events.json
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from dragoman.evaluate.run import Report, evaluate
from dragoman.evaluate.scores import calibration_error, reliability
from dragoman.evaluate.sets import SETS, KnownSet, known_set
from dragoman.pipeline import load_resources

HERE = Path(__file__).parent
ORDER = ("plv", "m2e2", "case2021", "reuters-business", "bbc")


def measured(data: Path, corpus: Path) -> dict[str, dict[str, object]]:
    """For the corpus's test part and each named set: its figures, as printed and as numbers."""
    known = load_resources()
    test = replace(known_set(str(corpus / "test")), name="corpus test")
    found = {}
    for about in (test, *(SETS[name] for name in ORDER)):
        path = Path(about.file) if about is test else data / about.file
        report = evaluate(about, about.read(path), known)
        found[about.name] = _figures(about, report)
        print(about.name, report.lines[0], flush=True)
    return found


def _figures(about: KnownSet, report: Report) -> dict[str, object]:
    return {
        "about": about.about,
        "documents": report.documents,
        "lines": report.lines,
        "figures": report.figures,
        "reliability": reliability(report.sure),
        "calibration error": calibration_error(report.sure),
    }


def main() -> None:
    """Measure and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument("--to", type=Path, default=HERE / "work/events.json")
    options = parser.parse_args()
    found = measured(options.data, options.corpus)
    options.to.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
