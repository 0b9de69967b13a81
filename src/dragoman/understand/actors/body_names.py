"""The sector of a body that no table holds, by the words of its name: "the Kabwe Farmers' League",
"the Morning Herald", "the Volunteers of Saint George".

The noun that heads the name says it ("Herald"); where that could be anybody's ("League"), the words
that tell whose it is do.
"""

from __future__ import annotations

import re

_HEADS = {
    "JRN": """bulletin chronicle courier daily dispatch echo examiner express fm gazette herald
        journal mail mirror monitor news observer post press radio sentinel shimbun telegraph
        television times tribune tv""",
    "REB": "brigades fedayeen fighters front guerrillas jihad mujahideen rebels tigers",
    "MIL": """battalion commandos dragoons fusiliers guards hussars lancers regiment rifles
        squadron""",
    "PRM": "militia militias vigilantes volunteers",
    "CRM": "cartel gang mafia posse syndicate triad",
    "PTY": "party",
    "COP": "constabulary gendarmerie police",
    "LEG": "assembly parliament senate",
    "JUD": "court tribunal",
    "GOV": """administration agency authority board bureau commission department ministry
        secretariat""",
    "EDU": "academy college institute polytechnic school university",
    "MED": "clinic hospital infirmary",
    "REL": """brethren cathedral church congregation convent diocese fathers mission monastery
        mosque order sisters synod temple""",
    "BUS": """airlines airways brewery cement energy estates foods holdings industries insurance
        lines mills mines mining minerals motors oil petroleum plantations power railways rubber
        shipping steel stores textiles""",
    "SOC": "choir fc orchestra rovers theatre wanderers",
    "CVL": """association campaign circle citizens club families foundation initiative ladies
        mothers neighbours residents society survivors trust victims watch widows women""",
    "OPP": "opposition",
}
_ANYBODYS = frozenset(
    """action alliance assembly association brotherhood campaign caucus centre center circle club
    coalition committee conference confederation congress convention council federation forum
    foundation front group guild initiative league movement network order organisation organization
    party society syndicate union""".split()
)
_WHOSE = {
    "AGR": "agricultural farmers fishermen growers herders landless peasant peasants ranchers",
    "LAB": """dockers drivers labor labour miners railwaymen railway seamen steelworkers teachers
        textile trade trades workers""",
    "EDU": "academics pupils scholars student students",
    "MED": "doctors health medical nurses physicians",
    "JUD": "bar judges jurists lawyers",
    "JRN": "editors journalists media press reporters",
    "BUS": """bankers business chamber commerce employers exporters industrial manufacturers
        merchants shopkeepers traders""",
    "REL": """bishops catholic christian churches clerics faithful gospel hindu holy islamic jewish
        monks muslim muslims protestant rabbis sikh ulema""",
    "REB": "armed fedayeen guerrilla jihad liberation martyrs resistance revolutionary",
    "MIL": "officers soldiers",
    "OPP": "freedom independence opposition",
    "PTY": """christian-democratic communist conservative democratic democrats liberal national
        nationalist patriotic people's progressive radical reform republican social socialist""",
    "CVL": """citizens civic civil community environmental families green human indigenous mothers
        neighbourhood parents peace relatives residents rights victims village widows women
        women's young youth""",
    "ELI": "chiefs elders",
}
_HEAD = {word: sector for sector, words in _HEADS.items() for word in words.split()}
_OF = {word: sector for sector, words in _WHOSE.items() for word in words.split()}
_POLITICAL = frozenset("alliance coalition congress front league movement union".split())
"""Heads of parties' names, where nothing but "National" or "Democratic" tells more."""
_AFTER = re.compile(r"\b(?:of|for|against|in)\b")


def head_word(name: str) -> str:
    """The noun that heads a name: "circle" of "Women's Circle of Kumasi".

    >>> head_word("Front for Justice and Progress"), head_word("Kabwe Farmers' League")
    ('front', 'league')
    """
    before = _AFTER.split(name.lower(), maxsplit=1)[0].split()
    return before[-1] if before else ""


def is_body_name(name: str) -> bool:
    """Whether the noun that heads a name is one of bodies."""
    head = head_word(name)
    return head in _HEAD or head in _ANYBODYS


def name_sector(name: str) -> str:
    """The sector that the words of a name tell, UNK where they tell none.

    >>> name_sector("Morning Herald"), name_sector("Kabwe Farmers' League")
    ('JRN', 'AGR')
    """
    head = head_word(name)
    if head in _ANYBODYS:
        words = re.findall(r"[\w'-]+", name.lower().replace("’", "'"))
        forms = (form for word in words for form in (word, word.rstrip("'"), word.split("'")[0]))
        told = [_OF[form] for form in forms if form in _OF and form != head]
        whose = [sector for sector in told if sector != "PTY"]
        if whose and not (head == "front" and whose[0] == "REL"):
            return whose[0]
        if told and not whose and head in _POLITICAL:
            return "PTY"
    return _HEAD.get(head, "UNK")
