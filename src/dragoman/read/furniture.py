"""Lines that stand around a report and are none of its sentences.

Each rule looks at one block and says whether it is such a line; `layout.PASSES` has the order.
"""

from __future__ import annotations

import re

from dragoman.read.agencies import agency_in, is_credit
from dragoman.read.blocks import Block

MOST_BYLINE_WORDS = 20
MOST_UPDATED_WORDS = 25
MOST_NOTICE_WORDS = 30
"""Longer ones are sentences that happen to begin like such a line."""

_UPDATED_START = re.compile(
    r"this story is from\b|(?:first |last |originally )?(?:updated|published|posted|modified"
    r"|issued|created|date)"
    r"(?:\s+(?:on|at)\b|\s*:|\s*(?=\d)|\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"(?:an?|this|story|is|from|first|last|originally|updated?|published|posted|modified|issued|created|on|at|the|of|by"
    r"|st|nd|rd|th|am|pm|a\.m\.?|p\.m\.?|ago|hours?|hrs?|minutes?|mins?|days?|read|date|time|local"
    r"|today|yesterday|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|mon(?:day)?|tues?(?:day)?"
    r"|wed(?:nesday)?|thur?s?(?:day)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|[A-Z]{1,5}T?)\.?",
)
_PIECE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?")
_DIGIT = re.compile(r"\d")
_FULL_DATE_ONLY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:[A-Za-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3,9}"
    r"\.?,?\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)

_BY = re.compile(
    r"(?:(?:written|reported|story|text|report)\s+)?by:?\s+(?=\S)|(?:author|writer|reporter)s?:\s+",
    re.IGNORECASE,
)
_STAFF = re.compile(r"(?:staff|agency|wire|news agency) reports?$", re.IGNORECASE)
_EDITOR = re.compile(r"(?:web )?editor\s*:\s*\S+(?:\s+\S+){0,3}$", re.IGNORECASE)
_NAME_JOINS = frozenset("and in for of the & | with at de la van von al bin ibn el di da".split())
_DESK = re.compile(
    r"\b(?:correspondent|staff writer|staff reporter|news desk|web desk|newsroom|bureau|reporter"
    r"|foreign editor|diplomatic editor|news service)\b",
    re.IGNORECASE,
)

_CREDIT_START = re.compile(
    r"[(\[]?(?:additional )?(?:reporting|editing|writing|compiled|translated|edited|source"
    r"|with (?:agency )?inputs?|inputs from|photo credit|photograph|with reporting|contributed"
    r"|video|graphics?|produced)\b[^.]*",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:[^.!?]|\b[A-Z]\.){0,160}\bcontributed (?:reporting\b|to (?:this|the) (?:\w+ )?(?:report"
    r"|story|article|coverage|dispatch)\b)[^.!?]{0,60}\.?$",
    re.IGNORECASE,
)
_PHOTOGRAPHER = re.compile(
    r"(?i:(?:photographs?|photos?|pictures?|video|illustrations?) by)\s+[^\W\d_][^.]{2,80}$"
    r"|[A-Z][A-Z .'’-]{4,40} FOR THE [A-Z ]{3,30}$"
)
_POSTED_BY = re.compile(r"[—–-]\s?.{1,60}\(@\w{1,20}\)\s+[A-Z][a-z]+ \d{1,2}, \d{4}$")
_CAPTIONED = re.compile(
    r"(?:\S+\s+){2,}\S*[a-z0-9)]\.\s?(?:photo|photograph|picture|image)s?\s?:", re.IGNORECASE
)
_OWNER = re.compile(r"(?:©|\(c\))\s*[^\W\d_][^.]{0,60}$", re.IGNORECASE)
_DESK_CODE = re.compile(r"(?:bur-)?[a-z]{2,5}(?:-[a-z]{2,5})?(?:/[a-z]{2,5}(?:-[a-z]{2,5})?)+$")
_CORRECTION = re.compile(
    r"[(\[]?(?:correction|corrections|clarification|editor'?s note)\b\s*[:\-–—]"
    r"|\(?(?:this|an earlier|a previous)\b.{0,80}\b(?:has been|was|is) (?:corrected|amended"
    r"|updated to|refiled)\b|\((?:corrects|refiles|clarifies)\b",
    re.IGNORECASE,
)
_CREDIT_SENTENCE = re.compile(
    r"^[(\[]?(?:additional )?(?:reporting|editing|writing) by\b", re.IGNORECASE
)
_END_MARK = re.compile(
    r"^(?:-+\s*30\s*-+|#{2,}|\(?end(?:s|item)?\)?|_{3,}|-{3,}|\*\s?\*\s?\*|={3,})$", re.I
)

_NOTICES = (
    r"advertisement\b|advertising$|recommended\b|don'?t miss\b",
    r"(?:also read|also see|see also|read more|read also|read the full|click here)\b",
    r"(?:read|watch|listen|see more|tags?|topics?|keywords?)\s*[:|]|also on \w+\.\w+\b",
    r"related(?: stor(?:y|ies)| articles?| coverage| topics?)?\s*(?::|$)",
    r"more (?:on|from) (?:this|the)\b",
    r"follow (?:us|the latest)\b|sign up\b|subscribe\b|share (?:this|on|via)\b|share$",
    r"comments?$|leave a (?:comment|reply)",
    r"copyright\b|©|\(c\) \d{4}|all rights reserved|our standards\b|terms of use\b",
    r"(?:story|article) continues|continue reading|view gallery",
    r"this (?:story|article|report) (?:was|is|has been) (?:originally |first )?"
    r"(?:published|updated|auto-generated|generated|edited|corrected)",
    r"https?://\S+$|www\.\S+$|\d+\s*min(?:ute)?s?\s+read$",
    r"stay (?:up to date|informed|tuned)\b|download (?:the|our)\b",
    r"photo gallery\b|in pictures\b|gallery\s*:|video\s*:|podcast\s*:",
    r"(?:for )?more (?:stories|news|coverage|information)\b|most (?:read|viewed|popular)\b",
    r"follow\b.{0,60}\b(?:coverage|twitter|facebook|instagram|telegram|whatsapp|channel|on x)\b",
    r"\(\([^)]*@|\(\([^)]*;|[\w.+-]+@[\w-]+\.[a-z]{2,}$",
    r"(?:e-?mail|write to|contact) (?:the|our|us)\b.{0,60}@",
)
_NOTICE_END = re.compile(
    r"(?:sign up (?:here|now|today)|subscribe (?:here|now|today)|click here|read more"
    r"|find out more)\W*$|\bclick here (?:for|to) [^.]{2,40}\.?$|"
    r"^visit .{2,40}(?:home ?page|web ?site)\b|\bnewsletter\b.{0,120}\bsign up\b"
    r"|\bsign up for\b.{0,80}\bnewsletter\W*$",
    re.IGNORECASE,
)
"""How lines begin that send the reader elsewhere; one family a line."""

_NOTICE = re.compile("|".join(_NOTICES), re.IGNORECASE)
_SERVICE = re.compile(
    r"(?:share|save|print|comments?|read later|listen|e-?mail|copy link|follow|like|tweet)"
    r"(?:\s*(?:[|·•(]?\s*(?:\d+\)?|share|save|print|comments?|read later|listen|e-?mail|tweet)))*$"
    r"|show (?:key events|more|all)\b.{0,30}$"
    r"|(?:top|latest|trending) stories\b(?! from the).{0,60}$"
    r"|top comments\b"
    r"|categories\s*:|(?:for|all) (?:media|press) (?:enquiries|inquiries|information)\b"
    r"|for (?:use of the )?information media\b|(?:media |press )?contacts?\s*:"
    r"|got a (?:story|tip)\b"
    r"|this (?:live )?page (?:refreshes|updates|reloads)|stay connected\b|support local\b"
    r"|disclaimer\b.{0,60}$",
    re.IGNORECASE,
)
"""Lines that serve the page: buttons, menus, addresses for the press."""
_SECTIONS = frozenset(
    """africa analysis americas asia asia-pacific business breaking china defence defense diplomacy
    economy editorial europe exclusive explainer features home india international latest live
    live middle-east national news opinion politics security top ukraine uk us world""".split()
)


def is_updated_line(block: Block) -> bool:
    """ "Updated02:35 PM IST", "Published: 19 June 2024 at 14:35", a date alone on its line.

    Every word must be one of dates and times: "Updated plans were shown" is a sentence.
    """
    if len(block.words) > MOST_UPDATED_WORDS or not _DIGIT.search(block.text):
        return False
    if _is_stamped(block.text):
        return True
    date_alone = _FULL_DATE_ONLY.match(block.text)
    if not _UPDATED_START.match(block.text) and not date_alone:
        return False
    text = re.sub(r"(?i)^((?:first |last )?(?:updated|published|posted))(?=\S)", r"\1 ", block.text)
    # A pure time line; names of places ("Wellington time") are not worth a sentence's loss.
    return all(_is_time_word(piece) for piece in _PIECE.findall(text))


_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b\s*(?:[ap]\.?m\b)?", re.IGNORECASE)
_STAMP = re.compile(
    r"\b(?:updated|published|posted)\b|\b(?:GMT|UTC|IST|BST|EST|EDT|CET|MSK|PST|PDT)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b",
    re.IGNORECASE,
)
MOST_STAMP_WORDS = 16
MOST_STAMP_NAMES = 3


def _is_stamped(text: str) -> bool:
    """ "Alappuzha | Updated: June 19, 2024 21:12 IST", "19 JUN, 13:05": a clock and a day, and
    besides them the words of time, and at most some names: a place, a paper."""
    if len(text.split()) > MOST_STAMP_WORDS or text.endswith(("?", "!")):
        return False
    if not _CLOCK.search(text) or not _STAMP.search(text):
        return False
    others = [piece for piece in _PIECE.findall(text) if not _is_time_word(piece)]
    return len(others) <= MOST_STAMP_NAMES and all(piece[:1].isupper() for piece in others)


_NUMBER_OF_DOCUMENT = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9.-]+)+$")


def is_document_number(block: Block) -> bool:
    """ "SC/15999", "A/RES/68/262": the number of a press release stands above its title."""
    return _NUMBER_OF_DOCUMENT.match(block.text) is not None


_CODE = re.compile(r"<[^<>]{1,40}>")


def is_breadcrumb(block: Block) -> bool:
    """ "Home / India News / Politics", "News › World › Africa": where the page stands."""
    text = _CODE.sub("", block.text)  # "PHILLIPS <P> RAISES PRICES": the code of a company
    steps = [step for step in re.split(r"\s*[›»>|]\s*|\s+/\s+", text) if step]
    if len(steps) < 2 or len(text.split()) > MOST_BYLINE_WORDS or text.endswith((".", "?")):
        return False
    short = all(len(step.split()) <= 4 for step in steps[:-1])
    if "|" in text and all(len(step.split()) <= 3 for step in steps):
        return True
    return short and ("›" in text or "»" in text or len(steps) >= 3 or _all_names(text))


def _is_time_word(word: str) -> bool:
    if word.isupper():
        return len(word) <= 5
    match = _TIME_WORDS.fullmatch(word.lower())
    return match is not None


def is_byline(block: Block) -> bool:
    """ "By Ana Lopez and Li Wei in Geneva", "Our Diplomatic Correspondent"."""
    words = block.words
    if len(words) > MOST_BYLINE_WORDS or block.text.endswith((".", "?", "!", ":", ",")):
        return False
    if _EDITOR.match(block.text) or _STAFF.match(block.text):
        return True
    match = _BY.match(block.text)
    if match:
        return _all_names(block.text[match.end() :].partition("|")[0])
    return len(words) <= 8 and bool(_DESK.search(block.text)) and _all_names(block.text)


def _all_names(text: str) -> bool:
    words = [w.strip(",;|()@") for w in text.split()]
    named = [w for w in words if w and w.lower() not in _NAME_JOINS and "@" not in w]
    return bool(named) and all(w[0].isupper() or not w[0].isalpha() for w in named)


def is_credit_line(block: Block) -> bool:
    """ "(AFP)", "Reuters", "(With inputs from agencies)", "Reporting by A; Editing by B",
    "— Ana Lopez (@analopez) June 19, 2024" under a message shown on the page."""
    text = block.text
    if _CREDIT_SENTENCE.match(text) or _POSTED_BY.match(text):
        return True
    if ":" in text and _CAPTIONED.match(
        text
    ):  # "Soldiers leave Goma. Image: Ana Lopez" is a caption
        return False
    if len(block.words) > MOST_BYLINE_WORDS:
        return False
    if _END_MARK.match(text) or _DESK_CODE.match(text):
        return True
    owned = _OWNER.match(text) and agency_in(text) is not None
    if owned or _CONTRIBUTED.match(text) or _PHOTOGRAPHER.match(text):
        return True
    bare = text.strip("()[]—–- .")
    if is_credit(bare) and (len(bare.split()) <= 4 or text[0] in "([—–-"):
        return True
    inside = _CREDIT_START.fullmatch(text.rstrip(".)]"))
    return bool(inside) and (text[0] in "([" or agency_in(bare) is not None or ":" in text)


def is_correction(words: str) -> bool:
    """ "Correction: ...", "(This Nov. 5 story has been corrected to ...)"."""
    return _CORRECTION.match(words) is not None


def is_notice(block: Block) -> bool:
    """ "Also read: ...", "Advertisement", "Subscribe ...", a web address alone; a correction."""
    if is_correction(block.text):
        return True
    if len(block.words) > MOST_NOTICE_WORDS:
        return False
    served = _NOTICE.match(block.text) or _SERVICE.match(block.text)
    return bool(served or _NOTICE_END.search(block.text))


def is_section_label(block: Block) -> bool:
    """ "World News", "EUROPE | ANALYSIS": the section a report stands in."""
    words = [w.strip("|/:>»•·-").lower() for w in block.words]
    named = [w for w in words if w]
    return 0 < len(named) <= 4 and all(w in _SECTIONS for w in named)
