"""Records -> the dicts of the contract, for JSON Lines. Field names are fixed: others read them.

Layers this version does not know (places of a report, chains of mentions) are left out, never
filled with guesses.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.pipeline import Result
from dragoman.records import (
    Actor,
    ActorMention,
    Article,
    Attribution,
    Claim,
    DateExpression,
    Event,
    EventDate,
    EventPlace,
    Failure,
    Mention,
    Original,
    Part,
    Place,
    Predicate,
    Relation,
    Span,
)
from dragoman.trace import Refusal, Step, Trace

if TYPE_CHECKING:
    from dragoman.understand.terms import TermUse

Json = dict[str, Any]


def line(record: Mapping[str, Any]) -> str:
    """One JSON line, letters as they are; a lone surrogate is escaped, so that it can be written.

    >>> line({"id": "a", "text": "Élysée"})
    '{"id": "a", "text": "Élysée"}'
    """
    text = json.dumps(record, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(record)
    return text


def span_to_list(span: Span | None) -> list[int] | None:
    """[start, end], or null."""
    return None if span is None else [span.start, span.end]


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def actor_to_dict(actor: Actor | None) -> Json | None:
    """The actor object of the contract."""
    if actor is None:
        return None
    return {
        "text": actor.text,
        "span": span_to_list(actor.span),
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
        "sectors": list(actor.sectors),
        "code": actor.code,
        "office": actor.office,
        "entity_id": actor.entity_id,
        "known": actor.known,
    }


def _date(date: EventDate | None) -> Json | None:
    if date is None:
        return None
    return {
        "value": date.value,
        "end": date.end,
        "text": date.text,
        "span": span_to_list(date.span),
        "basis": date.basis.value,
    }


def _place(place: EventPlace | None) -> Json | None:
    if place is None:
        return None
    return {
        "text": place.text,
        "name": place.name,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "span": span_to_list(place.span),
        "basis": place.basis,
        "precision": place.precision,
    }


def _named_place(place: Place, article: Article) -> Json:
    return {
        "span": span_to_list(place.span),
        "text": article.words(place.span),
        "kind": place.kind.value,
        "name": place.name,
        "geonames_id": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
    }


def _attribution(attribution: Attribution) -> Json:
    return {
        "speaker": actor_to_dict(attribution.speaker),
        "carrier": actor_to_dict(attribution.carrier),
        "cue": attribution.cue,
        "cue_span": span_to_list(attribution.cue_span),
        "quote": attribution.quote.value if attribution.quote else None,
        "stance": attribution.stance.value,
        "span": span_to_list(attribution.span),
    }


def event_to_dict(event: Event) -> Json:
    """The event object of the contract."""
    return {
        "id": event.id,
        "article_id": event.article_id,
        "url": event.url,
        "publisher": event.publisher,
        "published": event.published,
        "event_type": event.event_type.value,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "actors": [actor_to_dict(actor) for actor in event.actors],
        "recipients": [actor_to_dict(actor) for actor in event.recipients],
        "status": event.status.value,
        "alleged": event.alleged,
        "attributions": [_attribution(a) for a in event.attributions],
        "date": _date(event.date),
        "place": _place(event.place),
        "trigger": {"text": event.trigger_text, "span": span_to_list(event.trigger)},
        "mentions": [
            {
                "sentence": mention.sentence,
                "span": span_to_list(mention.span),
                "trigger": span_to_list(mention.trigger),
                "part": mention.part.value,
            }
            for mention in event.mentions
        ],
        "sentence": event.sentence,
        "sentence_span": span_to_list(event.sentence_span),
        "confidence": event.confidence,
        "confidences": dict(event.confidences),
        "why": list(event.why),
        "version": event.version,
    }


def _part(part: Part, article: Article) -> Json:
    return {
        "role": part.role.value,
        "span": span_to_list(part.span),
        "text": article.words(part.span),
        "repeats": part.repeats,
        "layer": part.layer,
        "background": part.background,
        "entry": part.entry,
        "time": part.time.value if part.time else None,
        "form": part.form.value if part.form else None,
    }


def _original(original: Original | None) -> Json | None:
    if original is None:
        return None
    return {
        "sha256": original.sha256,
        "of": original.of.value,
        "declared": original.declared,
        "sniffed": original.sniffed,
    }


def article_to_dict(article: Article) -> Json:
    """An article as read: its stored text, parts, times."""
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "agency": article.agency,
        "language": article.language,
        "published": article.published.value if article.published else None,
        "published_basis": article.published.basis if article.published else None,
        "updated": article.updated.value if article.updated else None,
        "source": article.source,
        "notes": list(article.notes),
        "original": _original(article.original),
        "parts": [_part(part, article) for part in article.parts],
        "text": article.text,
    }


def relation_to_dict(relation: Relation) -> Json:
    """A relation as a line of `dragoman relate`."""
    return {
        "id": relation.id,
        "event_type": relation.event_type.value,
        "mode": relation.mode,
        "scores": {type.value: round(score, 4) for type, score in relation.scores.items()},
        "why": list(relation.why),
    }


def failure_to_dict(failure: Failure) -> Json:
    """A report that could not be read. `failure` is true, so that a line tells itself apart."""
    return {
        "failure": True,
        "article_id": failure.article_id,
        "stage": failure.stage,
        "reason": failure.reason,
        "file": failure.file,
        "line": failure.line,
    }


def annotation_to_dict(result: Result) -> Json:
    """Everything understood of one article, in text order."""
    article = result.article
    found: Json = {
        "id": article.id,
        "language": article.language,
        "published": article.published.value if article.published else None,
    }
    if result.understood is not None:
        understood = result.understood
        sentences = understood.parsed.sentences
        found["sentences"] = [
            {"span": span_to_list(s.span), "part": article.parts[s.part].role.value}
            for s in sentences
        ]
        found["mentions"] = _mentions(
            article, [m for s in sentences for m in s.mentions], understood.actors
        )
        found["places"] = [_named_place(p, article) for p in understood.places]
        found["dates"] = [_date_expression(d, article) for d in understood.dates]
        found["claims"] = [_claim(c) for c in understood.claims]
        found["predicates"] = [_predicate(p, article) for p in understood.predicates]
    found["events"] = [event_to_dict(event) for event in result.events]
    return found


def _mentions(
    article: Article, named: Sequence[Mention], actors: Sequence[ActorMention]
) -> list[Json]:
    """Names, and the groups and offices without a name that stand for an actor."""
    by_head = {(a.sentence, a.token): a.actor for a in actors}
    rows: list[Json] = []
    used: set[tuple[int, int]] = set()
    for mention in named:
        inside = range(mention.first, mention.last + 1)
        at = next(((mention.sentence, i) for i in inside if (mention.sentence, i) in by_head), None)
        if at is not None:
            used.add(at)
        rows.append(
            {
                "span": span_to_list(mention.span),
                "text": article.words(mention.span),
                "label": mention.label.value,
                "actor": actor_to_dict(by_head[at]) if at else None,
            }
        )
    for place, actor in by_head.items():
        if place not in used:
            rows.append(
                {
                    "span": span_to_list(actor.span),
                    "text": actor.text,
                    "label": "GROUP",
                    "actor": actor_to_dict(actor),
                }
            )
    return sorted(rows, key=lambda row: row["span"])


def _date_expression(date: DateExpression, article: Article) -> Json:
    return {
        "span": span_to_list(date.span),
        "text": article.words(date.span),
        "type": date.type.value,
        "value": date.value,
    }


def _claim(claim: Claim) -> Json:
    return {
        "source": _spans(claim.source),
        "cue": _spans(claim.cue),
        "content": _spans(claim.content),
        "quote": claim.quote.value if claim.quote else None,
        "stance": claim.stance.value,
        "kind": claim.kind.value,
        "speaker": actor_to_dict(claim.speaker),
        "carrier": actor_to_dict(claim.carrier),
    }


def term_use_to_dict(use: TermUse, article: Article) -> Json:
    """A term at its place, with the words around it."""
    start, end = use.span
    return {
        "article_id": article.id,
        "publisher": article.publisher,
        "published": article.published.value if article.published else None,
        "matter": use.matter,
        "kind": use.kind,
        "term": use.term,
        "form": use.form,
        "span": span_to_list(use.span),
        "sentence": use.sentence,
        "called_by": use.called_by,
        "voice": actor_to_dict(use.voice),
        "telling": actor_to_dict(use.telling),
        "quoted": use.quoted,
        "words": " ".join(article.text[max(start - 60, 0) : end + 60].split()),
    }


def _predicate(predicate: Predicate, article: Article) -> Json:
    return {
        "span": span_to_list(predicate.span),
        "text": article.words(predicate.span),
        "status": predicate.status.value,
        "polarity": predicate.polarity.value,
        "certainty": predicate.certainty.value,
        "time": predicate.time.value,
        "alleged": predicate.alleged,
    }


def refusal_to_dict(refusal: Refusal, article: Article) -> Json:
    """A reading that was not coded."""
    return {
        "refused": True,
        "article_id": article.id,
        "rule": refusal.rule,
        "reason": refusal.reason,
        "evidence": _spans(refusal.evidence),
        "sentence": refusal.sentence,
    }


def trace_to_dict(trace: Trace, article: Article) -> Json:
    """A trace: each step with its field, value in words, evidence, rule and data line."""
    return {
        "event_id": trace.event_id,
        "steps": [_step(step, article) for step in trace.steps],
        "refusals": [refusal_to_dict(refusal, article) for refusal in trace.refusals],
    }


def _step(step: Step, article: Article) -> Json:
    return {
        "field": step.field,
        "value": str(step.value),
        "rule": step.rule,
        "source": step.source,
        "reason": step.reason,
        "evidence": _spans(step.evidence),
        "words": [article.words(span) for span in step.evidence],
        "score": step.score,
        "refused": step.refused,
    }
