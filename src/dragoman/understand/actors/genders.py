"""Whether a person is told of as a woman or a man, so that "she" is nobody's minister but hers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.understand.actors.people import Person, identity, name_key
from dragoman.understand.actors.phrases import Phrase
from dragoman.understand.actors.setting import Setting
from dragoman.understand.knowledge import pieces

FEMALE = frozenset(
    "mrs ms madam lady dame queen princess wife widow mother sister daughter niece aunt"
    " granddaughter spokeswoman chairwoman congresswoman policewoman businesswoman".split()
)
MALE = frozenset(
    "mr sir lord king prince husband father brother son nephew uncle grandson spokesman chairman"
    " congressman policeman businessman statesman pope".split()
)


def person_genders(
    phrases: Iterable[Phrase], people: Mapping[tuple[str, ...], Person], setting: Setting
) -> dict[str, str]:
    """The gender of each identity that a title beside it or its given name tells.

    Titles go before names; where they disagree, the first in the text. May be empty.
    """
    by_title: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for phrase in phrases:
        if not phrase.core.person:
            continue
        person = people[name_key(phrase, setting)]
        told = _title_gender(phrase, setting)
        if told is not None:
            by_title.setdefault(identity(person), told)
        given = _name_gender(person, setting)
        if given is not None:
            by_name.setdefault(identity(person), given)
    return {**by_name, **by_title}


def _title_gender(phrase: Phrase, setting: Setting) -> str | None:
    """ "Mrs Clinton", "his sister Kim Yo Jong", "spokeswoman Maria Zakharova"."""
    tokens = setting.tokens[phrase.sentence]
    places = [unit.last for unit in phrase.titles]
    if phrase.honorific is not None:
        places.append(phrase.honorific)
    for place in places:
        word = tokens[place].text.lower().rstrip(".")
        if word in FEMALE:
            return "female"
        if word in MALE:
            return "male"
    return None


def _name_gender(person: Person, setting: Setting) -> str | None:
    """ "Maria Zakharova"; of one name only, where no table knows a ruler by it: "Isabel"."""
    words = person.name.split()
    if len(words) < 2 and person.entry is not None:
        return None
    genders = setting.knowledge.genders
    return genders.get(words[0].lower()) or genders.get("".join(pieces(words[0])))
