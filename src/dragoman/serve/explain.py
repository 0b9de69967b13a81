"""`why`: the trace of an event, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.export.words import field_rows
from dragoman.records import Article, Event
from dragoman.serve.table import event_lines
from dragoman.trace import Step, Trace

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def print_trace(event: Event, trace: Trace, article: Article, out: Console) -> None:
    """The event, then for each field its value and every step that spoke of it: the words with
    their offsets, the reason, the rule, the line of data; last what was refused near it."""
    from rich.text import Text

    for row in event_lines(event, article):
        out.print(row)
    for name, value, steps in field_rows(event, trace):
        out.print()
        out.print(Text.assemble((name, "bold"), ": ", value))
        for step in steps:
            out.print(_step(step, article))
    _print_lesson(event, article, out)
    if trace.refusals:
        out.print()
        out.print(Text("not coded in these sentences:", style="bold"))
        for refusal in trace.refusals:
            words = " … ".join(
                f"“{article.words(s)}” [{s.start}:{s.end}]" for s in refusal.evidence
            )
            out.print(Text(f"  {words} {refusal.reason} ({refusal.rule})", style="dim"))


def _print_lesson(event: Event, article: Article, out: Console) -> None:
    """The passage of the corpus that teaches the reading, where there is one like it."""
    from rich.text import Text

    from dragoman.coding.lessons import load_lessons

    sentence = article.words(event.sentence_span)
    near = load_lessons().nearest(event.event_type, event.mode, event.trigger_text, sentence)
    if near is not None:
        kind = f"{near.type.value} {near.mode or ''}".strip()
        out.print()
        out.print(
            Text.assemble(
                ("taught by: ", "bold"),
                f"“{near.text}”  ",
                (f"[{near.id}: {kind} at “{near.trigger}”]", "dim"),
            )
        )


def _step(step: Step, article: Article) -> Text:
    from rich.text import Text

    words = " … ".join(f"“{article.words(s)}” [{s.start}:{s.end}]" for s in step.evidence)
    score = f" score {step.score:.2f}" if step.score is not None else ""
    rule = step.rule + (f" · {step.source}" if step.source else "") + score
    said = "; ".join(text for text in (step.reason, words) if text)
    style = "strike dim" if step.refused else ""
    return Text.assemble(("  " + (said + "  " if said else ""), style), (f"[{rule}]", "dim"))
