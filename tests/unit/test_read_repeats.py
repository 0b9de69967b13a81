import pytest

from dragoman.read.repeats import repeats_of


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Kim thanked Putin.", "They met.", "Kim “thanked” Putin"], {2: 0}),
        # A deck retold with fewer words.
        (
            [
                "President Mara Dell has thanked Premier Ono Brandt for backing the blockade",
                "Dell has thanked Brandt for backing the blockade",
            ],
            {1: 0},
        ),
        # A fuller paragraph tells more than its deck.
        (
            [
                "Dell has thanked Brandt for backing the harbour blockade",
                "Dell has thanked Brandt for backing the harbour blockade, and promised grain.",
            ],
            {},
        ),
        # The same frame with another name, number or denial is another story.
        (
            [
                "Kim sent a message of greeting to the president of Laos on Monday",
                "Kim sent a message of greeting to the president of Cuba on Monday",
            ],
            {},
        ),
        (
            [
                "The army of Lutania killed 12 rebels on Monday",
                "The army of Lutania killed 15 rebels on Monday",
            ],
            {},
        ),
        (
            [
                "The army of Lutania did not attack the rebels on Monday",
                "The army of Lutania did attack the rebels on Monday",
            ],
            {},
        ),
        (
            [
                "North Korea said South Korea fired artillery shells",
                "South Korea said North Korea fired artillery shells",
            ],
            {},
        ),
        (["Background", "It began.", "Background"], {}),
        ([None, "Kim thanked Putin.", None], {}),
        # A third telling names the first.
        (
            ["Kim thanked Putin again.", "Kim thanked Putin again", "“Kim thanked Putin again.”"],
            {1: 0, 2: 0},
        ),
    ],
)
def test_repeats(texts: list[str | None], expected: dict[int, int]) -> None:
    assert repeats_of(texts) == expected


def test_one_line_a_thousand_times_stays_fast() -> None:
    texts = [f"The commission counted the votes of district {n} again today" for n in range(3000)]
    assert repeats_of([*texts, texts[5]]) == {3000: 5}
