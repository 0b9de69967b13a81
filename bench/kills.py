"""Twenty kills, no loss, no double: ``python bench/kills.py [--kills 20] [--db PATH|DSN]``.

A process writes the reports of measure/same_events.jsonl into a store, a few at a time; it is
killed (SIGKILL) at a random moment and started again, so many times. At the end everything in the
store must be what a store holds that was written at once.
"""

from __future__ import annotations

import argparse
import copyreg
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

BATCH = 2
SEED = 19


def proxied(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    """A mapping as events have it, which pickle refuses to take as it is."""
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda proxy: (proxied, (dict(proxy),)))


def work(place: str, results: Path) -> None:
    """Write everything, a batch at a time, from where the one before was killed."""
    from dragoman.store import Store

    version, coded = pickle.loads(results.read_bytes())
    with Store(place) as store:
        print("open", flush=True)
        for at in range(0, len(coded), BATCH):
            store.write(coded[at : at + BATCH], version)
    print("done", flush=True)


def coded_reports() -> tuple[str, list[Any]]:
    """The version and what comes of the reports."""
    from measure.same_events import HALVES, article_of, reports

    from dragoman.pipeline import load_resources, run

    known = load_resources()
    return known.version, [run(article_of(r), known) for half in HALVES for r in reports(half)]


def killed(place: str, results: Path, chance: Random, longest: float) -> bool:
    """Start the writer and kill it; whether it was done before."""
    command = [sys.executable, __file__, "--work", place, str(results)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()  # "open": from here on it writes
    time.sleep(chance.random() * longest)
    done = process.poll() is not None
    process.kill()
    if process.wait() > 0:
        sys.exit(f"the writer failed by itself, with status {process.returncode}")
    return done


def main() -> None:
    """Kill, compare, and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--db", help="a store of a server; a DuckDB file by default")
    parser.add_argument("--longest", type=float, default=1.5, help="seconds until a kill")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(chosen.work[0], Path(chosen.work[1]))
        return
    from tests.stores import content

    from dragoman.store import Store

    chance = Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "coded.pickle"
        version, coded = coded_reports()
        results.write_bytes(pickle.dumps((version, coded)))
        place = chosen.db or str(Path(folder) / "store.duckdb")
        finished = sum(killed(place, results, chance, chosen.longest) for _ in range(chosen.kills))
        with Store(place) as store:
            before = len(store.articles())
            for at in range(0, len(coded), BATCH):
                store.write(coded[at : at + BATCH], version)
            found = content(store)
        with Store(":memory:") as whole:
            whole.write(coded, version)
            same = content(whole) == found
    print(
        f"{chosen.kills} kills, {finished} after the writer was done; {before} of {len(coded)} "
        f"reports were there; the store is {'the same' if same else 'NOT THE SAME'}"
    )
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
