"""Words around a name that speak for or against a place."""

from __future__ import annotations

from dragoman.records import MentionLabel, Sentence

BREAKS = frozenset(",;:()\"“”'")
"""Words that no name goes over."""
PLACING = frozenset(
    "in at near from to around outside inside across into toward towards through throughout off "
    "between over via within along beyond north south east west northern southern eastern western "
    "central of".split()
)
"""Words before a name that speak for a place."""
QUARTERS = frozenset(("north", "south", "east", "west"))
SURELY = PLACING - {"of", "to", "over", "between", "from"}
DESIGNATORS = frozenset(
    "county city town village province region state district river valley island islands desert "
    "mountains mountain lake bay gulf sea strait peninsula parish governorate oblast township "
    "prefecture airport port border area suburb neighborhood neighbourhood".split()
)
"""Words after or before a name that make it a place's."""
INSTITUTIONS = frozenset(
    "police department university college school hospital council commission board court "
    "courthouse association society guard service agency authority office ministry museum library "
    "church county city times tribune herald post journal new gazette review observer bank club "
    "union party coalition cooperative institute academy center centre foundation chamber "
    "committee conference league orchestra opera airline airway company corporation inc group "
    "legislature assembly parliament senate attorney alliance bureau chief constable coroner "
    "councilman detention district division elementary federation festival fire firefighter "
    "fund hall health jail judge lodge mayor partnership patrol prison project school selectman "
    "sheriff station team treasurer".split()
)
"""What an institution or its chief calls itself, without a plural s."""
TOWNSPEOPLE = frozenset(
    "man men woman women couple girl boy teen teenager resident native police firefighter "
    "official councillor voter homeowner motorist".split()
)
"""Who is told by a town before them: "a Chapin man", without a plural s."""
FOLLOWING = frozenset(("County", "Parish", "Province", "Island", "River", "Valley", "City"))
AROUND_NAMES = frozenset(("PROPN",))
JOINING = frozenset(("flat", "compound", "flat:name", "nmod:desc"))
HONORIFICS = frozenset("mr mrs ms dr sir mr. mrs. ms. dr. st. president minister general".split())


def surnames(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Last words of people's names of two words and more."""
    return frozenset(
        s.tokens[m.last].text.lower()
        for s in sentences
        for m in s.mentions
        if m.label is MentionLabel.PERSON and m.last > m.first
    )


def marked_places(sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """What the parser takes for places somewhere in the report, in lower case."""
    return frozenset(
        " ".join(t.text for t in s.tokens[m.first : m.last + 1]).lower()
        for s in sentences
        for m in s.mentions
        if m.label is MentionLabel.LOCATION
    )
