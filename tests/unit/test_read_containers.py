import io
import os
from pathlib import Path

import pytest

from dragoman.errors import InputError
from dragoman.read import read, read_inputs
from dragoman.read.encoding import MOST_BYTES
from dragoman.records import Article, Failure

REPORT = "Envoy recalled\n\nThe envoy left Geneva on Monday.\n"


def all_of(*inputs: Path | str, **more: object) -> list[Article | Failure]:
    return list(read_inputs([str(i) for i in inputs], **more))  # type: ignore[arg-type]


def only_failure(*inputs: Path | str, **more: object) -> Failure:
    (failure,) = all_of(*inputs, **more)
    assert isinstance(failure, Failure) and failure.stage == "read"
    return failure


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "envoy.txt"
    path.write_text(REPORT)
    (article,) = all_of(path, published="2024-06-19")
    assert isinstance(article, Article)
    assert article.id == "envoy.txt" and article.source == str(path)
    assert article.published is not None and article.published.basis == "given"


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT)
    (tmp_path / "notes.xyz").write_text("x")
    items = all_of(tmp_path)
    assert [i.id for i in items if isinstance(i, Article)] == ["a.txt", "b.txt", "sub/c.txt"]
    (failure,) = [i for i in items if isinstance(i, Failure)]
    assert failure.article_id == "notes.xyz" and ".txt" in failure.reason


def test_a_link_back_to_a_folder_above_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    items = all_of(tmp_path)
    assert [type(i).__name__ for i in items] == ["Article", "Failure"]
    assert "link back" in items[1].reason  # type: ignore[union-attr]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    assert len(all_of(path, tmp_path, tmp_path / "*.txt")) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space"),
        (b"%PDF-1.4\n...", "a PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x00\x01\x02\x03 some words", "binary"),
        (b"words " + b"\x01" * 20, "binary"),
        (b"a" * (MOST_BYTES + 1), "20 MB"),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_unreadable_files_are_named_failures(
    tmp_path: Path, content: bytes, reason: str, suffix: str
) -> None:
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    good = tmp_path / "good.txt"
    good.write_text(REPORT)
    failure, article = all_of(path, good)
    assert isinstance(failure, Failure) and isinstance(article, Article)
    assert reason in failure.reason and failure.file == str(path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "no such file"),
        ("none-*.txt", "no file fits"),
        ("https://127.0.0.1/a.html", "private address"),
        ("ftp://example.org/a.html", "http and https alone"),
        ("nul\0.txt", "no such file"),
    ],
)
def test_inputs_that_are_not_there(name: str, reason: str) -> None:
    assert reason in only_failure(name).reason


def test_a_table_without_text_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n")
    assert "there are: a, b" in only_failure(path).reason


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "no report" in only_failure(tmp_path).reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT)
    path.chmod(0)
    assert "cannot be opened" in only_failure(path).reason


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (REPORT.encode(), "Envoy recalled"),
        (b'\xef\xbb\xbf{"id": "7", "text": "He left."}\n', "He left."),
        (b"{not json", "not JSON"),
        (b"", "empty"),
    ],
)
def test_standard_input(given: bytes, expected: str) -> None:
    (item,) = all_of("-", stdin=io.BytesIO(given))
    said = item.text if isinstance(item, Article) else item.reason
    assert expected in said


def test_standard_input_gets_its_hash_as_id() -> None:
    (one,), (other,) = (all_of("-", stdin=io.BytesIO(REPORT.encode())) for _ in range(2))
    assert isinstance(one, Article) and isinstance(other, Article)
    assert one.id == other.id and len(one.id) == 16


def test_a_wrong_publication_time_is_an_error_of_use() -> None:
    with pytest.raises(InputError):
        list(read_inputs([], published="last week"))


def test_read_gives_one_report_or_says_why_not(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text('{"id":"1","text":"He left."}\n{"id":"2","text":"She came."}\n')
    with pytest.raises(InputError, match="more than one"):
        read(path)
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt")


def test_two_files_of_one_name_go_by_different_ids(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "monday.txt").write_text(REPORT)
    ids = [i.id for i in all_of(tmp_path / "a", tmp_path / "b") if isinstance(i, Article)]
    assert ids == ["monday.txt", (tmp_path / "b" / "monday.txt").as_posix()]


def test_another_encoding_than_utf8_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Le président a remercié l’ambassadeur à Genève.".encode("cp1252"))
    (article,) = all_of(path)
    assert isinstance(article, Article) and article.notes == ("read as cp1252",)
    assert "Genève" in article.text
