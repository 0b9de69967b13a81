"""Events for people, on a terminal."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from dragoman.export.words import actors_in_words, attribution_in_words, date_in_words
from dragoman.pipeline import Result
from dragoman.records import Article, Event, Status

if TYPE_CHECKING:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

WIDEST = 100


def console(stream: IO[str]) -> Console:
    """A console on a stream: colour when it is a terminal, and no wider than reads well."""
    from rich.console import Console

    class Told(Console):
        """Leaves a closed pipe to the command, which knows the exit status."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    made = Told(file=stream, highlight=False, soft_wrap=False)
    if made.width > WIDEST or not made.is_terminal:
        made.width = WIDEST
    return made


def print_result(result: Result, out: Console, *, refused: bool) -> None:
    """One report: its headline, a block for each event, and what was refused where asked."""
    from rich.text import Text

    from dragoman.export.html import headline

    article = result.article
    title = Text(headline(article), style="bold")
    published = article.published.value if article.published else "no date"
    out.print(title)
    out.print(
        Text(f"{article.id} · {published} · {counted(len(result.events), 'event')}", style="dim")
    )
    for event in result.events:
        out.print()
        for row in event_lines(event, article):
            out.print(row)
    if refused and result.refusals:
        out.print()
        out.print(Text("not coded:", style="dim"))
        for refusal in result.refusals:
            words = " … ".join(article.words(span) for span in refusal.evidence)
            out.print(Text(f"  “{words}” {refusal.reason} [{refusal.rule}]", style="dim"))
    out.print()


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "event"), counted(0, "event")
    ('1 event', '0 events')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def event_lines(event: Event, article: Article) -> list[Text | Padding]:
    """An event in three to six lines: what, who, whether, by whom said, the sentence."""
    from rich.text import Text

    kind = event.event_type.value + (f" {event.mode}" if event.mode else "")
    actual = event.status is Status.ACTUAL and not event.alleged
    status = event.status.value + (", alleged" if event.alleged else "")
    head = Text.assemble(
        (kind, "bold cyan" if event.quad < 3 else "bold red"),
        "  ",
        (status, "green" if actual else "bold yellow"),
        (f"  {event.id}", "dim"),
    )
    lines: list[Text | Padding] = [head, _pair("who", actors_in_words(event.actors) or "not told")]
    if event.recipients:
        lines.append(_pair("to whom", actors_in_words(event.recipients)))
    where = f" in {event.place.name}" if event.place else ""
    lines.append(_pair("when", (date_in_words(event.date) or "not told") + where))
    for attribution in event.attributions:
        lines.append(_pair("said by", attribution_in_words(attribution)))
    if len(event.mentions) > 1:
        parts = ", ".join(mention.part.value for mention in event.mentions)
        lines.append(_pair("told", f"{len(event.mentions)} times ({parts})"))
    lines.append(sentence_line(event, article))
    return lines


def _pair(name: str, value: str) -> Padding:
    from rich.text import Text

    return _indented(Text.assemble((f"{name:8s}", "dim"), value))


def _indented(text: Text) -> Padding:
    """Two columns in, the lines it is broken into too."""
    from rich.padding import Padding

    return Padding(text, (0, 0, 0, 2), expand=False)


def sentence_line(event: Event, article: Article) -> Padding:
    """The sentence with the trigger lit."""
    from rich.text import Text

    start, end = event.sentence_span
    before = article.text[start : event.trigger.start]
    after = article.text[event.trigger.end : end]

    def flat(words: str) -> str:
        return words.replace("\n", " ")

    lit = Text.assemble(
        ("“", "dim"),
        flat(before),
        (flat(event.trigger_text), "bold underline"),
        flat(after),
        ("”", "dim"),
    )
    return _indented(lit)
