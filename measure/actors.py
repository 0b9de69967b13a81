"""Actors against lists of our own: ``python -m measure.actors [FILE...]``.

A list is a TSV file: `published`, `text` with one actor mention in double square brackets, the
`country` (several acceptable ones parted by blanks), the PLOVER `sectors` that are acceptable, the
`kind` of mention. The rows were written without a look at the tables; `actors_tune.tsv` and
`actors_more.tsv` were read for faults, `actors_held.tsv` never.

    end to end   an actor stands at the head of the marked words, with the right country and sector
    span given   the actor that any of the marked words name, with the right country and sector
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.pipeline import load_resources, run
from dragoman.read import published_moment
from dragoman.records import Actor, Article, Part, Role, Span, Understood

HERE = Path(__file__).parent
LISTS = (HERE / "actors_tune.tsv", HERE / "actors_more.tsv", HERE / "actors_held.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """A mention with what is right of it."""

    published: str
    text: str
    span: Span
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: str


def rows(path: Path) -> Iterator[Row]:
    """The rows of a list."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
    for line in lines:
        day, text, country, sectors, kind = line.split("\t")
        start = text.index("[[")
        end = text.index("]]") - 2
        plain = text.replace("[[", "").replace("]]", "")
        countries, codes = tuple(country.split()), tuple(sectors.split())
        yield Row(day, plain, Span(start, end), countries, codes, kind)


def named(row: Row, understood: Understood) -> tuple[Actor | None, Actor | None]:
    """The actor at the head of the marked words, and the one that any of them name."""
    parsed = understood.parsed
    inside: list[tuple[bool, int, Actor]] = []
    for mention in understood.actors:
        tokens = parsed.sentences[mention.sentence].tokens
        token = tokens[mention.token]
        if not row.span.covers(token.span):
            continue
        above = tokens[token.head].span if token.head >= 0 else None
        head = above is None or not row.span.covers(above)
        inside.append((head, mention.token, mention.actor))
    heads = [actor for head, _, actor in inside if head]
    others = [actor for _, _, actor in inside]
    return (heads[0] if heads else None), (heads or others or [None])[0]


def is_right(actor: Actor | None, row: Row) -> tuple[bool, bool]:
    """Whether country and sector are."""
    if actor is None:
        return False, False
    return actor.country in row.countries, actor.sector in row.sectors


def measured(path: Path, *, wrong: bool = False) -> dict[str, float]:
    """Shares in percent, end to end and with the span given, and by kind; prints what is wrong
    where asked."""
    known = load_resources()
    told: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for number, row in enumerate(rows(path)):
        parts = (Part(Span(0, len(row.text)), Role.BODY),)
        day = published_moment(row.published)
        result = run(Article(f"row {number}", row.text, parts, published=day), known)
        assert result.understood is not None
        first, given = named(row, result.understood)
        country, sector = is_right(first, row)
        both = country and sector
        told["rows"] += 1
        told["country"] += country
        told["sector"] += sector
        told["end to end"] += both
        told["span given"] += all(is_right(given, row))
        kinds[row.kind]["rows"] += 1
        kinds[row.kind]["right"] += both
        if wrong and not both:
            mine = f"{first.country} {first.sector} {first.name}" if first else "nobody"
            print(row.kind, row.countries, row.sectors, "not", mine, "|", row.text)
    count = told.pop("rows")
    found = {"rows": float(count)}
    found |= {name: round(100 * number / count, 1) for name, number in told.items()}
    for kind, own in sorted(kinds.items()):
        found[kind] = round(100 * own["right"] / own["rows"], 1)
    return found


def main() -> None:
    """Measure the lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=LISTS)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    for path in options.files:
        print(path.name, measured(path, wrong=options.wrong), flush=True)


if __name__ == "__main__":
    main()
