"""The merge stage: drafts that tell of one event become that event, with all its mentions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import cast

from dragoman.merge.families import Families, load_families
from dragoman.merge.same import LOOSE, Told, contradicts, is_denied, same_event
from dragoman.records import (
    Actor,
    Article,
    Attribution,
    DateBasis,
    Event,
    EventDate,
    EventMention,
    EventPlace,
    EventType,
    Role,
    Span,
)
from dragoman.trace import Coded, Draft, Journal, Refusal, Step, Trace, build

RULE = "merge.mentions"
ID_HEX_DIGITS = 16

_PART_ORDER = {Role.BODY: 0, Role.HEADLINE: 1, Role.DECK: 2, Role.SUBHEAD: 3, Role.CAPTION: 4}


def merge(
    coded: Coded, version: str, journal: Journal, families: Families | None = None
) -> tuple[tuple[Event, ...], tuple[Trace, ...]]:
    """Events in the order in which the report first tells them, and the trace of each.

    Building a trace's steps again gives its event; the result depends on the text alone.
    """
    families = families or load_families()
    article = coded.understood.parsed.article
    roles = {s.index: article.parts[s.part].role for s in coded.understood.parsed.sentences}
    refusals = tuple(journal.refusals)
    events: list[Event] = []
    traces: list[Trace] = []
    for group in groups(coded.drafts, families):
        steps = _merged(group, article, roles, version)
        event = build(steps)
        events.append(event)
        near = _near(refusals, event)
        traces.append(Trace(event.id, steps, near))
    return tuple(events), tuple(traces)


def groups(drafts: Sequence[Draft], families: Families) -> list[list[Draft]]:
    """Drafts that tell of one event, each group and all groups in text order.

    A draft joins the first group in which one mention tells the same and none speaks against it:
    "the attack", undated, joins Monday's attack, but brings Tuesday's into no group of Monday's.
    """
    found: list[list[Draft]] = []
    told: list[list[Told]] = []
    for draft in drafts:
        here = Told.of(draft)
        for group, members in zip(found, told, strict=True):
            same = any(same_event(member, here, families) for member in members)
            if same and not contradicts(members, here):
                group.append(draft)
                members.append(here)
                break
        else:
            found.append([draft])
            told.append([here])
    return found


def _merged(
    group: Sequence[Draft], article: Article, roles: Mapping[int, Role], version: str
) -> tuple[Step, ...]:
    """The steps of the event: those of its best mention, then what the others add."""
    best = min(group, key=lambda draft: _rank(draft, roles))
    others = [draft for draft in group if draft is not best]
    mentions = tuple(_mention(draft, roles) for draft in (best, *others))
    spans = tuple(mention.trigger for mention in mentions)
    reason = f"told {len(group)} times" if others else "told once"
    steps = [
        *best.steps,
        *_added(best, others),
        *_disputed(group),
        Step("mentions", mentions, RULE, spans, None, reason),
        Step("article_id", article.id, "read"),
        Step("url", article.url, "read"),
        Step("publisher", article.publisher, "read"),
        Step("published", article.published.value if article.published else None, "read"),
        Step("version", version, RULE),
    ]
    steps.append(Step("why", _references(steps), RULE))
    draft = Draft(tuple(steps))
    return (*steps, Step("id", _identity(draft), RULE, (), None, "hash of the content"))


def _rank(draft: Draft, roles: Mapping[int, Role]) -> tuple[int, int, int, int]:
    """Who tells it before who denies it, the fullest mention first, then body before headline
    before caption, then the earliest."""
    actors = cast("tuple[Actor, ...]", draft.value("actors", ()))
    recipients = cast("tuple[Actor, ...]", draft.value("recipients", ()))
    full = bool(actors) + bool(recipients) + all(a.known for a in (*actors, *recipients))
    role = roles[cast(int, draft.value("sentence"))]
    start = cast(Span, draft.value("trigger")).start
    return (is_denied(draft), -full, _PART_ORDER.get(role, 5), start)


def _disputed(group: Sequence[Draft]) -> list[Step]:
    """Alleged where each who tells it only claims it, and either says no more than that or is
    denied; told outright once, it is the report's own."""
    telling = [draft for draft in group if not is_denied(draft)]
    if len(group) < 2 or not telling:
        return []
    claimed = all(draft.value("attributions") for draft in telling)
    denied = len(telling) < len(group)
    alleged = all(draft.value("alleged") for draft in telling) or (claimed and denied)
    reason = "some tell it, others deny it" if alleged and denied else "as its mentions tell it"
    spans = tuple(cast(Span, draft.value("trigger")) for draft in group)
    return [Step("alleged", alleged, RULE, spans, None, reason)]


def _mention(draft: Draft, roles: Mapping[int, Role]) -> EventMention:
    sentence = cast(int, draft.value("sentence"))
    return EventMention(
        sentence=sentence,
        span=cast(Span, draft.value("sentence_span")),
        trigger=cast(Span, draft.value("trigger")),
        part=roles[sentence],
    )


def _added(best: Draft, others: Sequence[Draft]) -> list[Step]:
    """What other mentions know and the best one does not: a stated day, a place, a speaker."""
    steps: list[Step] = []
    date = cast("EventDate | None", best.value("date"))
    if date is None or date.basis is DateBasis.PUBLISHED:
        steps += _taken(others, "date", lambda d: d.basis is not DateBasis.PUBLISHED)
    place = cast("EventPlace | None", best.value("place"))
    if place is None or place.basis in LOOSE:
        steps += _taken(others, "place", lambda p: p.basis not in LOOSE)
    for side in ("actors", "recipients"):
        if not best.value(side):
            steps += _taken(others, side, bool)
    said = [cast("tuple[Attribution, ...]", d.value("attributions", ())) for d in (best, *others)]
    union = tuple(dict.fromkeys(a for group in said for a in group))
    if union != said[0]:
        spans = tuple(a.span for a in union)
        steps.append(Step("attributions", union, RULE, spans, None, "of all mentions"))
    return steps


def _taken(others: Sequence[Draft], field: str, wanted: object) -> list[Step]:
    """The first other mention's own step for a field, where it is worth having."""
    assert callable(wanted)
    for draft in others:
        value = draft.value(field)
        if value is not None and wanted(value):
            step = next(s for s in reversed(draft.steps) if s.field == field and not s.refused)
            return [step]
    return []


def _references(steps: Sequence[Step]) -> tuple[str, ...]:
    """The short list of rules and data lines behind an event."""
    shown = (
        step
        for step in steps
        if step.field in ("event_type", "mode", "actors", "recipients", "status", "alleged", "date")
    )
    named = (f"{step.rule}: {step.source}" if step.source else step.rule for step in shown)
    return tuple(dict.fromkeys(named))


def _identity(draft: Draft) -> str:
    """The content hash: same report, same version, same event, same id."""
    event_type = EventType(str(draft.value("event_type")))
    date = cast("EventDate | None", draft.value("date"))
    trigger = cast(Span, draft.value("trigger"))
    content = (
        draft.value("article_id"),
        event_type.value,
        draft.value("mode"),
        [a.code + a.name for a in cast("tuple[Actor, ...]", draft.value("actors"))],
        [a.code + a.name for a in cast("tuple[Actor, ...]", draft.value("recipients"))],
        str(draft.value("status")),
        date.value if date else None,
        trigger.start,
        draft.value("version"),
    )
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[
        :ID_HEX_DIGITS
    ]


def _near(refusals: Sequence[Refusal], event: Event) -> tuple[Refusal, ...]:
    """What was refused in the sentences that tell the event."""
    sentences = {mention.sentence for mention in event.mentions}
    return tuple(refusal for refusal in refusals if refusal.sentence in sentences)
