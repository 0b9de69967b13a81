"""Forms of words: from a lemma to the forms it takes, and back, for the words of the lexicon.

The parser guesses lemmas by recipe and can miss ("staged": "stag"). A word that the lexicon
knows needs no guess: its forms are listed, so its lemma is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from dragoman.coding.tables import read_mapping
from dragoman.errors import LexiconError

IRREGULAR_FILE = "lexicon/irregular.yaml"
Irregular = Mapping[str, frozenset[str]]

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SHORT = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$|[^aeiou]u[ai][^aeiouwxy]$")
_ONE_SYLLABLE = re.compile(r"^[^aeiouy]*(?:qu)?[aeiouy][^aeiouy]+$")
_HISSING = re.compile(r"(?:s|x|z|ch|sh|o)$")


def read_irregular(folder: Traversable) -> dict[str, frozenset[str]]:
    """The forms no rule gives, by lemma; raises `LexiconError` at a wrong line."""
    found: dict[str, frozenset[str]] = {}
    for lemma, (forms, line) in read_mapping(folder, IRREGULAR_FILE).items():
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise LexiconError("a list of forms is expected", IRREGULAR_FILE, line, lemma)
        found[lemma] = frozenset(forms)
    return found


def word_forms(lemma: str, irregular: Irregular | None = None) -> frozenset[str]:
    """Every form a lemma can take as verb or noun, the lemma among them.

    >>> sorted(word_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    >>> sorted(word_forms("rap"))
    ['rap', 'rapped', 'rapping', 'raps']
    """
    forms = {lemma, *(irregular or {}).get(lemma, ())}
    if lemma.endswith("e"):
        forms |= {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    elif _CONSONANT_Y.search(lemma):
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    else:
        forms.add(lemma + ("es" if _HISSING.search(lemma) else "s"))
        forms |= {stem + end for stem in _stems(lemma) for end in ("ed", "ing")}
    return frozenset(forms)


def _stems(lemma: str) -> Iterable[str]:
    """The lemma with its last letter doubled, or not, as spelling asks or leaves open."""
    if lemma.endswith("c"):
        return (lemma, lemma + "k")
    if lemma[-2:] in ("al", "el", "il", "ol"):
        return (lemma, lemma + "l")
    if not _SHORT.search(lemma):
        return (lemma,)
    if _ONE_SYLLABLE.match(lemma):
        return (lemma + lemma[-1],)
    return (lemma, lemma + lemma[-1])


def lemma_table(lemmas: Iterable[str], irregular: Irregular) -> dict[str, str]:
    """From every form of the lemmas to its lemma; a form that is a lemma stands for itself.

    >>> lemma_table(["stage", "hold"], {"hold": frozenset({"held"})})["held"]
    'hold'
    """
    known = sorted(set(lemmas))
    table: dict[str, str] = {}
    for lemma in known:
        for form in word_forms(lemma, irregular):
            table.setdefault(form, lemma)
    return table | {lemma: lemma for lemma in known}
