"""Lemmas as small recipes: how to turn a form into its lemma.

A recipe is ``"l2y"``: ``l`` writes the form in lower case (``k`` keeps it), ``2`` letters go,
``y`` is put on: "treaties" -> "treaty" is ``"l3y"``. The parser chooses one of some hundred
recipes; none of them needs a dictionary.
"""

from __future__ import annotations

import re
from functools import lru_cache

_RECIPE = re.compile(r"^([lk])(\d+)(.*)$", re.DOTALL)


def recipe_for(form: str, lemma: str) -> str:
    """The recipe that makes `lemma` of `form`.

    >>> recipe_for("treaties", "treaty"), recipe_for("Putin", "Putin")
    ('l3y', 'k0')
    """
    case = "k" if _shared(form, lemma) > _shared(form.lower(), lemma) else "l"
    if form != form.lower() and _shared(form, lemma) == _shared(form.lower(), lemma):
        case = "l"
    if form == lemma and form != form.lower():
        case = "k"
    base = form if case == "k" else form.lower()
    kept = _shared(base, lemma)
    if lemma[kept : kept + 1].isdigit():
        return "k0"  # a digit after the count could not be told from it; no lemma needs it
    return f"{case}{len(base) - kept}{lemma[kept:]}"


@lru_cache(maxsize=50_000)
def apply_recipe(recipe: str, form: str) -> str:
    """The lemma a recipe makes of a form; the form itself where it would leave nothing.

    >>> apply_recipe("l3y", "Treaties")
    'treaty'
    """
    found = _RECIPE.match(recipe)
    if found is None:
        return form
    case, gone, added = found.groups()
    base = form if case == "k" else form.lower()
    if int(gone) > len(base):
        return base
    return base[: len(base) - int(gone)] + added or base


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
