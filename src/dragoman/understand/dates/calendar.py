"""The words of time, read from `lexicon/dates.yaml` once into a frozen calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.errors import LexiconError
from dragoman.understand.dates.patterns import compile_rules
from dragoman.understand.rows import Row, check_rows, read_rows

DATES_FILE = "lexicon/dates.yaml"
KINDS = frozenset(
    {"weekday", "month", "number", "season", "daypart", "era", "bygone", "ahead", "holiday"}
)
_KEYS = frozenset({"name", "kind", "forms", "number", "code", "start", "end", "example", "source"})

HOLIDAY = re.compile(
    r"(?P<month>[01][0-9])-(?P<day>[0-3][0-9])"
    r"|(?P<of>[01][0-9]):(?P<nth>[1-4]|-1):(?P<weekday>[1-7])"
    r"|easter(?P<shift>[+-][0-9]+)"
)
"""A day of the year ("12-25"), the nth weekday of a month ("11:4:4", -1 the last), or days from
Easter Sunday ("easter-2")."""


@dataclass(frozen=True, slots=True)
class Era:
    """A time with a name, first and last year, and its line of data."""

    name: str
    start: int
    end: int
    bygone: bool
    where: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Words of time by their lower-case form, without a final dot; compiled patterns."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    seasons: Mapping[str, str]
    dayparts: Mapping[str, str]
    eras: Mapping[str, Era]
    holidays: Mapping[str, str]
    """Codes of named days, as `HOLIDAY` has them."""
    ahead: frozenset[str]
    """Verbs, by lemma, whose dates lie ahead whatever their tense: "planned for Monday"."""
    era_pattern: re.Pattern[str]
    rules: Mapping[str, re.Pattern[str]]
    master: re.Pattern[str]

    def number(self, word: str) -> int | None:
        """The number a word or figure stands for; None for "several"."""
        plain = word.lower().replace(",", "")
        if plain.isdecimal() and len(plain) < 6:
            return int(plain)
        tens, _, ones = plain.replace(" ", "-").partition("-")
        if ones:
            parts = (self.numbers.get(tens), self.numbers.get(ones))
            return None if parts[0] is None or parts[1] is None else parts[0] + parts[1]
        return self.numbers.get(plain)


def read_calendar(folder: Traversable) -> Calendar:
    """The calendar of `lexicon/dates.yaml` under `folder`; `LexiconError` at a wrong line."""
    rows = read_rows(folder, DATES_FILE, "name")
    for fault in _faults(rows):
        raise fault
    eras = {form: _era(row) for row in _of(rows, "era", "bygone") for form in _era_forms(row)}
    months = _spellings(rows, "month")
    weekdays = _spellings(rows, "weekday")
    numbers = [row.name for row in _of(rows, "number")]
    seasons = [form for row in _of(rows, "season") for form in _forms(row)]
    holidays = _spellings(rows, "holiday")
    rules, master = compile_rules(months, weekdays, numbers, seasons, holidays)
    return Calendar(
        weekdays=_numbers(rows, "weekday"),
        months=_numbers(rows, "month"),
        numbers={"a": 1, "an": 1} | _numbers(rows, "number"),
        seasons={
            form.lower(): row.text("code") for row in _of(rows, "season") for form in _forms(row)
        },
        dayparts={row.name: row.text("code") for row in _of(rows, "daypart")},
        eras={form.lower(): era for form, era in eras.items()},
        holidays={
            form.lower(): row.text("code") for row in _of(rows, "holiday") for form in _forms(row)
        },
        ahead=frozenset(row.name for row in _of(rows, "ahead")),
        era_pattern=re.compile(r"\b(?:" + _either(eras) + r")\b"),
        rules=rules,
        master=master,
    )


def check_dates(folder: Traversable) -> Iterator[LexiconError]:
    """Every fault of `lexicon/dates.yaml`; none for a sound file."""
    try:
        rows = read_rows(folder, DATES_FILE, "name")
    except LexiconError as error:
        yield error
        return
    yield from _faults(rows)


def _faults(rows: tuple[Row, ...]) -> Iterator[LexiconError]:
    yield from check_rows(rows, _KEYS)
    for row in rows:
        kind = row.values.get("kind")
        if kind not in KINDS:
            yield row.error(f"kind must be one of {', '.join(sorted(KINDS))}")
        forms = row.values.get("forms", [])
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            yield row.error("forms must be a list of words")
        if kind in ("weekday", "month", "number") and not isinstance(row.values.get("number"), int):
            yield row.error("number must be a whole number")
        if kind in ("season", "daypart") and not isinstance(row.values.get("code"), str):
            yield row.error("code must be given (TIMEX3: SU, MO, ...)")
        if kind == "holiday" and not HOLIDAY.fullmatch(str(row.values.get("code", ""))):
            yield row.error("code must be a day (12-25), a weekday (11:4:4) or easter+1")
        if kind in ("era", "bygone") and not _is_span(row):
            yield row.error("start and end must be years, as text, start not after end")


def _is_span(row: Row) -> bool:
    start, end = row.values.get("start"), row.values.get("end")
    both = isinstance(start, str) and isinstance(end, str) and start.isdecimal() and end.isdecimal()
    return both and int(str(start)) <= int(str(end))


def _era(row: Row) -> Era:
    bygone = row.values["kind"] == "bygone"
    return Era(row.name, int(row.text("start")), int(row.text("end")), bygone, row.where)


def _of(rows: tuple[Row, ...], *kinds: str) -> Iterator[Row]:
    return (row for row in rows if row.values["kind"] in kinds)


def _era_forms(row: Row) -> Iterator[str]:
    """The forms of an era; a paper may write its "war" small."""
    for form in _forms(row):
        yield form
        if form.endswith(" War"):
            yield form.removesuffix("War") + "war"


def _forms(row: Row) -> tuple[str, ...]:
    return (row.name, *row.words("forms"))


def _spellings(rows: tuple[Row, ...], kind: str) -> list[str]:
    return [form for row in _of(rows, kind) for form in _forms(row)]


def _numbers(rows: tuple[Row, ...], kind: str) -> dict[str, int]:
    return {
        form.rstrip(".").lower(): int(str(row.values["number"]))
        for row in _of(rows, kind)
        for form in _forms(row)
    }


def _either(words: Mapping[str, Era]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
