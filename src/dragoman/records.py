"""Every record that crosses a stage: report in, events out.

All records are frozen. A span is half open, [start, end), in code points of the
article's `text`, and ``article.text[span.start:span.end]`` is exactly the words. `None`
means that the text does not say; it is never an error.

The order in which the records come to be is written in `dragoman.pipeline`::

    Article  ->  Parsed  ->  Understood  ->  Coded  ->  tuple[Event, ...]
    read         parse       understand      coding     merge
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Where words stand: [start, end) in code points of the article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves.

        >>> Span(0, 5).of("Putin thanked Kim.")
        'Putin'
        """
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def joined(self, other: Span) -> Span:
        """The smallest span that covers both.

        >>> Span(0, 5).joined(Span(14, 17))
        Span(start=0, end=17)
        """
        return Span(min(self.start, other.start), max(self.end, other.end))


# --- read -----------------------------------------------------------------------------


class Role(StrEnum):
    """What a part of a report is there for."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    UPDATED = "updated"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEAD = "subhead"
    BODY = "body"
    OTHER = "other"


class Form(StrEnum):
    """How a part is set, apart from what it is there for."""

    LIST = "list"
    QUOTATION = "quotation"
    CORRECTION = "correction"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a report. `repeats` is the index of the earlier part it tells again.

    A part that repeats another is kept (nothing is dropped) but read once: later stages
    skip it. `layer` names the rule that recognised the role. `background`: a paragraph that only
    recalls earlier times. `entry` is the number, from 1, of the entry of a live blog or digest the
    part stands in, and `time` when that entry was written; None outside one, or where it says none.
    `form`: an item of a list, a quotation that stands by itself, a correction, a notice; None for
    what is a paragraph or a line like others.
    """

    span: Span
    role: Role
    repeats: int | None = None
    layer: str = "text"
    background: bool = False
    entry: int | None = None
    time: Moment | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A publication time as far as it is known.

    `value` is ISO 8601: "2024-06-19", "2024-06-19T14:35" or "2024-06-19T14:35+05:30".
    `basis` names where it was read: "given", "json-ld", "meta", "page", "text", "record".
    """

    value: str
    basis: str

    @property
    def day(self) -> str:
        """The calendar day at the place of publication, "2024-06-19"."""
        return self.value[:10]


class OriginalOf(StrEnum):
    """Which bytes of a container are a report's own."""

    FILE = "file"
    LINE = "line"
    ROW = "row"
    MEMBER = "member"
    MESSAGE = "message"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Original:
    """A report's bytes as they were read, before anything was decoded or repaired.

    `sha256` in hex digits; `of` says of which bytes. `declared` is the kind that the file's name
    or the server tells, None where none is told, `sniffed` the kind the first bytes speak for.
    """

    sha256: str
    of: OriginalOf
    declared: str | None = None
    sniffed: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A report as read. `parts` are in text order and do not overlap.

    `original` is None for a text that never was bytes of ours.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    published: Moment | None = None
    updated: Moment | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()
    original: Original | None = None

    def words(self, span: Span) -> str:
        """The words at `span`."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Failure:
    """A report, or a line of one, that could not be read; the run went on without it."""

    article_id: str
    stage: str
    reason: str
    file: str | None = None
    line: int | None = None


# --- parse ----------------------------------------------------------------------------


class MentionLabel(StrEnum):
    """Kinds of names (and of groups without a name) the parser marks."""

    PERSON = "PER"
    ORGANISATION = "ORG"
    LOCATION = "LOC"
    NATIONALITY = "NAT"
    GROUP = "GROUP"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence in UD terms.

    `index` counts from 0 in the sentence; `head` is the index of the governor, -1 for the
    root; `deprel` is the UD relation with its subtype ("nsubj:pass"); `feats` holds the UD
    morphology, e.g. {"Tense": "Past", "VerbForm": "Fin"}.
    """

    index: int
    span: Span
    text: str
    lemma: str
    upos: str
    feats: Mapping[str, str]
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found by the parser: words [first, last] of sentence `sentence`, both inclusive.

    `head` is the index of the word that stands for the mention in the tree.
    """

    span: Span
    label: MentionLabel
    sentence: int
    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """One type that the model reads in a word: its probability, its likeliest mode and that one's
    probability among the modes of the type."""

    type: EventType
    probability: float
    mode: str | None
    mode_probability: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """The event that the model reads in word `word`; probabilities are 0 to 1.

    `types` likeliest first, at least one; `links` maps "actor", "recipient", "place", "date",
    "speaker", "carrier" to (head word, probability), in text order, and leaves out the unlikely.
    """

    word: int
    types: tuple[Proposed, ...]
    statuses: Mapping[Status, float]
    alleged: float
    stances: Mapping[Stance, float]
    links: Mapping[str, tuple[tuple[int, float], ...]]

    def probability(self, type: EventType) -> float:
        """How likely the word tells an event of the type."""
        return next((p.probability for p in self.types if p.type is type), 0.0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tree; `part` is the index of the part of the article it is in.

    `proposals` are the events the model reads in it, by word, `None` where no model was asked;
    `contexts` the PLOVER contexts it finds likely, with their probabilities.
    """

    index: int
    span: Span
    part: int
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...] = ()
    proposals: tuple[Proposal, ...] | None = None
    contexts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article with its sentences, in text order; parts that repeat have none."""

    article: Article
    sentences: tuple[Sentence, ...]


# --- understand -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts or is acted upon, in the words of the report and as far as it is known.

    `country` is an ISO-3 code, one of the codes of the contract ("UNO", "EUR", "NATO",
    "AU", "ARAB", "IGO", "NGO") or "---"; `sector` a PLOVER sector, the first of `sectors`.
    `code` is both together ("RUSGOV"). `made_by` names the rule and data line.
    """

    text: str
    span: Span
    name: str
    country: str = "---"
    sector: str = "UNK"
    sectors: tuple[str, ...] = ()
    office: str | None = None
    entity_id: str | None = None
    known: bool = False
    made_by: str = ""

    @property
    def code(self) -> str:
        """Country and sector in one word; the sector alone where no country is known."""
        if self.country == "---":
            return self.sector
        return self.country + (self.sector if self.sector != "UNK" else "")


class Status(StrEnum):
    """Whether an event is said to have happened (PLOVER's auxiliary modes)."""

    ACTUAL = "actual"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    HISTORICAL = "historical"


class Polarity(StrEnum):
    """Affirmed or denied."""

    POSITIVE = "pos"
    NEGATIVE = "neg"


class Certainty(StrEnum):
    """How sure the text is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Time(StrEnum):
    """Where a happening stands from the report's own day."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Stance(StrEnum):
    """How a speaker stands to what is said."""

    ASSERTS = "asserts"
    DENIES = "denies"
    ALLEGES = "alleges"
    THREATENS = "threatens"
    PROMISES = "promises"
    DEMANDS = "demands"
    REPORTS = "reports"


class ClaimKind(StrEnum):
    """What a source does: says that something is so, or takes an attitude to a thing, which leaves
    open whether it is ("praised the truce", "wants a truce", "the talks over a truce")."""

    SPEECH = "speech"
    ATTITUDE = "attitude"


class Quote(StrEnum):
    """How the words of another are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor at its place in the tree: the head word `token` of sentence `sentence`."""

    actor: Actor
    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says what: spans of the source, the cue and the content, in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quote: Quote | None
    stance: Stance
    speaker: Actor | None
    carrier: Actor | None
    sentence: int
    made_by: str = ""
    kind: ClaimKind = ClaimKind.SPEECH


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that reports a happening, and whether it is said to have happened.

    `evidence` are the words that decided (the "not", the "will", the "if"), `made_by` the
    rules, in the order in which they spoke.
    """

    sentence: int
    token: int
    span: Span
    status: Status
    polarity: Polarity
    certainty: Certainty
    time: Time
    alleged: bool = False
    evidence: tuple[Span, ...] = ()
    made_by: tuple[str, ...] = ()


class DateType(StrEnum):
    """TIMEX3 kinds."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A time expression: its TIMEX3 `value`, and `start` / `end` as ISO prefixes.

    `relative` says that the value leans on the publication date ("Wednesday").
    """

    span: Span
    sentence: int
    type: DateType
    value: str
    start: str | None
    end: str | None
    relative: bool
    made_by: str = ""


class PlaceKind(StrEnum):
    """How a place's name is meant."""

    LITERAL = "literal"
    METONYMIC = "metonymic"
    DEMONYM = "demonym"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a report, as the gazetteer knows it.

    `sentence` is -1 and `token` None for the place of the dateline; `token` is the head word.
    Degrees are those of the place's point (of a country, about its middle); `precision` says of
    what the point is one: "town", "admin2", "admin1", "country" or "region". `country` is ISO-3.
    """

    span: Span
    sentence: int
    token: int | None
    kind: PlaceKind
    name: str
    geonames_id: int | None
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    precision: str


DATELINE = -1
"""The sentence of a place that stands in a dateline, which no sentence holds."""
EARTH = 6371.0
"""Kilometres from the middle of the earth to its face."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points given in degrees, over the sphere.

    >>> round(kilometres(48.85, 2.35, 51.51, -0.13))
    344
    """
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


@dataclass(frozen=True, slots=True)
class Understood:
    """A parsed article with who, when, where, according to whom, and did it happen."""

    parsed: Parsed
    actors: tuple[ActorMention, ...]
    dates: tuple[DateExpression, ...]
    claims: tuple[Claim, ...]
    predicates: tuple[Predicate, ...]
    places: tuple[Place, ...] = ()


# --- coding and merge -----------------------------------------------------------------


class EventType(StrEnum):
    """The 16 PLOVER event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class DateBasis(StrEnum):
    """What an event's date rests on."""

    STATED = "stated"
    RELATIVE = "relative"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class EventDate:
    """When it happened: `value` and `end` are ISO prefixes ("2024-06-19", "2024-06", "2024")."""

    value: str
    end: str | None
    text: str | None
    span: Span | None
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where it happened. `basis` says how far the name stands from the trigger: "clause", "phrase",
    "sentence", "paragraph" or "dateline"; coordinates are None for a name no table knows."""

    text: str
    span: Span
    name: str
    country: str | None
    basis: str
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    admin1: str | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """The claim behind an event: who says so, through whom, with what word and stance."""

    speaker: Actor | None
    carrier: Actor | None
    cue: str
    cue_span: Span | None
    quote: Quote | None
    stance: Stance
    span: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in the article where an event is told."""

    sentence: int
    span: Span
    trigger: Span
    part: Role


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, with the words behind every field (see record.md's table)."""

    id: str
    article_id: str
    url: str | None
    publisher: str | None
    published: str | None
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    score: float
    cameo: str | None
    goldstein: float | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    status: Status
    alleged: bool
    attributions: tuple[Attribution, ...]
    date: EventDate | None
    place: EventPlace | None
    trigger: Span
    trigger_text: str
    mentions: tuple[EventMention, ...]
    sentence: int
    sentence_span: Span
    confidence: float
    confidences: Mapping[str, float] = field(default_factory=dict)
    why: tuple[str, ...] = ()
    version: str = ""


# --- across reports -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient without its place in a text."""

    name: str
    country: str
    sector: str
    code: str
    entity_id: str | None
    known: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place without its words; `loose` where it only stands near the event."""

    name: str
    country: str | None
    geonames_id: int | None
    lat: float | None
    lon: float | None
    precision: str | None
    loose: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """A value that some reports give a field of an event, and others do not: `keys` are those of
    the events of single reports that give it."""

    field: str
    value: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One event with all reports that tell it.

    `keys` are those of the events of single reports, sorted; `best` the one that tells most. `id`
    is made from the first that told it, by day of publication. `first` and `last` are the days on
    which it was, as numbers of days (`date.toordinal`); `firm` where a report says so. `killed` and
    `injured` are what the last reports tell. `sources` counts independent ones: copies of one
    report, and reports that credit one agency, are one. `details` holds what reports disagree on.
    """

    id: str
    event_type: EventType
    mode: str | None
    status: Status
    alleged: bool
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    first: int | None
    last: int | None
    firm: bool
    place: Spot | None
    killed: int | None
    injured: int | None
    confidence: float
    reports: int
    sources: int
    best: str
    keys: tuple[str, ...]
    told_in: tuple[str, ...]
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Events that belong together, by their days; `id` is made from the first of them."""

    id: str
    events: tuple[str, ...]
    first: int | None
    last: int | None
    reports: int


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """An event as another data set has it, or ours read back from a file.

    `source` is "polecat", "icews", "gdelt", "phoenix" or "dragoman". `date` is an ISO prefix.
    `event_type` is None for what PLOVER leaves out (mere statements). `score` is the weight the
    data set gives: PLOVER's in POLECAT, Goldstein's in those coded in CAMEO. `happened` is False
    where ours says that it did not happen or is only alleged; the others cannot tell. `line` counts
    from 1.
    """

    source: str
    id: str
    date: str | None
    event_type: EventType | None
    mode: str | None
    cameo: str | None
    score: float | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Spot | None
    publisher: str | None
    url: str | None
    happened: bool = True
    file: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class NamedPair:
    """A text and the places where two sides are named in it; a side may be empty, not both."""

    id: str
    article: Article
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """What one side does to another: the likeliest type, its mode if one is told, the probability
    of all 16 types (they sum to 1), and what spoke for it."""

    id: str
    event_type: EventType
    mode: str | None
    scores: Mapping[EventType, float]
    why: tuple[str, ...] = ()
