import pytest

from dragoman.errors import InputError
from dragoman.read.page_data import moment_of
from dragoman.read.times import moment_in, published_moment


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2024-06-19", "2024-06-19"),
        ("2024-06-19T14:35", "2024-06-19T14:35"),
        ("2024-06-19 14:35:10", "2024-06-19T14:35"),
        ("2024-06-19T14:35:10.123Z", "2024-06-19T14:35+00:00"),
        (" 2024-06-19T14:35+05:30 ", "2024-06-19T14:35+05:30"),
    ],
)
def test_a_publication_time(given: str, value: str) -> None:
    assert published_moment(given).value == value


@pytest.mark.parametrize(
    "given",
    ["", "yesterday", "2024-13-01", "2024-02-30", "19/06/2024", "2024-06", "2024-06-19T25:00"],
)
def test_no_publication_time(given: str) -> None:
    with pytest.raises(InputError, match="not a publication time"):
        published_moment(given)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Updated02:35 PM IST", "2024-06-19T14:35+05:30"),
        ("Last updated: 09:05 GMT", "2024-06-19T09:05+00:00"),
        ("Published: June 18, 2024 12:10 am EDT", "2024-06-18T00:10-04:00"),
        ("18 Jun 2024, 7 pm", "2024-06-18T19:00"),
        ("18 June 2024 at 14:35 GMT+3", "2024-06-18T14:35+03:00"),
        ("Updated 10:00 CST", "2024-06-19T10:00"),
        ("Updated 31 February 2024", "2024-06-19"),
    ],
)
def test_times_as_printed(line: str, value: str) -> None:
    moment = moment_in(line, "text", "2024-06-19")
    assert moment is not None and moment.value == value


def test_a_time_without_any_day_is_none() -> None:
    assert moment_in("Updated 02:35 PM IST", "text") is None


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("2019-11-19T13:03:00.000Z", "2019-11-19T13:03+00:00"),
        ("2019-11-20 13:42:06+08:00", "2019-11-20T13:42+08:00"),
        ("2019-11-20T13:42:06+0800", "2019-11-20T13:42+08:00"),
        ("November 20, 2019 13:42", "2019-11-20T13:42"),
        ("Wed, 20 Nov 2019 09:05:00 GMT", "2019-11-20T09:05+00:00"),
    ],
)
def test_times_in_the_forms_of_pages(given: str, value: str) -> None:
    moment = moment_of(given, "meta")
    assert moment is not None and moment.value == value


@pytest.mark.parametrize("given", [None, "", 12, "soon", ["2019"]])
def test_what_is_no_time_on_a_page(given: object) -> None:
    assert moment_of(given, "meta") is None
