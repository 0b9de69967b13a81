"""Where, in its first form: a place named in the trigger's own clause, or where a visit goes."""

from __future__ import annotations

from dragoman.coding.proposed import links
from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.twins import twins
from dragoman.records import EventPlace, Mention, MentionLabel
from dragoman.trace import Draft, Step

RULE = "coding.located"
PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "off", "across"))


def located(draft: Draft, reading: Reading, scene: Scene) -> Draft:
    """Set place from "in Pyongyang", "near the town of X", hung on the trigger or its verb, else
    where the model links a place to it."""
    for word in _places(reading, scene):
        mention = _mention(word, scene)
        if mention is not None:
            text = scene.article.words(mention.span)
            held = scene.cast.by_word.get(mention.head, ())
            country = held[0].country if held and held[0].country.isalpha() else None
            place = EventPlace(text, mention.span, text, country, "clause")
            reason = "a place named in the trigger's clause"
            return draft.with_steps(Step("place", place, RULE, (mention.span,), None, reason))
    return draft.with_steps(Step("place", None, RULE, (), None, "no place in the clause"))


def _places(reading: Reading, scene: Scene) -> list[int]:
    tree = scene.tree
    words = (twin.word for twin in twins(reading, scene))
    hosts = dict.fromkeys((reading.word, reading.bearer, *words))
    found = [c for host in hosts for c in tree.oblique(host) if tree.case(c) in PLACING]
    going = fill(reading.place, "to") if reading.entry.mode == "visit" else ()
    return [*going, *found, *links(reading.proposal, "place")]


def _mention(word: int, scene: Scene) -> Mention | None:
    """The place name at a word, or one that names it ("the town of X", "the city, Y")."""
    under = {word, *scene.tree.under(word, "appos", "nmod", "compound", "nmod:desc")}
    for mention in scene.sentence.mentions:
        if mention.label is MentionLabel.LOCATION and mention.head in under:
            return mention
    return None
