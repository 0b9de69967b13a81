"""The shapes of time expressions: one named pattern a rule, tried in this order.

The forms follow TIMEX3 (TimeML 1.2.1): determiners and "early", "mid-", "earlier" belong to the
expression, prepositions do not. Days of the week and months must be written with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_UNITS = (
    r"second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|centur(?:y|ie)"
)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_PART = r"(?i:morning|afternoon|evening|night|lunchtime|noon)"
_EDGE = r"(?i:early|late|mid)"

# Names in braces stand for the words of the tables: months, weekdays, numbers, seasons.
TEMPLATES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>{year})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?:[T ][0-2][0-9]:[0-5][0-9])?"),
    ("slashed", r"(?P<a>[0-9]{{1,2}})[/.](?P<b>[0-9]{{1,2}})[/.](?P<y>{year})"),
    (
        "clock",
        r"(?P<h>[01]?[0-9]|2[0-3])(?:[:.](?P<n>[0-5][0-9]))?\s?(?P<half>(?i:[ap]\.?m\b\.?))"
        r"(?:\s(?P<zone>[A-Z]{{2,4}})\b)?|(?P<h2>[01]?[0-9]|2[0-3]):(?P<n2>[0-5][0-9])"
        r"(?:\s(?P<zone2>GMT|UTC|[A-Z]{{1,3}}T)\b)?",
    ),
    (
        "day_range",
        r"(?P<m>{month})\s(?P<d>{day})\s?(?:-|–|—|to|and|through)\s?(?P<d2>{day})(?:,?\s(?P<y>{year}))?"
        r"|(?P<e>{day})\s?(?:-|–|—|to|and)\s?(?P<e2>{day})\s(?P<m2>{month})(?:,?\s(?P<y2>{year}))?",
    ),
    (
        "holiday",
        r"(?:(?P<o>(?i:last|this|next))\s)?(?P<day>{holiday})(?:,?\s(?P<y>{year}))?"
        r"(?P<w>\sweek)?(?![\w'’-])",
    ),
    (
        "week_of",
        r"(?i:the\sweek\sof)\s(?P<m>{month})\s(?P<d>{day})(?:,?\s(?P<y>{year}))?(?![0-9])",
    ),
    (
        "month_day",
        r"(?:(?P<w>{weekday}),?\s|(?P<o>(?i:last|this|next))\s)?(?P<m>{month})\s(?:the\s)?(?P<d>{day})(?:,?\s(?P<y>{year}))?"
        r"(?![0-9%]|,[0-9]|\s(?:million|billion|percent))",
    ),
    (
        "day_month",
        r"(?:(?P<w>{weekday}),?\s)?(?:the\s)?(?P<d>{day})\s(?:of\s)?(?P<m>{month})(?:,?\s(?P<y>{year}))?",
    ),
    (
        "that_unit",
        r"(?i:(?:(?:early|late|earlier|later)\s)?(?:that\s(?:same\s|very\s)?|the\s(?:very\s)?same\s)"
        r"(?P<u>day|night|morning|afternoon|evening|week|month|quarter|year))(?![-\w'’])",
    ),
    (
        "next_unit",
        r"(?i:the\s(?:very\s)?(?:(?P<o>following|previous)\s(?P<u>day|night|morning|afternoon"
        r"|evening|week|month|year)|(?P<next>next)\s(?P<p>day|night|morning|afternoon|evening)))"
        r"(?![-\w])",
    ),
    (
        "month_near_year",
        r"(?:{edge}[\s-])?(?P<m>{month})(?:,|\sof)?\s(?P<o>(?i:last|this|next))\s(?i:year)\b",
    ),
    ("month_year", r"(?:{edge}[\s-])?(?P<m>{month})(?:,|\sof)?\s(?P<y>{year}|{spelled})"),
    ("season_year", r"(?:the\s)?(?P<s>{season})\s(?:of\s)?(?P<y>{year}|{spelled})"),
    (
        "weekday",
        r"(?:(?P<o>(?i:last|next|this|this past|this coming|early|late|earlier|(?:the )?previous"
        r"|(?:the )?following|past))\s)?(?:(?P<at>(?i:noon|midday|midnight))\s)?"
        r"(?P<w>{weekday})"
        r"(?:\s(?P<p>{part}))?(?P<plural>)(?!s)",
    ),
    (
        "part_of_day",
        r"(?P<h>1[0-2]|[1-9])(?:\so['’]clock)?\sin\sthe\s(?P<p>morning|afternoon|evening)\b"
        r"|(?i:(?<!high\s)(?P<at>midday|noon|midnight)|mid[\s-](?P<mid>morning|afternoon|evening))"
        r"(?i:\s(?P<n>yesterday|today|tomorrow))?(?![-\w'’])",
    ),
    (
        "near_day",
        r"(?i:the day before yesterday|the day after tomorrow"
        r"|(?:early |late |earlier |later )?(?P<n>yesterday|today|tomorrow)(?:\s(?P<p>{part}))?"
        r"|(?:earlier |later )?(?P<t>tonight|overnight|last night"
        r"|this (?:morning|afternoon|evening))"
        r"|earlier in the day|later in the day)\b",
    ),
    (
        "year_words",
        r"(?i:(?P<the>the\syear\s)?(?:(?P<c>eighteen|nineteen|twenty)[\s-](?P<r>(?:{tens})(?:[\s-](?:{ones}))?"
        r"|{teens})|(?P<k>two\sthousand)))(?![\w-])",
    ),
    (
        "quarter",
        r"(?i:(?:the\s)?(?:(?:(?P<y0>{year})|(?P<o>this|last|next)\syear['’]s|(?P<b>year[-\s](?:ago|earlier)))\s)?"
        r"(?:fiscal[\s-])?(?P<q>first|second|third|fourth)[\s-](?:fiscal[\s-])?quarter"
        r"(?:\s(?:of\s)?(?:fiscal\s)?(?P<y>{year})|\s(?:of\s)?(?P<o2>this|last|next)\syear)?)\b",
    ),
    (
        "same_quarter",
        r"(?i:(?:the\s)?(?:(?:comparable|corresponding|same|like)\s)?(?:(?P<y>{year})|(?P<o>this|last)\syear['’]s"
        r"|year[-\s](?:ago|earlier))\s(?:quarter|period)"
        r"|the\s(?:comparable|corresponding|same|like)\s(?:quarter|period)\s(?:of\s|in\s)?"
        r"(?:(?P<y2>{year})|(?P<o2>this|last)\syear|a\syear\s(?:ago|earlier|before)))\b",
    ),
    (
        "half_year",
        r"(?i:(?:the\s)?(?P<h>first|second|last)\shalf\sof\s(?:(?P<y>{year})|(?P<o>this|last|next|the)\syear))\b",
    ),
    (
        "decade_words",
        r"(?i:the\s(?:(?:early|late|mid)[\s-])?(?P<n>twenties|thirties|forties|fifties|sixties|seventies"
        r"|eighties|nineties))\b",
    ),
    ("the_season", r"(?i:the\s(?:(?:early|late)\s)?(?P<s>spring|summer|winter))\b(?!\sof)"),
    ("weekend", r"(?i:the\sweekend)\b"),
    (
        "year_end",
        r"(?i:year(?:[-\s]|['’]s\s)end|(?:the\s)?end\sof\s(?:the|this)\s(?P<u>year|month|week))(?![-\w])",
    ),
    ("the_year", r"(?i:the\s(?:(?P<kind>full|fiscal)\s)?year)(?![-\w'’])"),
    (
        "near_unit",
        r"(?i:(?:(?:early|late|earlier|later|mid)[\s-])?(?:the\s)?"
        r"(?P<o>this past|this coming|last|next|this|past|current|coming|previous|following)"
        r"\s(?:fiscal\s)?(?P<u>day|week|weekend|month|quarter|year|decade|century|{season})\b)",
    ),
    (
        "near_month",
        r"(?:(?i:early|late|earlier|later)\s)?(?P<o>(?i:last|next|this))\s(?P<m>{month})",
    ),
    (
        "ago",
        r"(?i:(?:(?:about|around|nearly|almost|just|more than|over|some)\s)?"
        r"(?:(?P<n>an?|[0-9]{{1,4}}|{number}|several|a few|few|many|a couple of|some)\s)?"
        r"(?P<u>{unit})s?\s(?P<way>ago|earlier|later|before))\b",
    ),
    (
        "year_back",
        r"(?i:(?:the\s)?year[-\s](?:ago|earlier))(?!\s(?:{number}|[0-9]+)\s(?:months|weeks))\b",
    ),
    ("last_quarter", r"(?i:the\slatest\s(?:quarter|period|fiscal\s(?P<fiscal>year)))(?![-\w])"),
    ("told_quarter", r"(?i:the\squarter)(?![-\w])"),
    (
        "near_span",
        r"(?i:(?:the\s)?(?P<o>last|past|next|coming|recent|previous)\s"
        r"(?:(?P<n>[0-9]{{1,4}}|{number}|several|few|couple of)\s)?(?P<u>{unit})s)\b",
    ),
    (
        "decade",
        r"(?:(?i:the|early|late|mid)[\s-])*(?P<y>(?:(?:1[5-9]|20)[0-9]|['’][0-9])0)['’]?s\b",
    ),
    (
        "century",
        r"(?i:(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<n>[0-9]{{1,2}})(?:st|nd|rd|th)[\s-]century)\b",
    ),
    ("year_range", r"(?P<y>{year})\s?[-–—]\s?(?P<z>{year}|[0-9]{{2}})(?![0-9-])"),
    (
        "end_of",
        r"(?i:(?:the\s)?(?:end|start|beginning|middle)\sof\s(?:the\s)?(?:year\s)?)(?P<y>{year})",
    ),
    ("year", r"(?:{edge}[\s-])?(?P<y>{year})(?![0-9,%/]*[0-9%]|s\b|-[a-z]|\.[0-9])"),
    ("month", r"(?:(?P<edge>{edge})[\s-])?(?P<m>{month})(?![a-z]|\s?[0-9])"),
    (
        "duration",
        r"(?i:(?P<n>an?|[0-9]{{1,4}}|{number}|several|a few|many|a couple of)"
        r"(?P<half>\s1/2|\sand\sa\shalf)?(?:\s(?:more|additional|{running}))?[\s-](?P<u>{unit})s?(?!\sold\b)"
        r"|(?P<n2>an?)\s(?P<u2>minute|hour|day|week|month|year)\sand\sa\shalf"
        r"|(?P<long>day|week|month|year)[-\s]?long"
        r"|the\s(?P<front>days|weeks|months|years)\sahead"
        r"|(?P<bare>hours|days|weeks|months|years|decades|centuries))\b(?![-’]|'(?!'))",
    ),
    (
        "set",
        r"(?i:(?P<a>daily|weekly|monthly|yearly|annually)|(?:every|each)\s(?:(?P<u>day|week|month|quarter|year)|(?P<w>{weekday})|(?P<m>{month})))\b",
    ),
    (
        "near_word",
        r"(?i:(?P<now>now|currently|(?<!then )(?<!-)current(?!\s(?:account|events|affairs))"
        r"|at present|nowadays|these days)"
        r"|(?P<past>recently|the past)|(?P<soon>a later date|(?<!as )soon(?! as\b| after\b)"
        r"|the (?:near )?future|the near term|in future))\b",
    ),
)


def compile_rules(
    months: Sequence[str],
    weekdays: Sequence[str],
    numbers: Sequence[str],
    seasons: Sequence[str],
    holidays: Sequence[str],
) -> tuple[Mapping[str, re.Pattern[str]], re.Pattern[str]]:
    """Every rule's own pattern by name, and one that finds the first rule at any place."""
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    words = {
        "tens": tens,
        "spelled": rf"(?i:(?:eighteen|nineteen|twenty)[\s-](?:(?:{tens})(?:[\s-](?:{_ONES}))?"
        rf"|{_TEENS}))(?![\w-])",
        "teens": _TEENS,
        "ones": _ONES,
        "year": _YEAR,
        "day": _DAY,
        "part": _PART,
        "edge": _EDGE,
        "unit": _UNITS,
        "running": "straight|consecutive|successive|full|whole|trading|working|business",
        "month": _named(months),
        "weekday": _named(weekdays),
        "number": rf"(?:{tens})[- ](?:{_ONES})|{_either(numbers)}",
        "season": _either(seasons),
        "holiday": _either(holidays).replace("'", "['’]"),
    }
    rules: dict[str, re.Pattern[str]] = {}
    together: list[str] = []
    for name, template in TEMPLATES:
        source = template.format(**words)
        rules[name] = re.compile(source)
        together.append(f"(?P<{name}>{_unnamed(source)})")
    return rules, re.compile(r"(?<![\w$£€])(?:" + "|".join(together) + ")")


def _unnamed(source: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", source)


def _named(words: Sequence[str]) -> str:
    """Names with a capital or in capitals; whole words, a final dot only where it is written."""
    forms = {form for word in words for form in (word, word.upper())}
    return r"(?:" + "|".join(_bounded(form) for form in _longest(forms)) + ")"


def _bounded(form: str) -> str:
    return re.escape(form) + ("" if form.endswith(".") else r"(?!\w)")


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in _longest(set(words)))


def _longest(words: set[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
