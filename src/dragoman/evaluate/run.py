"""A set through the whole coder: what comes out, next to what a person says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.evaluate.gold import Gold
from dragoman.evaluate.match import Covered, Matched, match, told_in
from dragoman.evaluate.scores import (
    Score,
    accuracy,
    calibration_error,
    counts_of,
    drawn,
    interval,
    macro_f1,
    total,
    weighted_f1,
)
from dragoman.evaluate.sets import SETS, KnownSet, mapped
from dragoman.pipeline import Resources, Result, relate, run
from dragoman.read import published_moment, read_body
from dragoman.read.pairs import plain_article
from dragoman.records import Article, EventType, NamedPair

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Types of PLOVER 2021 that were one in the version the relation set was coded by."""
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
"""Verbal and material cooperation, verbal and material conflict, as the relation set counts."""
NOTHING = "-"


@dataclass(slots=True)
class Report:
    """The scores of a set, and its confusions with the texts behind them."""

    about: KnownSet
    documents: int = 0
    lines: list[tuple[str, str]] = field(default_factory=list)
    """(measure, value), ready to be printed, in order."""
    figures: dict[str, float] = field(default_factory=dict)
    confusions: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    """(gold, mine) to the sentences where it happened."""
    sure: list[tuple[float, bool]] = field(default_factory=list)
    """The confidence of each coded mention, and whether it is right."""

    def add(self, measure: str, value: float, said: str) -> None:
        """Keep one measure."""
        self.figures[measure] = value
        self.lines.append((measure, said))


def evaluate(about: KnownSet, golds: Iterable[Gold], known: Resources) -> Report:
    """Code every document of a set and score it by the set's measure."""
    return _MEASURES[about.measure](about, golds, known)


def _relations(about: KnownSet, golds: Iterable[Gold], known: Resources) -> Report:
    report = Report(about)
    pairs: list[tuple[str, str]] = []
    for gold in golds:
        article = plain_article(gold.id, gold.text)
        asked = NamedPair(gold.id, article, gold.actor, gold.recipient)
        said = str(gold.label)
        told = relate(asked, known)
        mine = told.event_type.value
        pairs.append((YIELD.get(said, said), YIELD.get(mine, mine)))
        _note(report, pairs[-1], gold.text)
    report.documents = len(pairs)
    quads = [(QUADS[g], QUADS[m]) for g, m in pairs]
    for name, chosen in (("types", pairs), ("quad", quads)):
        for kind, measure in (("macro F1", macro_f1), ("accuracy", accuracy)):
            value = measure(chosen)
            low, high = drawn(chosen, measure)
            report.add(f"{name} {kind}", value, f"{value:.1f}  [{low:.1f}, {high:.1f}]")
    return report


def _labels(about: KnownSet, golds: Iterable[Gold], known: Resources) -> Report:
    report = Report(about)
    pairs: list[tuple[str, str]] = []
    for gold in golds:
        result = run(plain_article(gold.id, gold.text), known)
        pairs.append((str(gold.label), main_type(result)))
        _note(report, pairs[-1], gold.text)
    report.documents = len(pairs)
    for kind, measure in (("weighted F1", weighted_f1), ("accuracy", accuracy)):
        value = measure(pairs)
        low, high = drawn(pairs, measure)
        report.add(kind, value, f"{value:.1f}  [{low:.1f}, {high:.1f}]")
    return report


def main_type(result: Result) -> str:
    """What a short text is mostly about: the type whose events have the greatest confidence
    together; where nothing is coded, the type the model finds likeliest."""
    told: dict[EventType, float] = defaultdict(float)
    for event in result.events:
        told[event.event_type] += event.confidence
    if not told and result.understood is not None:
        for sentence in result.understood.parsed.sentences:
            for proposal in sentence.proposals or ():
                first = proposal.types[0]
                told[first.type] = max(told[first.type], first.probability)
    return max(told, key=lambda type: (told[type], type)).value if told else NOTHING


def _silence(about: KnownSet, golds: Iterable[Gold], known: Resources) -> Report:
    report = Report(about)
    events: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for gold in golds:
        report.documents += 1
        kind = gold.label or ""
        documents[kind] += 1
        for event in run(_article(gold), known).events:
            events[kind] += 1
            text = gold.text if event.sentence_span.end <= len(gold.text) else ""
            words = f"{event.trigger_text}: {event.sentence_span.of(text)}"
            report.confusions[NOTHING, event.event_type.value].append(words)
    rate = 100 * events.total() / max(1, report.documents)
    report.add("events per 100 reports", rate, f"{rate:.1f}  ({events.total()} events)")
    for kind, count in documents.most_common() if len(documents) > 1 else ():
        rate = 100 * events[kind] / count
        shown = f"{rate:.1f}  ({events[kind]} events of {count} reports)"
        report.add(f"... of {kind or 'no kind'}", rate, shown)
    return report


def _events(about: KnownSet, golds: Iterable[Gold], known: Resources) -> Report:
    report = Report(about)
    covered = _covered_by(about)
    counted: list[Mapping[str, tuple[int, int, int]]] = []
    for gold in golds:
        result = run(_article(gold), known)
        assert result.understood is not None
        told = list(told_in(result.events, covered))
        matched = match(gold, told, result.understood.parsed)
        counted.append(counts_of(matched))
        report.sure += [(t.event.confidence, True) for _, t in matched.pairs]
        report.sure += [(t.event.confidence, False) for t in matched.invented]
        _note_events(report, matched)
    report.documents = len(counted)
    for name in _names(counted):
        score = total(counted, name)
        if "of events found" in name:
            report.add(name, score.recall, f"{score.recall:.1f} % right of {score.gold}")
            continue
        low, high = interval(counted, name)
        report.add(name, score.f1, _said(score, low, high))
    error = calibration_error(report.sure)
    report.add("calibration error", error, f"{error:.3f} over {len(report.sure)} coded mentions")
    return report


def _covered_by(about: KnownSet) -> Covered | None:
    """What of ours the types of a set cover; None for a set in our own types."""
    if about.name not in SETS:
        return None
    mapping = mapped(about.name)
    ours = set(mapping.types.values())

    def covers(type: str, mode: str | None) -> bool:
        return type in ours and (type not in mapping.modes or mode in mapping.modes[type])

    return covers


def _names(counted: Iterable[Mapping[str, object]]) -> list[str]:
    """Measures in a readable order: events, roles, fields, then types."""
    seen = {name for counts in counted for name in counts}

    def place(name: str) -> tuple[int, str]:
        if name == "event":
            return 0, name
        if name.startswith("event "):
            return 3, name
        return (2 if "found" in name else 1), name

    return sorted(seen, key=place)


def _said(score: Score, low: float, high: float) -> str:
    return (
        f"P {score.precision:.1f}  R {score.recall:.1f}  F1 {score.f1:.1f}  [{low:.1f}, {high:.1f}]"
        f"  ({score.hits} of {score.gold} told, {score.mine} coded)"
    )


def _article(gold: Gold) -> Article:
    """The text as the body of a report, its offsets kept; a headline goes before it."""
    day = published_moment(gold.published) if gold.published else None
    if gold.headline:
        return read_body(gold.text, id=gold.id, headline=gold.headline, published=day)
    article = plain_article(gold.id, gold.text)
    return Article(article.id, article.text, article.parts, published=day)


def _note(report: Report, pair: tuple[str, str], text: str) -> None:
    if pair[0] != pair[1]:
        report.confusions[pair].append(text)


def _note_events(report: Report, matched: Matched) -> None:
    text = matched.gold.text
    for event in matched.missed:
        trigger = event.trigger
        if trigger is not None:
            here = (t.type for t in matched.invented if t.trigger.meets(trigger))
            mine = next(here, NOTHING)
            report.confusions[event.type, mine].append(_around(text, trigger))
    for told in matched.invented:
        gold_here = (e.trigger for e in matched.missed)
        if not any(g is not None and g.meets(told.trigger) for g in gold_here):
            report.confusions[NOTHING, told.type].append(_around(text, told.trigger))


def _around(text: str, span: object, width: int = 90) -> str:
    from dragoman.records import Span

    assert isinstance(span, Span)
    start, end = max(0, span.start - width), min(len(text), span.end + width)
    words = text[start : span.start] + "[" + span.of(text) + "]" + text[span.end : end]
    return " ".join(words.split())


def texts_of(golds: Iterable[Gold], most: int | None) -> Iterator[Gold]:
    """The first documents of a set, or all."""
    for number, gold in enumerate(golds):
        if most is not None and number >= most:
            return
        yield gold


_MEASURES = {
    "relation": _relations,
    "label": _labels,
    "silence": _silence,
    "events": _events,
}
