"""The written forms of a lemma, so that a cue is found where the parser's lemma is off."""

from __future__ import annotations

from collections.abc import Iterator

_VOWELS = frozenset("aeiou")
_IRREGULAR = {
    "begin": "began begun", "bind": "bound", "break": "broke broken", "come": "came",
    "find": "found", "forbid": "forbade forbidden", "forgo": "forwent forgone", "get": "got gotten",
    "give": "gave given", "go": "went gone", "have": "had has", "hear": "heard", "hold": "held",
    "keep": "kept", "know": "knew known", "lead": "led", "make": "made", "pay": "paid",
    "say": "said", "see": "saw seen", "seek": "sought", "speak": "spoke spoken",
    "swear": "swore sworn", "take": "took taken", "tell": "told", "think": "thought",
    "understand": "understood", "undertake": "undertook undertaken", "write": "wrote written",
}  # fmt: skip
_DOUBLED = frozenset("stop ban admit refer commit plan permit regret bid rebut submit".split())


def forms_of(lemma: str) -> Iterator[str]:
    """The lemma with its endings, regular and irregular, British and American.

    >>> sorted(forms_of("refuse"))
    ['refuse', 'refused', 'refuses', 'refusing']
    """
    yield lemma
    if not lemma.isalpha():
        return
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    soft = lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
    yield lemma[:-1] + "ies" if soft else lemma + ("es" if _hisses(lemma) else "s")
    irregular = _IRREGULAR.get(lemma)
    if irregular is None:
        yield lemma[:-1] + "ied" if soft else stem + "ed"
    else:
        yield from irregular.split()
    yield (lemma if lemma.endswith("ee") else stem) + "ing"
    if _doubles(lemma):
        yield lemma + lemma[-1] + "ed"
        yield lemma + lemma[-1] + "ing"


def _hisses(lemma: str) -> bool:
    return lemma.endswith(("s", "x", "z", "ch", "sh"))


def _doubles(lemma: str) -> bool:
    """ "stop" to "stopped", "cancel" to "cancelled"; not "offer"."""
    return lemma in _DOUBLED or lemma.endswith("el")
