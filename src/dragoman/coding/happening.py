"""What the rules and the tree tell of whether an act happened, as features to be weighed."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.reading import Reading
from dragoman.coding.scene import Scene
from dragoman.coding.tree import Tree
from dragoman.records import Actor, Attribution, EventType, Stance, Status
from dragoman.trace import Draft

WORDS = frozenset(
    (
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    )
)
"""Acts done by words: a demand that was refused was made, a deed that was refused was not done."""
TIME_WORDS = frozenset(
    """ago before century day days decade decades earlier eve following last later month months
    next now previous past then this today tomorrow tonight week weeks year years
    yesterday""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november
    december""".split()
)


def told_features(draft: Draft, reading: Reading, scene: Scene) -> tuple[str, ...]:
    """Names of what holds of the act: its type, the status by rule and the rule, how its word
    stands in the tree, its tense, its time words and who says it; each once, in no order."""
    type = EventType(str(draft.value("event_type")))
    group = "word" if type in WORDS else "deed"
    found = [f"type {type}", group]
    found.extend(_by_rule(draft, type, group))
    found.extend(_in_tree(reading, group))
    found.extend(_in_time(reading, scene))
    found.extend(_as_said(draft))
    return tuple(dict.fromkeys(found))


def _by_rule(draft: Draft, type: EventType, group: str) -> Iterator[str]:
    status = draft.value("status")
    step = [s for s in draft.steps if s.field == "status" and not s.refused][-1]
    yield f"{status} {type}"
    if status is not Status.ACTUAL:
        rule = step.rule.removeprefix("coding.")
        why = step.reason.split(",")[0].split(" ") if rule == "told" else [rule]
        kind = why[0].removeprefix("status.")
        if len(why) > 2:
            kind = f"the word {why[-1]}"
        yield from (f"{status} by {kind}", f"{status} by {kind} {group}")
    for one in draft.steps:
        if one.field == "alleged" and one.value is True:
            yield f"alleged by {one.rule.removeprefix('coding.')}"
            yield f"alleged by {one.rule.removeprefix('coding.')} {group}"


def _in_tree(reading: Reading, group: str) -> Iterator[str]:
    tree, word = reading.tree, reading.bearer
    token = tree.token(word)
    relation = token.deprel
    yield from (f"as {relation}", f"as {relation} {group}", f"is {token.upos}")
    form = tense_of(tree, word)
    yield from (f"in {form}", f"in {form} as {relation}")
    if tree.is_passive(word):
        yield "in passive"
    marks = [tree.token(c).text.lower() for c in tree.under(word, "mark")]
    yield from (f"after {mark}" for mark in (*marks, tree.case(word)) if mark)
    if token.head >= 0:
        above = tree.token(token.head)
        yield f"under {tree.lemma(token.head)}"
        yield f"under {above.upos} as {relation}"
        for over in tree.above(token.head):
            yield f"below {tree.lemma(over)}"
    for child in tree.under(word, "advmod", "amod", "det"):
        yield f"with {tree.lemma(child)}"


def tense_of(tree: Tree, word: int) -> str:
    """ "pluperfect", "perfect", "past", "present", "infinitive", "participle" or "none"."""
    helpers = [tree.token(c) for c in tree.under(word, "aux", "aux:pass", "cop")]
    token = tree.token(word)
    for helper in helpers:
        if helper.text.lower() in ("had", "'d"):
            return "pluperfect"
        if helper.text.lower() in ("has", "have", "'ve"):
            return "perfect"
    for carrier in (*helpers, token):
        told = carrier.feats.get("Tense")
        if carrier.feats.get("VerbForm") == "Fin" and told is not None:
            return "past" if told == "Past" else "present"
    if tree.marked(word, "to"):
        return "infinitive"
    return "participle" if token.feats.get("VerbForm") in ("Part", "Ger") else "none"


def _in_time(reading: Reading, scene: Scene) -> Iterator[str]:
    """Words of the time expressions that hang on the trigger, or right above it."""
    tree = reading.tree
    near = {reading.word, reading.bearer}
    for expression in scene.dates:
        words = [t.index for t in scene.sentence.tokens if expression.span.covers(t.span)]
        tops = [w for w in words if tree.token(w).head not in words]
        if not tops:
            continue
        head = tree.token(tops[0]).head
        place = "dated" if head in near else "dated nearby"
        if head not in near and not near & set(tree.above(tops[0])):
            continue
        yield f"{place} {expression.type.value.lower()}"
        for word in words:
            text = tree.token(word).text.lower()
            if text in TIME_WORDS or text in MONTHS:
                yield f"{place} {'month' if text in MONTHS else text}"
            elif text.isdigit() and len(text) == 4:
                yield f"{place} year number"


def _as_said(draft: Draft) -> Iterator[str]:
    said = draft.value("attributions", ())
    if not isinstance(said, tuple) or not said:
        yield "unsaid"
        return
    for place, one in enumerate(said):
        assert isinstance(one, Attribution)
        near = "said" if place == 0 else "said above"
        yield near
        yield f"{near} {one.stance}"
        yield f"{near} by cue {one.cue.lower()}"
        if one.quote is not None:
            yield f"{near} {one.quote}"
        speaker = one.speaker
        sector = speaker.sector if speaker is not None else "nobody"
        yield f"{near} by {sector}"
        yield f"{near} by {sector} of {draft.value('event_type')}"
        if speaker is not None:
            yield from (f"{near} by {part}" for part in _sides(speaker, draft))
        if one.stance is Stance.ALLEGES and speaker is None:
            yield f"{near} alleged by nobody"


def _sides(speaker: Actor, draft: Draft) -> Iterator[str]:
    """Whether the speaker is of the doers, or of those it is done to."""
    for side in ("actors", "recipients"):
        actors = draft.value(side, ())
        assert isinstance(actors, tuple)
        if any(actor.code == speaker.code for actor in actors):
            yield side
        elif actors:
            yield f"other than {side}"
