"""Many reports coded, merged and stored in one run: ``python bench/many_reports.py PATH``.

PATH is JSON Lines with `text` and `date` or `published`. Told are reports a second, what the store
holds, and the most memory taken. A run that is stopped goes on where it ended.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path


def main() -> None:
    """Code, store, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--first", type=int, help="only so many reports")
    parser.add_argument("--db", help="the store; thrown away if not given")
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        given = chosen.path
        if chosen.first is not None:
            import gzip

            given = Path(folder) / "some.jsonl"
            packed = chosen.path.suffix == ".gz"
            with gzip.open(chosen.path, "rb") if packed else chosen.path.open("rb") as lines:
                given.write_bytes(b"".join(islice(lines, chosen.first)))
        place = chosen.db or str(Path(folder) / "store.duckdb")
        begun = time.perf_counter()
        command = [sys.executable, "-m", "dragoman", "code", str(given), "--db", place]
        command += ["--map", "published=date", "--workers", str(chosen.workers)]
        status = subprocess.run(command, check=False).returncode
        seconds = time.perf_counter() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = used.ru_utime + used.ru_stime
        print(f"status {status}, {seconds:,.0f} s, {cpu:,.0f} s of processor")
        print(f"memory of the largest process: {used.ru_maxrss / 1024:,.0f} MB")
        if not place.startswith("postgres"):
            print(f"size: {Path(place).stat().st_size / 1e6:,.1f} MB")


if __name__ == "__main__":
    main()
