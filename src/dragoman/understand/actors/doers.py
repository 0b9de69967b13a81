"""Those who act by standing before the noun of a deed: "a police raid"."""

from __future__ import annotations

from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.setting import Setting

BEFORE_NOUNS = ("compound", "amod", "nmod:desc")
"""Relations of words that tell the kind of the noun after them."""
DOERS = frozenset({"COP", "MIL", "OPP", "PRM", "REB", "UAF"})
KINDS = frozenset({"terrorist"})
"""Words that tell what a deed is called: "a terrorist attack"."""
DEEDS = frozenset(
    """ambush assault attack bombing brutality crackdown killing massacre offensive protest raid
    rally shooting siege violence""".split()
)


def acts(phrase: Phrase, setting: Setting) -> bool:
    """ "A police raid", "rebel attacks" are done by them; "a police station" is a building."""
    tokens = setting.tokens[phrase.sentence]
    head = tokens[phrase.head].head
    deed = head >= 0 and tokens[head].lemma.lower() in DEEDS
    entry = phrase.core.entries[0]
    return deed and entry.sector in DOERS and entry.name not in KINDS
