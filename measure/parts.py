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
from pathlib import Path

from dragoman.read import published_moment, read_text
from dragoman.records import Role, Span

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


def main() -> None:
    """Print F1 by role, the share of datelines, and what is wrong where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    pairs: Counter[tuple[str, str]] = Counter()
    forms: dict[str, list[int]] = {name: [0, 0, 0] for name in FORMS}
    lines = right = 0
    for line in (HERE / "parts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = published_moment(row["published"]) if row.get("published") else None
        article = read_text(row["text"], id=str(row["id"]), published=day)
        at = 0
        for part in row["parts"]:
            start = row["text"].index(part["start"], at)
            end = row["text"].index(part["end"], start) + len(part["end"])
            at = start
            shares: Counter[str] = Counter()
            for own in article.parts:
                both = min(own.span.end, end) - max(own.span.start, start)
                if both > 0:
                    shares["body" if own.role in INSIDE else own.role.value] += both
            mine = shares.most_common(1)[0][0] if shares else "none"
            best = max(article.parts, key=lambda own: _shared(own.span, start, end))
            told_form = FORMS.get(part["role"])
            for name, aim in FORMS.items():
                mine_too = best.form is not None and best.form.value == aim
                forms[name][0] += told_form == aim
                forms[name][1] += mine_too
                forms[name][2] += told_form == aim and mine_too
                if options.wrong and (told_form == aim) != mine_too:
                    print(f"{row['id']} form {told_form} not {best.form}: {part['start']!r}")
            gold = AS_READ.get(part["role"], part["role"])
            pairs[gold, mine] += 1
            if options.wrong and gold != mine:
                print(f"{row['id']} {part['role']} not {mine}: {row['text'][start:end][:110]!r}")
        told = row.get("dateline")
        found = [article.words(p.span) for p in article.parts if p.role is Role.DATELINE]
        if told:
            lines += 1
            words = told["text"].strip(" -–—:.")
            good = bool(found) and found[0].strip(" -–—:.") == words
            good = good and (not told.get("agency") or article.agency == told["agency"])
            right += good
            if options.wrong and not good:
                print(f"{row['id']} dateline {told} not {found[:1]} {article.agency}")
        elif found:
            lines += 1
            if options.wrong:
                print(f"{row['id']} no dateline, not {found[:1]}")
    total = sum(pairs.values())
    hits = sum(count for (gold, mine), count in pairs.items() if gold == mine)
    for role in sorted({gold for gold, _ in pairs}):
        told = sum(n for (gold, _), n in pairs.items() if gold == role)
        found_ = sum(n for (_, mine), n in pairs.items() if mine == role)
        print(
            f"{role:10} F1 {200 * pairs[role, role] / max(told + found_, 1):5.1f}  of {told} told"
        )
    for name, (told, found_, both) in forms.items():
        print(f"form {name:10} F1 {200 * both / max(told + found_, 1):5.1f}  of {told} told")
    print(f"roles: F1 {100 * hits / total:.1f} of {total} parts; datelines {right} of {lines}")


def _shared(span: Span, start: int, end: int) -> int:
    return min(span.end, end) - max(span.start, start)


if __name__ == "__main__":
    main()
