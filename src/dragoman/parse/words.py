"""Text -> words, by the conventions of UD English.

Words are cut by rule, not learned: the conventions are few, and a rule holds on text no
treebank has seen. A hyphen parts a compound ("state - run") but not a prefix ("anti-war"),
clitics stand alone ("do | n't", "Putin | 's"), an abbreviation keeps its period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Span

PREFIXES = frozenset(
    """anti bi co counter cross de e ex extra inter intra mega meta micro mid mini mis multi neo
    non over pan para post pre pro pseudo quasi re semi sub super trans tri ultra un under
    vice""".split()
)

ABBREVIATIONS = frozenset(
    """adm. apr. aug. ave. bldg. blvd. brig. bros. capt. cmdr. co. col. comdr. corp. cpl. cpt. dec.
    dept. dr. drs. e.g. etc. feb. fri. ft. gen. gov. govt. hon. i.e. inc. jan. jr. jul. jun. lt.
    ltd. maj. mar. messrs. mlle. mme. mon. mr. mrs. ms. mt. no. nos. nov. oct. op. pfc. ph.d.
    pres. prof. pvt. rep. reps. ret. rev. sec. sen. sens. sept. sep. sgt. sr. st. ste. sat. supt.
    sun. thu. thur. thurs. tue. tues. univ. vol. vs. wed. approx. est. spc. cf. al.""".split()
)

_JOINED = re.compile(
    r"""
      (?P<address>https?://[^\s<>"”)\]]+[^\s<>"”)\].,;:!?'’]|www\.[^\s<>"”)\]]+[^\s<>"”)\].,;:!?'’]
         |[\w.+-]+@[\w-]+\.[\w.-]*\w
         |(?:[\w-]+\.)+(?:com|org|net|edu|gov|info|doc|pdf|xls)\b)
    | (?P<face>[:;=]-?[)(DP](?!\w))
    | (?P<telephone>\d{3}-\d{3}-\d{4}|\d{3}-\d{4}(?!\d))
    | (?P<initials>(?:[^\W\d_]\.){2,}(?![^\W\d_])|(?:[^\W\d_]\.){2,})
    | (?P<number>\d+(?:[.,:/]\d+)+|\d+(?:st|nd|rd|th|s)\b|\d+)
    | (?P<word>[^\W\d_][\w\u0300-\u036f]*(?:&[^\W\d_]+)*)
    | (?P<dots>\.{2,}|…+)
    | (?P<dashes>-{2,}|—+|–+)
    | (?P<marks>[!?]+)
    | (?P<sign>\S)
    """,
    re.VERBOSE,
)

_CLITIC = re.compile(r"(?:['’](?:s|re|ve|ll|d|m))(?![\w])", re.IGNORECASE)
_TWO_WORDS = {
    "cannot": 3,
    "gonna": 3,
    "gotta": 3,
    "wanna": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": 2,
}
_ELISIONS = frozenset(("o", "d", "l", "al", "n", "m", "qu", "dell", "mc"))
_SMALL_APOSTROPHE = frozenset("'’‘ʼ")


def words_in(text: str, span: Span) -> list[Span]:
    """The spans of the words of `text` inside `span`, in order; empty for blank text.

    >>> text = "Putin's state-run media didn't say."
    >>> [s.of(text) for s in words_in(text, Span(0, len(text)))]
    ['Putin', "'s", 'state', '-', 'run', 'media', 'did', "n't", 'say', '.']
    """
    pieces = [
        (m.start(), m.end(), m.lastgroup or "sign")
        for m in _JOINED.finditer(text, span.start, span.end)
    ]
    return list(_joined(text, pieces))


def _joined(text: str, pieces: list[tuple[int, int, str]]) -> Iterator[Span]:
    """Pieces put together where UD keeps them one word, and parted where it does not."""
    index = 0
    while index < len(pieces):
        start, end, kind = pieces[index]
        taken = 1
        if kind == "word":
            end, taken = _grown(text, pieces, index)
            yield from _parted(text, start, end, pieces, index + taken)
        elif kind == "sign" and text[start] in _SMALL_APOSTROPHE:
            clitic = _CLITIC.match(text, start)
            if clitic is not None and index and pieces[index - 1][1] == start:
                yield Span(start, clitic.end())
                taken = 2
            elif _contracted_not(text, pieces, index):
                taken = 2
            else:
                yield Span(start, end)
        else:
            yield Span(start, end)
        index += taken


def _grown(text: str, pieces: list[tuple[int, int, str]], index: int) -> tuple[int, int]:
    """(end, pieces taken) of a word that goes on: "anti-war", "O'Brien", "Gen."."""
    start, end, _ = pieces[index]
    taken = 1
    lowered = text[start:end].lower()
    if (
        index + 2 < len(pieces)
        and lowered in PREFIXES
        and pieces[index + 1][:2] == (end, end + 1)
        and text[end] in "-‐‑"
        and pieces[index + 2][0] == end + 1
        and pieces[index + 2][2] in ("word", "number")
    ):
        return pieces[index + 2][1], 3
    if (
        index + 2 < len(pieces)
        and lowered in _ELISIONS
        and pieces[index + 1][0] == end
        and text[end] in _SMALL_APOSTROPHE
        and pieces[index + 2][0] == end + 1
        and pieces[index + 2][2] == "word"
        and text[end + 1].isupper()
    ):
        return pieces[index + 2][1], 3
    if index + 1 < len(pieces) and pieces[index + 1][:2] == (end, end + 1) and text[end] == ".":
        known = lowered + "." in ABBREVIATIONS
        initial = end - start == 1 and text[start].isupper()
        follows = index + 2 < len(pieces) and text[pieces[index + 2][0]].isupper()
        if known or (initial and follows):
            return end + 1, 2
    return end, taken


def _parted(
    text: str, start: int, end: int, pieces: list[tuple[int, int, str]], following: int
) -> Iterator[Span]:
    """One word, or two where it hides two: "did|n't", "can|not"."""
    word = text[start:end]
    if following < len(pieces):
        at = pieces[following][0]
        if at == end and text[at] in _SMALL_APOSTROPHE and _contracted_not(text, pieces, following):
            if end - 1 > start:
                yield Span(start, end - 1)
            yield Span(end - 1, at + 2)
            return
    cut = _TWO_WORDS.get(word.lower())
    if cut is None:
        yield Span(start, end)
        return
    yield Span(start, start + cut)
    yield Span(start + cut, end)


def _contracted_not(text: str, pieces: list[tuple[int, int, str]], apostrophe: int) -> bool:
    """Whether the apostrophe piece stands in "n't"."""
    at = pieces[apostrophe][0]
    if apostrophe == 0 or apostrophe + 1 >= len(pieces):
        return False
    following = pieces[apostrophe + 1]
    return (
        at > 0
        and text[at - 1] in "nN"
        and pieces[apostrophe - 1][1] == at
        and following[0] == at + 1
        and text[following[0] : following[1]] in ("t", "T")
    )
