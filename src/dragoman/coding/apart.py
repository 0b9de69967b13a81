"""Days told from another act: "released on Friday, two days after his trip to Mexico"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import seat
from dragoman.records import DateExpression, DateType, Span

NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "the": 1}
DAYS = {"day": 1, "week": 7, "hour": 0, "minute": 0}
"""Days that a unit counts; hours leave it the same day, as the night between is rarely told."""
FARTHEST = 100
"""Days beyond which nobody counts from one act to the next by the day."""
ISO_DAY = len("2024-06-19")


@dataclass(frozen=True, slots=True)
class Apart:
    """The day of an act by another one's, an ISO date, with the words that tell how far."""

    day: str
    words: Span


def day_apart(reading: Reading, scene: Scene) -> Apart | None:
    """The day that lies as many days before the day of the clause above as its words say ("two
    days after the attack", of the attack); of "before", after it. Without a day there, counted
    from the report's own."""
    tree = scene.tree
    words = dict.fromkeys((reading.word, reading.bearer, seat(tree, reading.word)))
    for word in words:
        for child in tree.under(word, "case", "mark", "advmod"):
            sign = {"after": -1, "before": 1}.get(tree.token(child).text.lower())
            count = _count_before(child, scene) if sign is not None else None
            if sign is None or count is None:
                continue
            far, first = count
            base = _day_of_clause(word, first, scene)
            if base is None:
                return None
            day = base + timedelta(days=sign * far)
            words_told = scene.span(first).joined(scene.span(child))
            return Apart(day.isoformat(), words_told)
    return None


def _count_before(place: int, scene: Scene) -> tuple[int, int] | None:
    """(days, first word) of "two days" right before a word; None where it counts nothing."""
    tree = scene.tree
    if place < 1 or tree.lemma(place - 1) not in DAYS:
        return None
    unit, first = DAYS[tree.lemma(place - 1)], place - 1
    text = tree.token(place - 2).text.lower() if place > 1 else ""
    told = int(text) if text.isdecimal() else NUMBERS.get(text)
    if told is not None:
        first = place - 2
    elif unit and tree.token(place - 1).feats.get("Number") == "Plur":
        return None  # "days after the attack"
    number = told or 1
    return (unit * number, first) if unit * number <= FARTHEST else None


def _day_of_clause(word: int, first: int, scene: Scene) -> date | None:
    """The one full day told in the sentence outside the clause of `word`; else the report's."""
    inside = set(scene.tree.within(word)) | {first}
    days = {
        expression.start
        for expression in scene.dates
        if expression.start is not None
        and _is_day(expression)
        and not _in(expression, inside, scene)
    }
    published = scene.article.published
    if not days and published is not None:
        days = {published.day}
    return date.fromisoformat(next(iter(days))[:ISO_DAY]) if len(days) == 1 else None


def _is_day(expression: DateExpression) -> bool:
    told = expression.type in (DateType.DATE, DateType.TIME)
    return told and expression.start is not None and len(expression.start) >= ISO_DAY


def _in(expression: DateExpression, words: set[int], scene: Scene) -> bool:
    return any(scene.span(word).meets(expression.span) for word in words)
