"""Words by which marks pass from one word to another, or stop (`scope.py`)."""

from __future__ import annotations

DEFINITE = frozenset("the this that these those its his her their our my your".split())
WHILE = frozenset("when once after before until till while as during".split())
# "will free the hostages after talks": what the plan rests on is no part of it.
BEFORE_IT = frozenset("after following since despite amid over because due".split())
FIRST = frozenset("first last only second third next latest".split())
# "The claim that they burned it is false", "called the massacre a fabrication".
FALSE = frozenset(
    """baseless bogus concocted fabricated fabrication fable fake false falsehood fantasy fiction
    fictitious groundless hoax invention lie myth nonsense propaganda slander unfounded unreal
    untrue""".split()
)
PROVING = frozenset({"prove", "turn", "be", "remain", "appear", "seem"})
NAMING = frozenset(
    {
        "brand",
        "call",
        "consider",
        "deem",
        "denounce",
        "describe",
        "dismiss",
        "dub",
        "label",
        "reject",
        "term",
    }
)
OCCURRING = frozenset("begin start occur happen take hold open commence resume arise".split())
# Verbs whose object there is, whatever becomes of what they tell: "to end a siege".
TAKES_FOR_GRANTED = frozenset(
    """avenge commemorate condemn denounce deplore end halt investigate mourn probe protest punish
    quell resent suppress survive witness""".split()
)
# Nouns whose complement there is, in the same way: "ordered a halt to the shelling".
ENDING = frozenset("cessation end ending halt stop".split())
# What a worry is about, where it is a known thing: "concerns over the device's antenna".
WORRYING = frozenset({"about", "over"})

# Fillers of "case" and "event" outside "in case of", "in the event of" hide nothing.
ONLY_WITH_IN = frozenset({"case", "event", "eventuality"})
QUESTION_WORDS = frozenset("who whom whose what when where why how which".split())
