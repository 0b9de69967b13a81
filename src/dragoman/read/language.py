"""The language of a report, by py3langid: only English is coded, and nothing is guessed at."""

from __future__ import annotations

from dataclasses import replace

from dragoman.errors import InputError
from dragoman.records import Article, Role

LOOKED_AT = 3000
"""Characters of the body that tell the language."""
FEWEST_WORDS = 12
"""Of fewer words nothing is said: a headline of names looks like any language."""
MARGIN = 30.0
"""How much likelier (in natural logarithms) another language must be than English."""
FIRM_MARGIN = 200.0
"""How much likelier than the declared language the body's must be to count instead. Of 76 saved
pages three declare another language than they are written in, by 850, 1,000 and 2,200; names and
short bodies stay below 100."""
ENGLISH = "en"


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it is too short to tell.

    >>> language_of("Police arrested three students in Nairobi on Monday after a long march.")
    'en'
    """
    import py3langid

    told = text[:LOOKED_AT].encode("utf-8", "replace").decode("utf-8")
    if len(told.split()) < FEWEST_WORDS and told.isascii():
        return None
    scores = py3langid.rank(told)
    best, score = scores[0]
    english = next((value for name, value in scores if name == ENGLISH), float("-inf"))
    return str(best) if best != ENGLISH and score - english >= MARGIN else ENGLISH


def with_language(article: Article) -> Article:
    """The article with the language of its body, where it does not say, or says what it is not: an
    English report on a site that declares German is English."""
    body = " ".join(article.words(part.span) for part in article.parts if part.role is Role.BODY)
    if article.language:
        found = _contradicted(article.language[:2].lower(), body)
        note = f"declared as {article.language}, written in {found}"
        return replace(article, language=found, notes=(*article.notes, note)) if found else article
    found = language_of(body or article.text)
    return article if found is None else replace(article, language=found)


def _contradicted(declared: str, body: str) -> str | None:
    """The language a body is surely written in, where it is not the declared one."""
    import py3langid

    if len(body.split()) < FEWEST_WORDS:
        return None
    told = body[:LOOKED_AT].encode("utf-8", "replace").decode("utf-8")
    scores = dict(py3langid.rank(told))
    best = max(scores, key=lambda name: float(scores[name]))
    own = scores.get(declared)
    sure = own is not None and scores[best] - own >= FIRM_MARGIN
    return str(best) if sure and best != declared else None


def refuse_other_languages(article: Article) -> None:
    """Raise `InputError` for a report in another language than English."""
    told = (article.language or ENGLISH).lower()
    if not told.startswith(ENGLISH):
        raise InputError(f"in another language than English ({told}); not coded", article.source)
