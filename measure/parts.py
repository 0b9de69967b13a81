"""Roles of a report's parts and datelines: ``python -m measure.parts [--wrong]``.

`parts.jsonl` holds reports of our own in the layouts of many outlets, every part with its role. A
part is right when most of its characters stand in a part of ours with that role; list items, block
quotations and live-blog entries count as body, as Dragoman reads them. A dateline is right when its
words are ours, and its agency, where it names one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.read import published_moment, read_text
from dragoman.records import Article, Role, Span

HERE = Path(__file__).parent
AS_READ = {
    "list": "body",
    "quote": "body",
    "entry": "body",
    "noise": "other",
    "correction": "other",
}
FORMS = {"list": "list", "quote": "quotation", "correction": "correction", "noise": "notice"}
INSIDE = frozenset({Role.DATELINE})
AROUND = " -–—:."
"""Signs around a dateline that are not its own."""


@dataclass(slots=True)
class Count:
    """What was told and what was read, over all reports."""

    roles: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(told, read)."""
    forms: Counter[tuple[str, bool, bool]] = field(default_factory=Counter)
    """(form, whether it is told, whether it is read)."""
    datelines: Counter[bool] = field(default_factory=Counter)
    """Whether a dateline, told or read, is right."""
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    """Print F1 by role, the share of datelines, and what is wrong where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    count = Count()
    for line in (HERE / "parts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = published_moment(row["published"]) if row.get("published") else None
        article = read_text(row["text"], id=str(row["id"]), published=day)
        _count_parts(row, article, count)
        _count_dateline(row, article, count)
    if options.wrong:
        print("\n".join(count.wrong))
    _print_figures(count)


def _count_parts(row: dict[str, Any], article: Article, count: Count) -> None:
    at = 0
    for part in row["parts"]:
        start = row["text"].index(part["start"], at)
        end = row["text"].index(part["end"], start) + len(part["end"])
        at = start
        shares: Counter[str] = Counter()
        for own in article.parts:
            role = "body" if own.role in INSIDE else own.role.value
            shares[role] += max(_shared(own.span, start, end), 0)
        likeliest = shares.most_common(1)
        mine = likeliest[0][0] if likeliest and likeliest[0][1] else "none"
        gold = AS_READ.get(part["role"], part["role"])
        count.roles[gold, mine] += 1
        if gold != mine:
            words = row["text"][start:end][:110]
            count.wrong.append(f"{row['id']} {part['role']} not {mine}: {words!r}")
        best = max(article.parts, key=lambda own: _shared(own.span, start, end))
        for name, aim in FORMS.items():
            told = FORMS.get(part["role"]) == aim
            read = best.form is not None and best.form.value == aim
            count.forms[name, told, read] += 1
            if told != read:
                count.wrong.append(f"{row['id']} form {name}, read {best.form}: {part['start']!r}")


def _count_dateline(row: dict[str, Any], article: Article, count: Count) -> None:
    told = row.get("dateline")
    found = [article.words(p.span) for p in article.parts if p.role is Role.DATELINE]
    if not told and not found:
        return
    good = bool(told and found) and found[0].strip(AROUND) == told["text"].strip(AROUND)
    good = good and (not told.get("agency") or article.agency == told["agency"])
    count.datelines[good] += 1
    if not good:
        count.wrong.append(f"{row['id']} dateline {told} not {found[:1]} {article.agency}")


def _print_figures(count: Count) -> None:
    for role in sorted({gold for gold, _ in count.roles}):
        told = sum(n for (gold, _), n in count.roles.items() if gold == role)
        read = sum(n for (_, mine), n in count.roles.items() if mine == role)
        print(f"{role:10} F1 {_f1(count.roles[role, role], told, read):5.1f}  of {told} told")
    for name in FORMS:
        both = count.forms[name, True, True]
        told = both + count.forms[name, True, False]
        read = both + count.forms[name, False, True]
        print(f"form {name:10} F1 {_f1(both, told, read):5.1f}  of {told} told")
    total, lines = sum(count.roles.values()), sum(count.datelines.values())
    hits = sum(n for (gold, mine), n in count.roles.items() if gold == mine)
    print(
        f"roles: F1 {100 * hits / total:.1f} of {total} parts;"
        f" datelines {count.datelines[True]} of {lines}"
    )


def _f1(both: int, told: int, read: int) -> float:
    return 200 * both / max(told + read, 1)


def _shared(span: Span, start: int, end: int) -> int:
    return min(span.end, end) - max(span.start, start)


if __name__ == "__main__":
    main()
