"""What the model proposes beside the lexicon, in hand-made trees with hand-made proposals."""

from __future__ import annotations

from dataclasses import replace

from coding_trees import line, small_lexicon, understood

from dragoman.coding import code, load_ontology
from dragoman.coding.hearing import Hearing
from dragoman.coding.voices import Weights
from dragoman.records import EventType, Proposal, Proposed, Sentence, Status
from dragoman.trace import Draft, Journal

HEARING = Hearing(
    told={"hypothetical": {"bias": -2.0, "hypothetical": 4.0}, "negated": {"negated": 9.0}},
    heard=1.0,
    read=1.0,
    claimed={"heard": 1.0, "read": 0.0, "bias": 0.0},
)
WEIGHTS = Weights(
    event={"bias": -1.0, "model": 1.0, "lexicon": 1.0, "strength": 1.0, "other": -1.0},
    parties={"linked": 1.0},
    pairs={},
    least=0.3,
    hearing=HEARING,
)
SHELVED = (
    "Qatar/PROPN/2/nsubj shelved/VERB/0/root/shelve the/DET/4/det deal/NOUN/2/obj"
    " with/ADP/6/case Israel/PROPN/4/nmod"
)
ATTACKED = "Russia/PROPN/2/nsubj attacked/VERB/0/root/attack Georgia/PROPN/2/obj"


def proposal(
    word: int, type: str, probability: float, mode: str | None = None, **more: object
) -> Proposal:
    told = Proposed(EventType(type), probability, mode, 0.9)
    filled: dict[str, object] = {
        "statuses": {Status.ACTUAL: 1.0},
        "alleged": 0.0,
        "stances": {},
        "links": {},
        **more,
    }
    return Proposal(word, (told,), **filled)  # type: ignore[arg-type]


def coded(tree: str, actors: str, *proposals: Proposal) -> tuple[tuple[Draft, ...], Journal]:
    *_, record = understood(tree, actors)
    (first, *rest) = record.parsed.sentences
    told: tuple[Sentence, ...] = (replace(first, proposals=proposals), *rest)
    changed = replace(record, parsed=replace(record.parsed, sentences=told))
    journal = Journal()
    return code(changed, small_lexicon(), load_ontology(), WEIGHTS, journal).drafts, journal


def test_what_the_model_alone_reads_is_coded_with_its_links() -> None:
    links = {"actor": ((0, 0.9),), "recipient": ((5, 0.8), (3, 0.2))}
    said = proposal(1, "SANCTION", 0.95, "discontinue", links=links)
    (draft,), _ = coded(SHELVED, "Qatar=QATGOV Israel=ISRGOV", said)
    assert line(draft) == "SANCTION.discontinue Qatar -> Israel actual"
    assert draft.value("recipients")[0].code == "ISRGOV"  # type: ignore[index]


def test_what_the_model_hardly_believes_is_refused_with_both_voices() -> None:
    links = {"actor": ((0, 0.9),), "recipient": ((5, 0.8),)}
    said = proposal(1, "SANCTION", 0.3, links=links)
    drafts, journal = coded(SHELVED, "Qatar=QATGOV Israel=ISRGOV", said)
    assert drafts == ()
    assert "lexicon: silent; model: SANCTION 0.30" in journal.refusals[0].reason


def test_a_surer_model_overrules_the_lexicon() -> None:
    links = {"actor": ((0, 0.9),), "recipient": ((2, 0.9),)}
    said = proposal(1, "ACCUSE", 0.99, "disapprove", links=links)
    (draft,), _ = coded(ATTACKED, "Russia=RUSGOV Georgia=GEOGOV", said)
    assert line(draft) == "ACCUSE.disapprove Russia -> Georgia actual"


def test_a_silent_model_weakens_the_lexicon() -> None:
    actors = "Russia=RUSGOV Georgia=GEOGOV"
    (alone,), _ = coded(ATTACKED, actors, proposal(1, "ASSAULT", 0.9))
    (doubted,), _ = coded(ATTACKED, actors, proposal(1, "ASSAULT", 0.4))
    assert float(str(alone.value("confidence"))) > float(str(doubted.value("confidence")))


def test_a_link_fills_the_side_that_no_slot_names() -> None:
    tree = (
        "Rockets/NOUN/2/nsubj hit/VERB/0/root/hit Sderot/PROPN/2/obj after/ADP/5/case"
        " Hamas/PROPN/2/obl"
    )
    links = {"actor": ((4, 0.9),), "recipient": ((2, 0.9),)}
    (draft,), _ = coded(
        tree, "Sderot=ISRCVL Hamas=PSEREB", proposal(1, "ASSAULT", 0.9, links=links)
    )
    assert line(draft) == "ASSAULT Hamas -> Sderot actual"


def test_a_linked_phrase_without_a_name_is_an_unknown_party() -> None:
    tree = (
        "Police/NOUN/2/nsubj arrested/VERB/0/root/arrest three/NUM/4/nummod students/NOUN/2/obj"
        " of/ADP/6/case law/NOUN/4/nmod"
    )
    links = {"actor": ((0, 0.9),), "recipient": ((3, 0.9),)}
    (draft,), _ = coded(tree, "Police=KENCOP", proposal(1, "COERCE", 0.9, "arrest", links=links))
    (party,) = draft.value("recipients")  # type: ignore[misc]
    assert (party.text, party.known, party.country) == ("three students", False, "---")


def test_both_voices_tell_whether_it_happened() -> None:
    hypothetical = {Status.HYPOTHETICAL: 0.95, Status.ACTUAL: 0.05}
    actors = "Russia=RUSGOV Georgia=GEOGOV"
    said = proposal(1, "ASSAULT", 0.9, statuses=hypothetical)
    (draft,), _ = coded(ATTACKED, actors, said)
    assert draft.value("status") is Status.HYPOTHETICAL
    denied = (
        "Russia/PROPN/3/nsubj never/ADV/3/advmod attacked/VERB/0/root/attack Georgia/PROPN/3/obj"
    )
    (draft,), _ = coded(denied, actors, proposal(2, "ASSAULT", 0.9))
    assert draft.value("status") is Status.NEGATED


def test_the_weighing_may_find_an_order_carried_out() -> None:
    tree = (
        "Russia/PROPN/2/nsubj ordered/VERB/0/root/order troops/NOUN/2/obj to/PART/5/mark"
        " {told}/VERB/2/xcomp/{told} Georgia/PROPN/5/obj"
    )
    actors = "troops=RUSMIL Georgia=GEOGOV"
    carried_out = tree.replace("{told}", "occupy")
    (draft,), _ = coded(carried_out, actors, proposal(4, "COERCE", 0.9, alleged=0.9))
    assert draft.value("status") is Status.ACTUAL
    assert draft.value("alleged") is True
    last = [step for step in draft.steps if step.field == "status"][-1]
    assert last.rule == "coding.heard"
    assert "hypothetical by the rules" in last.reason
    violent = tree.replace("{told}", "attack")
    (draft,), _ = coded(violent, actors, proposal(4, "ASSAULT", 0.9))
    assert draft.value("status") is Status.HYPOTHETICAL


def test_an_act_that_the_lexicon_knows_as_only_threatened_stays_refused() -> None:
    tree = (
        "Iran/PROPN/2/nsubj threatened/VERB/0/root/threaten to/PART/4/mark"
        " attack/VERB/2/xcomp/attack Israel/PROPN/4/obj"
    )
    said = (proposal(1, "THREATEN", 0.9, "violence"), proposal(3, "ASSAULT", 0.9))
    drafts, journal = coded(tree, "Iran=IRNGOV Israel=ISRGOV", *said)
    assert [line(d).split()[0] for d in drafts] == ["THREATEN.violence"]
    assert any("only threatened" in refusal.reason for refusal in journal.refusals)


def test_a_party_the_model_does_not_hear_gives_way_to_whom_it_hears() -> None:
    tree = (
        "Troops/NOUN/2/nsubj beat/VERB/0/root/beat his/PRON/4/nmod:poss"
        " opponents/NOUN/2/obj/opponent"
    )
    links = {"actor": ((0, 0.9),), "recipient": ((3, 0.95),)}
    said = proposal(1, "ASSAULT", 0.95, links=links)
    (draft,), _ = coded(tree, "Troops=RUSMIL his=RUSGOV", said)
    (recipient,) = draft.value("recipients")  # type: ignore[misc]
    assert (recipient.text, recipient.code) == ("his opponents", "RUS")


DEMANDED = (
    "Turkey/PROPN/2/nsubj demanded/VERB/0/root/demand that/SCONJ/5/mark Greece/PROPN/5/nsubj"
    " withdraw/VERB/2/ccomp from/ADP/7/case Rhodes/PROPN/5/obl {}"
)


def embedded(tree: str, *proposals: Proposal) -> set[str]:
    """The words that are refused as what is only willed."""
    text = " ".join(word.split("/")[0] for word in tree.split())
    _, journal = coded(tree, "Turkey=TURGOV Greece=GRCGOV Rhodes=TURCVL", *proposals)
    return {r.evidence[0].of(text) for r in journal.refusals if r.rule == "coding.embedded"}


def test_what_a_demand_takes_for_granted_is_told_for_itself() -> None:
    taken = DEMANDED.format(
        "attacked/VERB/7/acl/attack/VerbForm=Part|Tense=Past by/ADP/10/case"
        " Greece/PROPN/8/obl:agent"
    )
    assert embedded(taken) == {"withdraw"}


def test_only_a_sure_model_hears_an_act_in_what_is_demanded() -> None:
    tree = DEMANDED.format("for/ADP/9/case attacking/VERB/7/nmod/attack")
    for sure in (0.95, 0.6):
        said = proposal(8, "ASSAULT", sure), proposal(4, "RETREAT", 0.95)
        right_under = {"withdraw"}
        assert embedded(tree, *said) == right_under | (set() if sure > 0.8 else {"attacking"})
