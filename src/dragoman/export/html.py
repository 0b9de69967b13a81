"""Events as one self-contained page: the report with its marks, the events and traces beside it.

No network, no outside file: style and script are inside. Every word of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from string import Template

from dragoman.export.marks import Mark, cut, marks
from dragoman.export.words import field_rows
from dragoman.pipeline import Result
from dragoman.records import Article, Event, Part, Role, Status
from dragoman.trace import Step, Trace


def page(results: Sequence[Result]) -> str:
    """The page of some reports, in their order; says so where there is no event or no report."""
    versions = {event.version for result in results for event in result.events}
    return Template(_asset("page.html")).substitute(
        title=escape(_title(results)),
        style=_asset("page.css").strip(),
        script=_asset("page.js").strip(),
        contents=_contents(results),
        reports="\n".join(_report(n, r) for n, r in enumerate(results))
        or '<p class="none">No report.</p>',
        version=escape("Coded by Dragoman " + ", ".join(sorted(versions)) if versions else ""),
    )


def paste_page() -> str:
    """The page of the service: a report is pasted, its own page shown below."""
    return Template(_asset("paste.html")).substitute(
        style=_asset("page.css").strip(), script=_asset("paste.js").strip()
    )


def _asset(name: str) -> str:
    folder = resources.files("dragoman").joinpath("data/page")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _title(results: Sequence[Result]) -> str:
    if len(results) == 1:
        return f"{headline(results[0].article)} · Dragoman"
    return f"{len(results)} reports · Dragoman"


def headline(article: Article) -> str:
    """A report's headline, else its first words, else its id."""
    for wanted in (Role.HEADLINE, Role.BODY):
        for part in article.parts:
            if part.role is wanted:
                words = " ".join(article.words(part.span).split())
                return words if len(words) <= 120 else words[:117] + "…"
    return article.id


def _contents(results: Sequence[Result]) -> str:
    if len(results) < 2:
        return ""
    rows = "".join(
        f'<li><a href="#report-{n}">{escape(headline(r.article))}</a> '
        f"({_counted(len(r.events), 'event')})</li>"
        for n, r in enumerate(results)
    )
    return f'<nav class="reports" aria-label="Reports"><ol>{rows}</ol></nav>'


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _report(number: int, result: Result) -> str:
    found = marks(result)
    parts = "\n".join(_part(result.article, part, found) for part in result.article.parts)
    traces = {trace.event_id: trace for trace in result.traces}
    events = "\n".join(
        _event(f"r{number}e{n}", event, traces.get(event.id), result.article)
        for n, event in enumerate(result.events)
    )
    counted = _counted(len(result.events), "event")
    return (
        f'<section class="report" id="report-{number}">\n<article class="text">\n{parts}\n'
        f'</article>\n<aside class="events" aria-label="Events"><h2>{counted}</h2>\n'
        f"{events}</aside>\n</section>"
    )


def _part(article: Article, part: Part, found: Sequence[Mark]) -> str:
    pieces = "".join(
        f'<span data-s="{start}" data-e="{end}"{_classes(kinds)}>'
        f"{escape(article.text[start:end])}</span>"
        for start, end, kinds in cut(part.span, found)
    )
    name = escape(part.role.value)
    if part.repeats is None:
        return f'<p class="{name}">{pieces}</p>'
    note = '<span class="repeat-note"> (told before; read once)</span>'
    return f'<p class="{name} repeated">{pieces}{note}</p>'


def _classes(kinds: Iterable[str]) -> str:
    names = " ".join(f"m-{kind}" for kind in kinds)
    return f' class="{names}"' if names else ""


def _event(key: str, event: Event, trace: Trace | None, article: Article) -> str:
    kind = event.event_type.value + (f" · {event.mode}" if event.mode else "")
    status = event.status.value + (", alleged" if event.alleged else "")
    actual = event.status is Status.ACTUAL and not event.alleged
    rows = "".join(
        _field(f"{key}f{n}", name, value, steps, article)
        for n, (name, value, steps) in enumerate(field_rows(event, trace))
    )
    return (
        f'<div class="event{"" if actual else " not-actual"}" id="event-{escape(event.id)}">'
        f'<h3><span>{escape(kind)}</span><span class="status">{escape(status)}</span></h3>'
        f"{rows}</div>"
    )


def _field(key: str, name: str, value: str, steps: Sequence[Step], article: Article) -> str:
    spans = dict.fromkeys(s for step in steps if not step.refused for s in step.evidence)
    where = " ".join(f"{span.start}-{span.end}" for span in spans)
    shown = "".join(_step(step, article) for step in steps) or "<p>Nothing more is known.</p>"
    return (
        f'<button class="field" type="button" aria-expanded="false" aria-controls="{key}" '
        f'data-spans="{where}"><span class="name">{escape(name)}</span>'
        f'<span class="value">{escape(value)}</span></button>'
        f'<div class="steps" id="{key}" hidden>{shown}</div>'
    )


def _step(step: Step, article: Article) -> str:
    words = " … ".join(f"“{article.words(span)}”" for span in step.evidence)
    said = ": ".join(escape(text) for text in (step.reason, words) if text)
    source = f" · {escape(step.source)}" if step.source else ""
    score = f" · {step.score:.2f}" if step.score is not None else ""
    refused = ' class="refused"' if step.refused else ""
    return f"<p{refused}>{said or 'set'}<br><code>{escape(step.rule)}{source}{score}</code></p>"
