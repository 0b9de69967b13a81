"""News agencies: their names, and the credit at the end of a paragraph."""

from __future__ import annotations

import re

from dragoman.records import Span

AGENCIES: dict[str, str] = {
    "aa": "Anadolu",
    "aap": "AAP",
    "adnkronos": "Adnkronos",
    "afp": "AFP",
    "agence france-presse": "AFP",
    "agencia brasil": "Agencia Brasil",
    "agencia efe": "EFE",
    "agencies": "agencies",
    "agerpres": "Agerpres",
    "agi": "AGI",
    "akipress": "AKIpress",
    "al jazeera": "Al Jazeera",
    "amna": "AMNA",
    "ana-mpa": "ANA-MPA",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "andina": "Andina",
    "ani": "ANI",
    "anp": "ANP",
    "ansa": "ANSA",
    "antara": "Antara",
    "ap": "AP",
    "apa": "APA",
    "app": "APP",
    "aps": "APS",
    "armenpress": "Armenpress",
    "associated press": "AP",
    "azertac": "AZERTAC",
    "belga": "Belga",
    "belta": "BelTA",
    "bernama": "Bernama",
    "bloomberg": "Bloomberg",
    "bna": "BNA",
    "bss": "BSS",
    "bta": "BTA",
    "china news service": "CNS",
    "cmc": "CMC",
    "cna": "CNA",
    "cnn": "CNN",
    "cns": "CNS",
    "ctk": "CTK",
    "dpa": "dpa",
    "dpa international": "dpa",
    "efe": "EFE",
    "ena": "ENA",
    "epa": "EPA",
    "fars": "Fars",
    "fena": "FENA",
    "getty": "Getty",
    "getty images": "Getty",
    "gna": "GNA",
    "hina": "HINA",
    "ians": "IANS",
    "ifp": "IFP",
    "inter press service": "IPS",
    "interfax": "Interfax",
    "interfax-ukraine": "Interfax-Ukraine",
    "ips": "IPS",
    "irib": "IRIB",
    "irin": "IRIN",
    "irna": "IRNA",
    "isna": "ISNA",
    "itar-tass": "TASS",
    "jiji": "Jiji",
    "jiji press": "Jiji",
    "kazinform": "Kazinform",
    "kcna": "KCNA",
    "korean central news agency": "KCNA",
    "kuna": "KUNA",
    "kyodo": "Kyodo",
    "kyodo news": "Kyodo",
    "lusa": "Lusa",
    "mehr": "Mehr",
    "mena": "MENA",
    "mercopress": "MercoPress",
    "mna": "Mehr",
    "montsame": "Montsame",
    "mti": "MTI",
    "nan": "NAN",
    "new ziana": "New Ziana",
    "news agency of nigeria": "NAN",
    "nna": "NNA",
    "notimex": "Notimex",
    "ntb": "NTB",
    "ona": "ONA",
    "pa": "PA",
    "pana": "PANA",
    "pap": "PAP",
    "petra": "Petra",
    "philippine news agency": "PNA",
    "pna": "PNA",
    "prensa latina": "Prensa Latina",
    "press association": "PA",
    "press trust of india": "PTI",
    "pti": "PTI",
    "qna": "QNA",
    "reuters": "Reuters",
    "rfe/rl": "RFE/RL",
    "ria": "RIA",
    "ria novosti": "RIA",
    "ritzau": "Ritzau",
    "saba": "Saba",
    "sana": "SANA",
    "spa": "SPA",
    "sputnik": "Sputnik",
    "srna": "SRNA",
    "stt": "STT",
    "suna": "SUNA",
    "tanjug": "Tanjug",
    "tasnim": "Tasnim",
    "tasr": "TASR",
    "tass": "TASS",
    "telam": "Telam",
    "the associated press": "AP",
    "the canadian press": "CP",
    "thomson reuters foundation": "Thomson Reuters Foundation",
    "tt": "TT",
    "télam": "Telam",
    "ukrinform": "Ukrinform",
    "unb": "UNB",
    "uni": "UNI",
    "unian": "UNIAN",
    "upi": "UPI",
    "uza": "UzA",
    "vna": "VNA",
    "voa": "VOA",
    "wafa": "WAFA",
    "wam": "WAM",
    "xinhua": "Xinhua",
    "xinhua news agency": "Xinhua",
    "yonhap": "Yonhap",
    "yonhap news agency": "Yonhap",
    "čtk": "CTK",
}
"""Names as printed in datelines and credits (lower case) and the name we give the agency."""

ENDS = frozenset(("enditem", "end", "ends"))
"""How agencies close a report: "... in May. Enditem"."""

PICTURE_HOUSES = frozenset(("Getty", "EPA"))
"""They sell pictures: their credit does not say who wrote the report."""

MOST_CREDIT_CHARACTERS = 200
"""A credit is looked for in so many characters at the end of a paragraph."""

_PICTURE_WORDS = r"photos?|pictures?|images?|file|pool|handout|via|credit|courtesy"
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{1,120})[)\]][.\s]*$")
_AFTER_MARK = re.compile(
    r"\s+(?:(?:photo(?:graph)?|picture|image)(?:\s+credit)?\s*:|\|\s*photo(?:\s+credit)?\s*:?"
    r"|credit\s*:|[—–]\s*)\s*([^.:;]{2,80})\.?$",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"(?<=[.!?\"”])\s+((?i:enditem)|ENDS?|[A-Z]{2,6})$")
_INPUTS = re.compile(r"\b(?:with\s+)?(?:agency\s+)?inputs?\s+from\b", re.IGNORECASE)
_PICTURE = re.compile(rf"\b(?:{_PICTURE_WORDS})\b", re.IGNORECASE)


def agency_in(words: str) -> str | None:
    """The agency a dateline or a credit names.

    >>> agency_in("Kristina Kormilitsyna, Pool Photo via AP")
    'AP'
    >>> agency_in("his own words") is None
    True
    """
    name = " ".join(words.split()).strip(" .()[]").lower()
    if name in AGENCIES:
        return AGENCIES[name]
    for piece in reversed(re.split(r"[,/|;&]|\s+-\s+|\s+via\s+|\s+and\s+|\s+from\s+", name)):
        stripped = re.sub(rf"\b(?:{_PICTURE_WORDS}|news agency|news|by)\b", " ", piece)
        found = AGENCIES.get(" ".join(stripped.split()))
        if found:
            return found
    return None


def credit_at_end(text: str, span: Span) -> Span | None:
    """The credit that closes a paragraph, "(AFP)" or "Photo: Reuters"; None without one.

    Only what names an agency or speaks of a picture is a credit: "(the DPRK)" is not. Agency
    names in lower case are words ("pa", "spa") and count only as printed.
    """
    offset = max(span.start, span.end - MOST_CREDIT_CHARACTERS)
    words = text[offset : span.end]
    for pattern in (_IN_BRACKETS, _AFTER_MARK):
        match = pattern.search(words)
        if match and (is_credit(match.group(1)) or _called_credit(match)):
            lead = len(match.group()) - len(match.group().lstrip())
            return Span(offset + match.start() + lead, span.end)
    closed = end_mark(words)
    return Span(offset + closed.start(1), span.end) if closed else None


def end_mark(words: str) -> re.Match[str] | None:
    """What closes the last paragraph after its full stop, in group 1: "Enditem", "EFE"."""
    if not words[-1:].isalpha():
        return None
    found = _END_MARK.search(words[-MOST_CREDIT_CHARACTERS:])
    if found is None or (found[1].lower() not in ENDS and found[1].lower() not in AGENCIES):
        return None
    return _END_MARK.search(words)


def _called_credit(match: re.Match[str]) -> bool:
    """ "... in May Credit: The Siberian Times": names after the word itself."""
    called = re.match(r"\s*(?:photo |image )?credit\s*:", match.group(), re.IGNORECASE)
    return called is not None and _names(match.group(1)) and len(match.group(1).split()) <= 8


def is_credit(words: str) -> bool:
    """Whether these words, alone, are a credit.

    >>> [is_credit(w) for w in ("AFP", "With inputs from agencies", "North Korea", "via Reuters")]
    [True, True, False, True]
    """
    if _INPUTS.search(words):
        return True
    named = agency_in(words) is not None and not words.islower()
    if named and len(words.split()) <= 3:
        return True
    return (named or len(words.split()) <= 8) and bool(_PICTURE.search(words)) and _names(words)


def _names(words: str) -> bool:
    """Whether most words are names or the small words between them."""
    plain = re.sub(
        rf"\b(?:{_PICTURE_WORDS}|by|of|the|and|for|from|de|al|el)\b", " ", words, flags=re.I
    )
    left = re.findall(r"[^\W\d_]+", plain)
    return all(word[0].isupper() for word in left)
