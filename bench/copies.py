"""Ten thousand reports told apart: time and memory of `read.copies`.

    python bench/copies.py FILE... [--count 10000]

The files are JSON Lines, gzipped or not, with `text` and `date`: every report is read and compared
with all before it. Printed: seconds of one processor for reading and for comparing, reports and
independent sources, and the peak memory of the process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import resource
import time
from itertools import islice
from pathlib import Path

from dragoman.read import published_moment, read_body
from dragoman.read.copies import Copies


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    seen = Copies()
    reading = comparing = 0.0
    each = options.count // len(options.files)
    for file in options.files:
        packed = file.read_bytes()
        text = (gzip.decompress(packed) if file.suffix == ".gz" else packed).decode()
        for number, line in enumerate(islice(text.splitlines(), each)):
            row = json.loads(line)
            day = published_moment(row["date"][:10]) if row.get("date") else None
            started = time.process_time()
            article = read_body(row["text"], id=f"{file.name}:{number}", published=day)
            read = time.process_time()
            seen.add(article)
            reading += read - started
            comparing += time.process_time() - read
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(seen)} reports, {seen.sources()} independent sources")
    print(f"reading {reading:.1f} s, comparing {comparing:.1f} s, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
