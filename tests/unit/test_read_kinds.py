"""Every container gives the same report; broken, packed and foreign ones are named failures."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.errors import InputError
from dragoman.pipeline import load_resources, run_many, run_or_fail
from dragoman.read import checked_map, read_inputs, read_text
from dragoman.read import packed as packed_files
from dragoman.read.kinds import READERS, kind_of
from dragoman.records import Article, Failure, Role
from dragoman.serve.cli import main

HERE = Path(__file__).parent.parent / "containers"
SHELLED = "Rebels shelled the town of Goma on Wednesday, killing nine"


def items(*names: str, **options: object) -> list[Article | Failure]:
    return list(read_inputs([str(HERE / name) for name in names], **options))  # type: ignore[arg-type]


def articles(*names: str) -> list[Article]:
    return [item for item in items(*names) if isinstance(item, Article)]


def failures(path: Path) -> list[Failure]:
    return [item for item in read_inputs([str(path)]) if isinstance(item, Failure)]


@pytest.mark.parametrize(
    ("name", "count", "published"),
    [
        ("alert.eml", 1, "2024-06-19T14:35+05:30"),
        ("alerts.mbox", 2, "2024-06-19T14:35+05:30"),
        ("crawl.warc", 1, "2024-06-19T14:35+05:30"),
        ("crawl.warc.gz", 1, "2024-06-19T14:35+05:30"),
        ("feed-1.0.xml", 1, "2024-06-19T09:05+00:00"),
        ("feed.atom", 2, "2024-06-19T09:05+00:00"),
        ("feed.rss", 2, "2024-06-19T09:05+00:00"),
        ("newsml-g2.xml", 1, "2024-06-19T09:00+02:00"),
        ("ngec.jsonl", 2, "2024-06-19"),
        ("nitf.xml", 1, "2024-06-19T09:05+00:00"),
        ("page.html", 1, "2024-06-19T14:35+05:30"),
        ("petrarch.xml", 2, "2024-06-19"),
        ("report.pdf", 1, None),
        ("report.txt", 1, None),
        ("stories.csv", 2, "2024-06-19"),
        ("stories.json", 2, "2024-06-19"),
        ("stories.jsonl.gz", 2, "2024-06-19"),
        ("stories.jsonl.zst", 2, "2024-06-19"),
        ("stories.parquet", 2, "2024-06-19"),
        ("stories.tsv", 2, "2024-06-19"),
        ("stories.zip", 4, None),
    ],
)
def test_every_container_gives_the_report(name: str, count: int, published: str | None) -> None:
    found = articles(name)
    assert len(found) == count
    first = found[0]
    assert SHELLED in first.text
    assert (first.published.value if first.published else None) == published
    for part in first.parts:
        assert first.words(part.span).strip()


def test_every_kind_has_a_fixture() -> None:
    shown = {path.suffix for path in HERE.iterdir()}
    assert set(READERS) - shown <= {".htm", ".xhtml", ".text", ".ndjson"}


def test_the_parts_of_nitf() -> None:
    (article,) = articles("nitf.xml")
    roles = [(part.role, article.words(part.span)) for part in article.parts]
    assert (Role.DECK, "Governor asks for help") in roles
    assert (Role.BYLINE, "By Amani Bahati") in roles
    assert (Role.DATELINE, "GOMA, June 19 (AFP) -") in roles
    assert (Role.CAPTION, "Smoke over Goma on Wednesday.") in roles
    assert article.publisher == "The Daily Lotus"
    assert article.agency == "AFP"


def test_a_news_item_without_text_is_named() -> None:
    (failure,) = [item for item in items("newsml-g2.xml") if isinstance(item, Failure)]
    assert failure.article_id == "urn:newsml:lotus.example:20240619:2"
    assert "without text" in failure.reason


def test_a_page_of_a_crawl_keeps_its_address_and_day() -> None:
    (article,) = articles("crawl.warc.gz")
    assert article.url == "https://lotus.example/1"
    assert any(note.startswith("crawled 2024-06-21") for note in article.notes)


def test_a_signature_is_no_report() -> None:
    (article,) = articles("alert.eml")
    assert "Lotus Wire" not in article.text
    assert article.publisher == "Lotus Wire"


def test_lines_of_a_pdf_are_joined() -> None:
    (article,) = articles("report.pdf")
    assert "on Wednesday, killing nine civilians" in article.text
    assert "asked neighbouring Rwanda to close" in article.text


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("when;words\n2024-06-19;Police arrested an editor.\n", encoding="utf-8")
    (failure,) = failures(path)
    assert "--map text=COLUMN" in failure.reason
    (article,) = read_inputs([str(path)], mapped=checked_map(["text=words,published=when"]))
    assert isinstance(article, Article)
    assert article.text == "Police arrested an editor."
    assert article.published is not None
    assert article.published.value == "2024-06-19"


def test_a_map_of_no_field_is_wrong_use() -> None:
    with pytest.raises(InputError, match="maps nothing"):
        checked_map(["words=text"])
    done = CliRunner().invoke(main, ["read", str(HERE / "stories.csv"), "--map", "x=y"])
    assert done.exit_code == 2


def test_a_bad_row_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(
        b"id,text,date\na,Police arrested an editor.,2024-06-19\nb,,2024-06-19\n"
        b"c,Rebels shelled a town.,some day\nd,caf\xe9 bombed.,2024-06-19\n"
        b"e,Peru praised Chile.,2024-06-20\n"
    )
    found = list(read_inputs([str(path)]))
    good = [item.id for item in found if isinstance(item, Article)]
    bad = {i.article_id: i.reason for i in found if isinstance(i, Failure)}
    assert good == ["a", "e"]
    assert set(bad) == {"b", "c", "d"}
    assert "empty" in bad["b"]
    assert "some day" in bad["c"]
    assert "UTF-8" in bad["d"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'[{"text": "Police arrested an editor."}, {"text": ', "ends in the middle"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[]", "no report"),
        ("a.csv", b"", "empty"),
        ("a.xml", b"<rss", "not XML"),
        ("a.xml", b"<invoice><p>x</p></invoice>", "unknown kind"),
        ("a.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><nitf><p>&a;</p></nitf>', "entities"),
        ("a.rss", b"<rss version='2.0'><channel></channel></rss>", "feed"),
        ("a.gz", b"\x1f\x8b\x07\x00broken", "unpacked"),
        ("a.txt.gz", gzip.compress(b"Rebels fled. " * 50)[:-20], "cut off"),
        ("a.zip", b"PK\x03\x04broken", "zip"),
        ("a.jsonl.zst", b"\x28\xb5\x2f\xfdbroken", "unpacked"),
        ("a.pdf", b"%PDF-1.4\nbroken", "PDF"),
        ("a.parquet", b"PAR1brokenPAR1", "Parquet"),
        ("a.warc", b"WARC/1.0\r\nbroken", "record"),
        ("a.eml", b"Subject: x\r\n\r\n", "without text"),
        ("a.mbox", b"no mail at all\n", "no message"),
        ("a.xyz", b"x", "unknown kind of file .xyz"),
    ],
)
def test_broken_containers_are_failures(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = failures(path)
    assert found
    assert reason in found[-1].reason


def test_what_stands_before_the_break_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": f"Rebels shelled town {n}."}) for n in range(2000)]
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-9])
    found = list(read_inputs([str(path)]))
    assert sum(isinstance(item, Article) for item in found) > 1000
    assert isinstance(found[-1], Failure)


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_files, "FREE_BYTES", 100_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 30_000_000))
    (failure,) = failures(path)
    assert "times its size" in failure.reason


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "Rebels fled.")
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("b.txt", "Rebels shelled a town.")
    found = list(read_inputs([str(path)]))
    assert [isinstance(item, Article) for item in found] == [False, True]
    assert isinstance(found[0], Failure)
    assert "inside an archive" in found[0].reason


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.iterdir()))
def test_the_first_bytes_tell_the_kind(name: str) -> None:
    suffix = Path(name).suffix
    if suffix in (".csv", ".tsv", ".txt"):
        return
    reader = kind_of((HERE / name).read_bytes()[:4096])
    wanted = READERS[suffix]
    if name.endswith(".jsonl"):
        wanted = READERS[".jsonl"]
    assert reader is wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La policía detuvo el lunes a tres estudiantes en Caracas tras una marcha en la que"
         " pidieron la liberación de los presos.", "es"),
        ("Le président français a rencontré le chancelier allemand à Berlin mardi soir pour"
         " parler de la guerre et de la paix.", "fr"),
        ("Путин прибыл в Пхеньян в среду, чтобы встретиться с Ким Чен Ыном.", "ru"),
    ],
)  # fmt: skip
def test_another_language_is_reported_and_not_coded(text: str, code: str) -> None:
    outcome = run_or_fail(read_text(text, id="x"), load_resources())
    assert isinstance(outcome, Failure)
    assert f"({code})" in outcome.reason


def test_a_short_english_report_is_coded() -> None:
    (outcome,) = run_many([read_text("Kim thanked Putin.", id="x")])
    assert not isinstance(outcome, Failure)
