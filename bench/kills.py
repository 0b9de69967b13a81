"""Twenty kills, no loss, no double: ``python bench/kills.py [--kills 20] [--db PATH|DSN]``.

A process writes the reports of measure/same_events.jsonl into a store, a few at a time; it is
killed (SIGKILL) at a random moment and started again, so many times. At the end everything in the
store must be what a store holds that was written at once. With `--gather` the process writes all
without gathering and is killed while it gathers, few events at a time; with `--made` the reports
are those of bench/store.py, of which a third is told twice, and nothing is coded.
"""

from __future__ import annotations

import argparse
import copyreg
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

BATCH = 2
GATHERED_AT_ONCE = 60
"""Events: so few that a kill falls between two of many transactions, or into one."""
SEED = 19


def proxied(values: dict[str, Any]) -> MappingProxyType[str, Any]:
    """A mapping as events have it, which pickle refuses to take as it is."""
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda proxy: (proxied, (dict(proxy),)))


def work(place: str, results: Path, *, gather: bool) -> None:
    """Write everything, a batch at a time, from where the one before was killed."""
    from dragoman.store import Store, writing

    writing.GATHERED_AT_ONCE = GATHERED_AT_ONCE
    version, coded = pickle.loads(results.read_bytes())
    with Store(place) as store:
        if gather:
            store.write(coded, version, merged=False)
            print("open", flush=True)
            for _ in store.gather():
                pass
            return
        print("open", flush=True)
        for at in range(0, len(coded), BATCH):
            store.write(coded[at : at + BATCH], version)


def made_twice() -> tuple[str, list[Any]]:
    """Made reports of few wordings, a third of them told again by another paper."""
    from bench.store import made_reports

    chance = Random(SEED)
    first = list(made_reports(2_000, Random(SEED), days=60))
    again = [
        replace(r, article=replace(r.article, id=f"{r.article.id}-again", publisher="Another"))
        for r in first[::3]
    ]
    mixed = [*first, *again]
    chance.shuffle(mixed)
    return "made", mixed


def coded_reports() -> tuple[str, list[Any]]:
    """The version and what comes of the reports."""
    from measure.same_events import HALVES, article_of, reports

    from dragoman.pipeline import load_resources, run

    known = load_resources()
    return known.version, [run(article_of(r), known) for half in HALVES for r in reports(half)]


def killed(place: str, results: Path, chance: Random, longest: float, *, gather: bool) -> bool:
    """Start the writer and kill it; whether it was done before."""
    command = [sys.executable, __file__, "--work", place, str(results)]
    command += ["--gather"] * gather
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
    parser.add_argument("--gather", action="store_true", help="kill while gathering")
    parser.add_argument("--made", action="store_true", help="made reports, not coded ones")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.work:
        work(chosen.work[0], Path(chosen.work[1]), gather=chosen.gather)
        return
    from tests.stores import content

    from dragoman.store import Store

    chance = Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "coded.pickle"
        version, coded = made_twice() if chosen.made else coded_reports()
        results.write_bytes(pickle.dumps((version, coded)))
        place = chosen.db or str(Path(folder) / "store.duckdb")
        finished = sum(
            killed(place, results, chance, chosen.longest, gather=chosen.gather)
            for _ in range(chosen.kills)
        )
        with Store(place) as store:
            before = len(store.articles())
            waiting = store.sql("SELECT count(*) AS n FROM waiting").column("n")[0]
            for _ in store.gather():
                pass
            for at in range(0, len(coded), BATCH):
                store.write(coded[at : at + BATCH], version)
            found = content(store)
        with Store(":memory:") as whole:
            whole.write(coded, version)
            same = content(whole) == found
    print(
        f"{chosen.kills} kills, {finished} after the writer was done; {before} of {len(coded)} "
        f"reports were there, {waiting} of them not gathered; "
        f"the store is {'the same' if same else 'NOT THE SAME'}"
    )
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
