"""How marks travel down the tree: from a cue to its scope, from a clause to what it embeds."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import Certainty
from dragoman.understand.branches import Branches
from dragoman.understand.status.cues import Effect, StatusCue, StatusCues
from dragoman.understand.status.marks import (
    DOUBT,
    NONE,
    Mark,
    Marks,
    certainty_of,
    joined,
    only,
)
from dragoman.understand.status.own import own_marks
from dragoman.understand.status.shape import (
    base,
    finite,
    has_subject,
    helpers,
    is_infinitive,
    is_passive,
    is_that_clause,
    links,
    mark_word,
    noun_before,
    tense,
)
from dragoman.understand.status.standing import (
    is_asked_about,
    is_contrast,
    is_definite,
    is_ended,
    is_gerund_after_preposition,
    is_given,
    is_headline_subject,
    is_subjunctive,
    is_worry_over_known,
)
from dragoman.understand.status.words import (
    BEFORE_IT,
    FALSE,
    FIRST,
    NAMING,
    OCCURRING,
    ONLY_WITH_IN,
    PROVING,
    WHILE,
)

_TAGS = "VERB AUX NOUN PROPN ADJ ADV".split()
_POS = dict(zip(_TAGS, "verb verb noun noun adjective adverb".split(), strict=True))
_FALSE_RULE = "status.false"


class Scope:
    """The marks of every word of one sentence, worked out when asked and kept.

    `history` are the marks that dates and eras put on words (see `history.py`).
    """

    def __init__(self, tree: Branches, cues: StatusCues, history: Mapping[int, Mark]) -> None:
        self.tree = tree
        self.cues = cues
        self.history = history
        self._own: dict[int, Marks] = {}
        self._inherited: dict[int, Marks] = {}

    def marks(self, index: int) -> Marks:
        """All marks of a word: its own and what reaches it from above."""
        for above in reversed((index, *self.tree.upwards(index))):
            if above not in self._inherited:
                self._inherited[above] = NONE  # ends the walk should the heads run in a circle
                self._inherited[above] = self._from_above(above)
        return joined(self.own(index), self._inherited[index])

    def own(self, index: int) -> Marks:
        """What the word's own helpers, and the dates beside it, say."""
        if index not in self._own:
            marks = own_marks(self.tree, index, self.cues)
            dated = self.history.get(index)
            if dated is not None and not self._is_present(index):
                marks = (*marks, dated)
            self._own[index] = marks
        return self._own[index]

    def _is_present(self, index: int) -> bool:
        """A clause with a present, perfect or future helper is not of the past."""
        if tense(self.tree, index) in ("present", "perfect"):
            return True
        return any(self.tree.lowers[c] in ("will", "shall") for c in helpers(self.tree, index))

    def _from_above(self, index: int) -> Marks:
        head = self.tree.heads[index]
        if head < 0:
            return self._headline(index)
        if self.tree.tokens[index].deprel == "conj":
            return self._from_conjunct(head, index)
        above = self._all(head)
        untrue = self._false(head, index)
        if untrue is not None:
            return (untrue,)
        if is_ended(self.tree, index):
            return joined(only(above, Effect.ALLEGED), self._history(index, above))
        cue = self._cue(head, index)
        if cue is not None and is_worry_over_known(self.tree, index):
            return self._by_relation(head, index, above)
        if cue is not None:
            return self._through(cue, head, index, above)
        verb = noun_before(self.tree, index) or self._verb_of_object(head, index)
        cue = None if verb is None else self._cue(verb, index)
        if cue is not None and verb is not None:
            return self._through(cue, verb, index, self._all(verb))
        return self._by_relation(head, index, above)

    def _false(self, head: int, index: int) -> Mark | None:
        """What is said to be untrue: the subject of "is false", the object of "called a lie"."""
        tree = self.tree
        relation = base(tree.tokens[index].deprel)
        words: tuple[int, ...] = ()
        if relation in ("nsubj", "csubj"):
            words = (
                head,
                *(c for c in tree.children[head] if tree.tokens[c].deprel in ("xcomp", "ccomp")),
            )
            copular = tree.tokens[head].upos != "VERB" or tree.tokens[head].lemma in PROVING
            words = words if copular else ()
        elif relation in ("obj", "nsubj:pass") and tree.tokens[head].lemma in NAMING:
            named = ("xcomp", "obl", "advcl")
            words = tuple(c for c in tree.children[head] if tree.tokens[c].deprel in named)
        denied = any(mark.effect is Effect.NEGATED for mark in self.own(head))
        for word in words:
            if tree.lowers[word] in FALSE and not denied:
                return Mark(Effect.NEGATED, (word,), _FALSE_RULE)
        return None

    def _all(self, index: int) -> Marks:
        return joined(self.own(index), self._inherited.get(index, NONE))

    def _cue(self, head: int, index: int) -> StatusCue | None:
        """The cue at `head` in whose scope `index` stands."""
        token = self.tree.tokens[head]
        pos = _POS.get(token.upos)
        rows = self.cues.of_form(token.lemma.lower(), self.tree.lowers[head], pos) if pos else ()
        if not rows and token.upos == "VERB":
            rows = self.cues.of(self.tree.lowers[head], "adjective")
        if not rows:
            return None
        reached = self._links(index)
        return next((row for row in rows if self._fits(row, head, reached)), None)

    def _verb_of_object(self, head: int, index: int) -> int | None:
        """ "accused the group of bombing": parsers hang the gerund on the group; so "disputed that
        his men had fired" on the men, "backed away from firing" on the "away"."""
        verb = self.tree.heads[head]
        if verb < 0:
            return None
        relation = self.tree.tokens[head].deprel
        if relation in ("advmod", "compound:prt") and self.tree.tokens[head].upos in ("ADV", "ADP"):
            return verb
        clause = base(self.tree.tokens[index].deprel) == "acl"
        inverted = relation == "nsubj" and verb < head
        objects = ("obj", "iobj", "nsubj:pass")
        return verb if clause and (relation in objects or inverted) else None

    def _links(self, index: int) -> frozenset[str]:
        reached = links(self.tree, index)
        lemma, form = self.tree.tokens[index].lemma, self.tree.lowers[index]
        if "object" in reached and self.cues.of_form(lemma, form, "noun"):
            return reached | {"claim"}
        return reached

    def _fits(self, row: StatusCue, head: int, reached: frozenset[str]) -> bool:
        if not row.scope & reached:
            return False
        if row.particle is not None and not self._particle(head, row):
            return False
        if row.passive and not is_passive(self.tree, head):
            return False
        return row.lemma not in ONLY_WITH_IN or self.tree.case(head) == "in"

    def _particle(self, head: int, cue: StatusCue) -> list[int]:
        """The "off" of "called off", where the cue has one and it stands there."""
        return [
            child
            for child in (*self.tree.children[head], *self._strayed(head))
            if self.tree.lowers[child] == cue.particle
            and base(self.tree.tokens[child].deprel) in ("compound", "advmod", "obl", "case")
        ]

    def _strayed(self, head: int) -> list[int]:
        """ "called off its march": parsers hang the "off" on the march."""
        objects = self.tree.all(head, "obj", "obl")
        return [c for o in objects for c in self.tree.children[o] if c == head + 1]

    def _through(self, cue: StatusCue, head: int, index: int, above: Marks) -> Marks:
        """The cue's effect, with what holds for the cue itself."""
        denials = only(above, Effect.NEGATED)
        effect = cue.effect
        if cue.past is not None and tense(self.tree, head) == "past":
            effect = cue.past
        passed = only(above, Effect.HYPOTHETICAL, Effect.FUTURE, Effect.ALLEGED)
        passed = joined(passed, self._history(index, above))
        if denials:
            effect = cue.negated
        if effect is Effect.ACTUAL and cue.certainty is Certainty.CERTAIN:
            return passed
        words = {head, *self._particle(head, cue), *(w for mark in denials for w in mark.words)}
        undone = effect is Effect.NEGATED is not cue.effect  # "did not try to" is sure of it
        own = Certainty.CERTAIN if undone else cue.certainty
        certainty = max(own, certainty_of(denials), key=DOUBT.index)
        mark = Mark(effect, tuple(sorted(words)), f"status.cue {cue.where}", certainty)
        return (mark, *passed)

    # --- without a cue ----------------------------------------------------------------

    def _by_relation(self, head: int, index: int, above: Marks) -> Marks:
        relation = self.tree.tokens[index].deprel
        kind = base(relation)
        untrue = tuple(mark for mark in above if mark.rule == _FALSE_RULE)
        always = joined(only(above, Effect.ALLEGED), untrue, self._history(index, above))
        if kind == "amod" and is_gerund_after_preposition(self.tree, head, index):
            return above
        if kind == "amod":  # "denied beating the detained mayor": detained he was
            return self._history(index, above)
        if kind == "xcomp":
            return self._complement(head, index, above, always)
        if kind in ("ccomp", "csubj"):
            return self._embedded(index, above, always)
        if kind == "advcl":
            return self._adverbial(index, above, always)
        if kind == "parataxis" or (
            relation == "acl:relcl" and not is_that_clause(self.tree, index)
        ):
            return NONE if kind == "parataxis" else joined(always, self._cleft(head))
        if kind == "acl":
            return self._adnominal(head, index, above, always)
        return self._nominal(head, index, above, always)

    def _cleft(self, head: int) -> Marks:
        """ "It was not the rebels who bombed the bank": by them, it was not done."""
        it = self.tree.child(head, "expl", "nsubj")
        cleft = it is not None and self.tree.lowers[it] == "it"
        if not cleft or self.tree.child(head, "cop") is None:
            return NONE
        return only(self.own(head), Effect.NEGATED)

    def _history(self, index: int, above: Marks) -> Marks:
        """History reaches all that hangs below, but a clause in the present tense."""
        dated = only(above, Effect.HISTORICAL)
        return NONE if dated and self._is_present(index) else dated

    def _complement(self, head: int, index: int, above: Marks, always: Marks) -> Marks:
        """An infinitive under a verb the table does not know is only meant; the rest shares."""
        if is_infinitive(self.tree, index) and self.tree.tokens[head].upos in ("VERB", "ADJ"):
            return joined((self._meant(index, "status.infinitive"),), always)
        return above

    def _embedded(self, index: int, above: Marks, always: Marks) -> Marks:
        """What is said stands by itself, unless the saying is denied or only thought of."""
        if is_infinitive(self.tree, index) or is_subjunctive(self.tree, index):
            return joined((self._meant(index, "status.subjunctive"),), always)
        doubt = only(above, Effect.HYPOTHETICAL, Effect.NEGATED)
        if not doubt or is_asked_about(self.tree, index):
            return always
        words = tuple(sorted({word for mark in doubt for word in mark.words}))
        denied = any(mark.effect is Effect.NEGATED for mark in doubt)
        certainty = Certainty.POSSIBLE if denied else certainty_of(doubt)
        unsure = Mark(Effect.HYPOTHETICAL, words, "status.unsaid", certainty)
        return joined((unsure,), always)

    def _adverbial(self, index: int, above: Marks, always: Marks) -> Marks:
        """A purpose is only meant; a participle shares all; "when he arrives" shares the future."""
        if is_infinitive(self.tree, index):
            return joined((self._meant(index, "status.purpose"),), always)
        mark = mark_word(self.tree, index)
        if finite(self.tree, index) is None and not has_subject(self.tree, index) and not mark:
            return above
        opened = {mark, *(self.tree.lowers[c] for c in self.tree.all(index, "advmod"))}
        if tense(self.tree, index) in ("present", "") and opened & WHILE:
            passed = only(above, Effect.FUTURE, Effect.HYPOTHETICAL)
            return joined(always, (m._replace(certainty=Certainty.CERTAIN) for m in passed))
        return always

    def _adnominal(self, head: int, index: int, above: Marks, always: Marks) -> Marks:
        """ "the first leader to visit" did; "Putin to visit" (a headline) will; else only meant."""
        if not is_infinitive(self.tree, index):
            return always
        if any(self.tree.lowers[child] in FIRST for child in self.tree.children[head]):
            return above
        if is_headline_subject(self.tree, head):
            return joined((self._planned(index),), always)
        return joined((self._meant(index, "status.infinitive"),), always)

    def _headline(self, index: int) -> Marks:
        """A headline's infinitive with a subject: "Leader to visit capital"."""
        if not is_infinitive(self.tree, index) or not has_subject(self.tree, index):
            return NONE
        subjects = self.tree.all(index, "nsubj", "nsubj:pass")
        if any(self.tree.lowers[c] in FIRST for s in subjects for c in self.tree.children[s]):
            return NONE  # "The first refugees to be sent home flew on Tuesday", cut wrongly
        return (self._planned(index),)

    def _nominal(self, head: int, index: int, above: Marks, always: Marks) -> Marks:
        """ "may face an attack" hides the attack, "may discuss the attack" does not."""
        relation = base(self.tree.tokens[index].deprel)
        if relation == "nsubj" and (happening := self._happening(head)):
            return joined(happening, always)
        given = is_definite(self.tree, index) or is_given(self.tree, head, index)
        if not above or given:
            untrue = tuple(mark for mark in above if mark.rule == _FALSE_RULE)
            return joined(untrue, self._history(index, above))
        if relation not in ("obj", "nsubj", "obl", "nmod") or self.tree.case(index) in BEFORE_IT:
            return always
        passed = only(above, Effect.HYPOTHETICAL, Effect.FUTURE)
        if relation == "obj":
            passed = joined(passed, only(above, Effect.NEGATED))
        return joined(passed, always)

    def _happening(self, head: int) -> Marks:
        """ "The trial will open", "the talks are due to begin", "the march did not take place":
        what holds of the verb holds of what happens."""
        tree = self.tree
        verbs = [c for c in tree.children[head] if tree.tokens[c].deprel == "xcomp"] + [head]
        verb = next((v for v in verbs if tree.tokens[v].lemma in OCCURRING), None)
        if verb is None:
            return NONE
        marks = self._all(head) if verb == head else self.marks(verb)
        return only(marks, Effect.FUTURE, Effect.HYPOTHETICAL, Effect.NEGATED)

    def _meant(self, index: int, rule: str) -> Mark:
        words = tuple(c for c in self.tree.children[index] if self.tree.lowers[c] == "to")
        return Mark(Effect.HYPOTHETICAL, words[:1], rule)

    def _planned(self, index: int) -> Mark:
        words = tuple(c for c in self.tree.children[index] if self.tree.lowers[c] == "to")
        return Mark(Effect.FUTURE, words[:1], "status.headline")

    # --- coordination -----------------------------------------------------------------

    def _shared_date(self, first: int, index: int) -> Marks:
        """ "In 1974 troops landed on the island and took its north": the date opens both."""
        mark = self.history.get(first)
        before = mark is not None and max(mark.words) < first
        if mark is None or not before or self._is_present(index) or has_subject(self.tree, index):
            return NONE
        return (mark,)

    def _from_conjunct(self, first: int, index: int) -> Marks:
        """A conjunct shares what the first inherits, and its helpers where it has none.

        "did not enter or shell" denies both; "did not enter but shelled" only the first.
        """
        if is_infinitive(self.tree, first) and finite(self.tree, index) is not None:
            return NONE
        embedding = self._inherited.get(first, NONE)
        own = tuple(mark for mark in self.own(first) if not self._of_object(first, mark))
        if not own or not self._shares_helpers(first, index):
            dated = self._shared_date(first, index)
            return joined(embedding, self._shared_condition(index, own), dated)
        if is_contrast(self.tree, index):
            own = tuple(mark for mark in own if mark.effect is not Effect.NEGATED)
        return joined(own, embedding)

    def _of_object(self, first: int, mark: Mark) -> bool:
        """ "owes nothing and took the matter to court": the nothing is what is owed."""
        return mark.rule == "status.nobody" and min(mark.words) > first

    def _shares_helpers(self, first: int, index: int) -> bool:
        one, other = self.tree.tokens[first], self.tree.tokens[index]
        if has_subject(self.tree, index) or self.tree.child(index, "aux", "aux:pass") is not None:
            return False
        if other.upos != "VERB":
            return True
        return one.feats.get("VerbForm") == other.feats.get("VerbForm")

    def _shared_condition(self, index: int, own: Marks) -> Marks:
        """ "if the army attacks and the town falls": both hang on the "if"."""
        opened = tuple(mark for mark in own if mark.rule.startswith("status.conjunction"))
        return NONE if self._is_present_future(index) else opened

    def _is_present_future(self, index: int) -> bool:
        return any(self.tree.lowers[c] in ("will", "would") for c in helpers(self.tree, index))
