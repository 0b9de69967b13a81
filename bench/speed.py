"""How fast: articles in memory to events, beside the bare encoder, in one run.

    python bench/speed.py [--articles 60] [--workers 2]

The articles have 20 sentences of 25 words (bench/sentences.txt, shuffled anew for each). Printed:
articles a second through all stages, the share of the bare encoder's sentence rate that this
is, the time of each stage in one process, and the peak memory of all processes together.
A number is only good beside the others of its own run: machines differ and are shared.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.parse.model import BATCH_SENTENCES, LanguageModel
from dragoman.parse.words import words_in
from dragoman.pipeline import STAGES, load_resources, run_many
from dragoman.read import read_text
from dragoman.records import Article, Failure, Span
from dragoman.trace import Journal

SENTENCES_EACH = 20
PARAGRAPH = 2
SEED = 1


def articles(count: int) -> list[Article]:
    """Reports in memory, each of `SENTENCES_EACH` sentences in paragraphs of two."""
    lines = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    dice = random.Random(SEED)
    made = []
    for number in range(count):
        chosen = dice.sample(lines, SENTENCES_EACH)
        paragraphs = [
            " ".join(chosen[i : i + PARAGRAPH]) for i in range(0, SENTENCES_EACH, PARAGRAPH)
        ]
        made.append(read_text("\n\n".join(paragraphs), id=f"bench-{number}"))
    return made


def bare_batches(model: LanguageModel, count: int) -> list[dict[str, Any]]:
    """Model inputs for the same sentences, made beforehand."""
    lines = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    words = [[s.of(line) for s in words_in(line, Span(0, len(line)))] for line in lines]
    dice = random.Random(SEED)
    batches = []
    for _ in range(count):
        batch = sorted(dice.choices(words, k=BATCH_SENTENCES), key=len)
        batches.append(model.inputs(batch))
    return batches


def _bare(count: int) -> float:
    """Sentences a second of the model's graph alone, one thread."""
    model = LanguageModel(threads=1)
    batches = bare_batches(model, count)
    model.run(batches[0])
    begun = time.perf_counter()
    for batch in batches:
        model.run(batch)
    return count * BATCH_SENTENCES / (time.perf_counter() - begun)


def bare_rate(workers: int, count: int = 40) -> float:
    """Sentences a second of the bare graph in as many processes as the pipeline uses."""
    if workers == 1:
        return _bare(count)
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return sum(pool.map(_bare, [count] * workers, chunksize=1))


def pipeline_rate(reports: Sequence[Article], workers: int) -> float:
    """Articles a second, the workers already warm."""
    warm = len(reports) // 4
    outcomes = run_many(reports, workers=workers)
    events = 0
    begun = 0.0
    for number, outcome in enumerate(outcomes):
        if number == warm:
            begun = time.perf_counter()
        assert not isinstance(outcome, Failure), outcome
        events += len(outcome.events)
    rate = (len(reports) - warm - 1) / (time.perf_counter() - begun)
    print(f"{events} events in {len(reports)} articles")
    return rate


def stage_times(reports: Sequence[Article]) -> dict[str, float]:
    """Milliseconds an article in each stage, one process, one thread."""
    known = load_resources(threads=1)
    spent = dict.fromkeys((name for name, _ in STAGES), 0.0)
    for report in reports:
        record: Any = report
        journal = Journal()
        for name, stage in STAGES:
            begun = time.perf_counter()
            record = stage(record, known, journal)
            spent[name] += time.perf_counter() - begun
    return {name: 1000 * seconds / len(reports) for name, seconds in spent.items()}


def peak_megabytes(workers: int) -> float:
    """The most memory held at once, at most: this process and each worker at their peaks."""
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (here + child * (workers if workers > 1 else 0)) / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    reports = articles(options.articles)
    bare = bare_rate(options.workers)
    rate = pipeline_rate(reports, options.workers)
    bare = (bare + bare_rate(options.workers)) / 2
    memory = peak_megabytes(options.workers)
    print(f"bare encoder   {bare:8.1f} sentences/s, {options.workers} processes")
    print(f"whole pipeline {rate * SENTENCES_EACH:8.1f} sentences/s = {rate:.2f} articles/s")
    print(f"share          {100 * rate * SENTENCES_EACH / bare:8.1f} %")
    print(f"peak memory    {memory:8.0f} MB, all processes")
    for name, milliseconds in stage_times(reports[:10]).items():
        print(f"  {name:12s} {milliseconds:8.1f} ms an article, one thread")


if __name__ == "__main__":
    main()
