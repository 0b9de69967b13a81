"""An act that is only threatened, demanded, refused, promised or alleged is no deed.

This guard looks at the tree alone and stands beside the status rules: a threat is not the
threatened act (manual, section 2.3), a demand is not its fulfilment, a denial not the deed.
"""

from __future__ import annotations

from dragoman.coding.reading import Reading
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.scene import Scene
from dragoman.coding.slots import fill
from dragoman.coding.tree import Tree
from dragoman.records import EventType, Status
from dragoman.trace import Draft, Step

RULE = "coding.embedded"

WILLED = {
    EventType.THREATEN: "only threatened",
    EventType.REQUEST: "only demanded",
    EventType.AGREE: "only promised",
    EventType.CONCEDE: "only promised",
    EventType.REJECT: "refused",
}
DENYING = frozenset(
    """deny denial dismiss dismissal refute refutation rebut rebuttal contradict disclaim
    repudiate disavow""".split()
)

DENIED = frozenset(("ccomp", "csubj", "csubj:pass", "nsubj:pass", "obj", "obl", "xcomp"))
"""How what is denied hangs on the denial: "denied the raid", not "denied it, then arrested him"."""

SAYINGS = frozenset((EventType.ACCUSE, EventType.AGREE, EventType.REQUEST, EventType.THREATEN))
"""Acts done by saying something."""

SURE = 0.8
"""How likely the model must hold an act to be told for itself, where it stands in what is willed:
the corpus marks no content of threats, demands and promises, so that what it marks there is taken
for granted by them: "demanded the release of the men whom police hold"."""

FAINT = 0.5
"""How likely the model must hold a demand, threat or promise that no editor reads, for what stands
in it to be only willed."""

GIVEN = frozenset(("after", "following", "since", "amid", "despite", "because", "due"))
"""Words before what has happened, whatever is promised or threatened for it."""


def embedded(draft: Draft, reading: Reading, scene: Scene) -> Draft | Refused:
    """Refuse what is only willed; mark what is denied as negated, what is accused as alleged."""
    for outer in governors(reading, scene):
        evidence = (scene.span(outer.word),)
        over = outer.entry
        if over.lemma in DENYING:
            if answers(reading, outer.word):
                continue
            return draft.with_steps(
                Step("status", Status.NEGATED, RULE, evidence, over.where, "it is denied"),
            )
        if over.type is EventType.ACCUSE:
            return draft.with_steps(
                Step("alleged", True, RULE, evidence, over.where, "it is an accusation"),
            )
        if over.type in WILLED and not _told_for_itself(draft, reading, outer):
            return Refused(RULE, f"{WILLED[over.type]} (“{scene.tree.token(outer.word).text}”)")
    return draft


def _told_for_itself(draft: Draft, reading: Reading, outer: Reading) -> bool:
    """Whether the model is sure that what is demanded or refused holds an event of its own; what is
    right under the word does not: "refused to attack"."""
    token = reading.tree.token(reading.word)
    right_under = token.head == outer.word and token.deprel in ("xcomp", "ccomp")
    if right_under or outer.entry.type not in (EventType.REQUEST, EventType.REJECT):
        return False
    type = EventType(str(draft.value("event_type", reading.entry.type)))
    return reading.proposal is not None and reading.proposal.probability(type) >= SURE


def answers(reading: Reading, over: int) -> bool:
    """Whether the word right over a noun of saying answers it: a demand that is rejected was made,
    a charge that is denied was brought."""
    token = reading.tree.token(reading.word)
    right_over = token.head == over and token.deprel in ("obj", "nsubj:pass")
    return right_over and token.upos == "NOUN" and reading.entry.type in SAYINGS


def governors(reading: Reading, scene: Scene) -> list[Reading]:
    """The other readings whose content holds this word, the nearest first."""
    path = (reading.word, *scene.tree.above(reading.word))
    found = []
    for place, above in enumerate(path[1:], 1):
        if _is_given(path[place - 1], scene.tree):
            break
        outer = scene.readings.get(above)
        if outer is None or _is_faint(outer):
            continue
        if _denies(outer):
            if scene.tree.token(path[place - 1]).deprel in DENIED:
                found.append(outer)
        elif outer.entry.content is not None:
            contents = fill(outer.place, outer.entry.content)
            if not set(contents).isdisjoint(path):
                found.append(outer)
    return found


def _is_faint(outer: Reading) -> bool:
    """What the model alone reads, and hardly: "We will never sign", he was *quoted* as saying."""
    if outer.proposal is None or not outer.by_model or outer.lexical is not None:
        return False
    return outer.proposal.types[0].probability < FAINT


def _denies(outer: Reading) -> bool:
    """Whether a verb denies what hangs on it; "dismissed the commander" does not."""
    verb = outer.tree.token(outer.word).upos == "VERB"
    return verb and outer.entry.lemma in DENYING and outer.entry.type is EventType.REJECT


def _is_given(word: int, tree: Tree) -> bool:
    """What a promise or threat takes for granted: "agreed to resign after weeks of protests",
    "to free the pilot whom rebels abducted", "to release a leader jailed in June", "refused to meet
    him because he attacked Kyiv"."""
    token = tree.token(word)
    if token.deprel == "acl" and token.feats.get("Tense") == "Past":
        return True
    if token.deprel == "acl:relcl":
        verbs = (token, *(tree.token(c) for c in tree.under(word, "aux", "aux:pass")))
        past = any(v.feats.get("Tense") == "Past" and v.upos != "ADJ" for v in verbs)
        return past and not any(v.text.lower() in ("would", "could", "might") for v in verbs)
    if token.deprel.startswith(("obl", "nmod")):
        return tree.case(word) in GIVEN
    return token.deprel == "advcl" and (tree.marked(word, *GIVEN) or tree.case(word) in GIVEN)
