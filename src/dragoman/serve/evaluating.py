"""The command ``dragoman evaluate``: scores on a named set or on gold of your own."""

from __future__ import annotations

import json
from pathlib import Path

import click

MOST_SENTENCES = 10


@click.command()
@click.argument("name", metavar="SET|PATH")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds the files of the named sets.",
)
@click.option("--first", type=click.IntRange(min=1), help="Only the first so many documents.")
@click.option("--confusions", is_flag=True, help="Show what was confused, ten sentences each.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate(
    name: str, data: Path | None, first: int | None, confusions: bool, as_json: bool
) -> None:
    """Precision, recall and F1 on an evaluation set, with 95 % intervals over documents.

    SET is a name from docs/evaluation.md (then --data says where its file is); PATH is JSON Lines
    of your own gold, or a folder of it.
    """
    from dragoman.evaluate import known_set
    from dragoman.evaluate.run import evaluate as score
    from dragoman.evaluate.run import texts_of
    from dragoman.evaluate.sets import SETS
    from dragoman.pipeline import load_resources

    about = known_set(name)
    path = Path(about.file)
    if name in SETS:
        if data is None:
            raise click.UsageError(f"--data says in which folder {about.file} is")
        path = data / about.file
    report = score(about, texts_of(about.read(path), first), load_resources())
    if as_json:
        click.echo(json.dumps({"set": name, "documents": report.documents, **report.figures}))
        return
    click.echo(f"{name}: {about.about} ({report.documents} documents)")
    for measure, said in report.lines:
        click.echo(f"  {measure:28} {said}")
    if about.human:
        click.echo(f"  human agreement: {about.human}")
    if confusions:
        _print_confusions(report.confusions)


def _print_confusions(confusions: dict[tuple[str, str], list[str]]) -> None:
    for (gold, mine), texts in sorted(confusions.items(), key=lambda item: -len(item[1])):
        click.echo(f"\n{gold} coded as {mine}: {len(texts)}")
        for text in texts[:MOST_SENTENCES]:
            click.echo(f"  - {' '.join(text.split())}")
