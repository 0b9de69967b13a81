"""Who takes part and where it was, as the model links it: trees and links by hand."""

from __future__ import annotations

from coding_trees import conllu, line
from test_coding_proposals import coded, proposal

from dragoman.evaluate.match import shared_spans
from dragoman.parse import sentences_from_conllu
from dragoman.records import Actor, EventPlace, Parsed, Span
from dragoman.trace import Draft


def place(draft: Draft) -> EventPlace | None:
    told = draft.value("place")
    assert told is None or isinstance(told, EventPlace)
    return told


def recipients(draft: Draft) -> list[str]:
    told = draft.value("recipients")
    assert isinstance(told, tuple)
    return [actor.text for actor in told if isinstance(actor, Actor)]


MOSQUE = (
    "Troops/NOUN/2/nsubj attacked/VERB/0/root/attack rebels/NOUN/2/obj/rebel in/ADP/7/case"
    " the/DET/7/det Shah/PROPN/7/compound/shah//LOC mosque/NOUN/2/obl"
)


def test_a_place_is_shown_in_the_words_of_its_phrase() -> None:
    links = {"actor": ((0, 0.9),), "recipient": ((2, 0.9),), "place": ((6, 0.9),)}
    (draft,), _ = coded(
        MOSQUE, "Troops=IRNMIL rebels=REB", proposal(1, "ASSAULT", 0.9, links=links)
    )
    told = place(draft)
    assert told is not None
    assert (told.text, told.name, told.basis) == ("the Shah mosque", "Shah", "clause")


def test_words_that_the_model_links_are_a_place_without_a_name() -> None:
    tree = MOSQUE.replace("/shah//LOC", "/shah").replace("Shah/PROPN/7/compound", "old/ADJ/7/amod")
    links = {"actor": ((0, 0.9),), "recipient": ((2, 0.9),), "place": ((6, 0.9),)}
    (draft,), _ = coded(tree, "Troops=IRNMIL rebels=REB", proposal(1, "ASSAULT", 0.9, links=links))
    told = place(draft)
    assert told is not None
    assert (told.text, told.basis, told.lat) == ("the old mosque", "phrase", None)


def test_a_place_that_the_model_does_not_hear_is_none_of_the_event() -> None:
    links = {"actor": ((0, 0.9),), "recipient": ((2, 0.9),), "place": ((6, 0.1),)}
    (draft,), _ = coded(
        MOSQUE, "Troops=IRNMIL rebels=REB", proposal(1, "ASSAULT", 0.9, links=links)
    )
    assert place(draft) is None


def test_what_counts_a_party_is_shown_with_it() -> None:
    tree = (
        "Police/NOUN/2/nsubj arrested/VERB/0/root/arrest 34/NUM/2/obj of/ADP/5/case"
        " students/NOUN/3/nmod/student"
    )
    links = {"actor": ((0, 0.9),), "recipient": ((2, 0.9),)}
    said = proposal(1, "COERCE", 0.9, "arrest", links=links)
    (draft,), _ = coded(tree, "Police=KENCOP students=KENEDU", said)
    assert recipients(draft) == ["34 of students"]


def test_who_stands_on_both_sides_is_where_the_model_hears_him_more() -> None:
    tree = (
        "Moscow/PROPN/2/nsubj lost/VERB/0/root/lose to/ADP/4/case Kyiv/PROPN/2/obl"
        " yesterday/NOUN/2/obl:tmod"
    )
    links = {"actor": ((0, 0.6), (3, 0.9)), "recipient": ((0, 0.95),)}
    (draft,), _ = coded(tree, "Moscow=RUSGOV Kyiv=UKRGOV", proposal(1, "ASSAULT", 0.9, links=links))
    assert line(draft) == "ASSAULT Kyiv -> Moscow actual"


def test_the_slots_of_what_the_model_alone_reads_give_way_to_its_links() -> None:
    tree = "Mursi/PROPN/2/nsubj gets/VERB/0/root/get life/NOUN/2/obj"
    said = proposal(1, "SANCTION", 0.95, "convict", links={"recipient": ((0, 0.97),)})
    (draft,), _ = coded(tree, "Mursi=EGYGOV", said)
    assert line(draft) == "SANCTION.convict ? -> Mursi actual"


def test_the_head_of_a_phrase_is_no_word_of_a_tail_hung_elsewhere() -> None:
    tree = (
        "Police/NOUN/4/nsubj in/ADP/3/case Hanoi/PROPN/4/obl detained/VERB/0/root/detain"
        " him/PRON/4/obj"
    )
    article, sentences = sentences_from_conllu(conllu(tree))
    parsed = Parsed(article, sentences)
    assert shared_spans([Span(0, 6)], [Span(0, 15)], parsed) == (1, 1, 1)
