"""The ontology: PLOVER's types, modes, contexts and sectors, with their scores and CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources.abc import Traversable

from dragoman.coding.tables import Row, data_folder, read_rows
from dragoman.records import EventType

_TYPES = "ontology/types.yaml"
_CONTEXTS = "ontology/contexts.yaml"
_SECTORS = "ontology/sectors.yaml"
_CAMEO = "ontology/cameo.yaml"
_CROSSWALK = "ontology/crosswalk.yaml"

Key = tuple[EventType, str | None]

MUTUAL = frozenset(
    EventType[name] for name in "AGREE CONSULT SUPPORT COOPERATE RETREAT ASSAULT".split()
)
"""Types in which several actors without a recipient act on each other: talks, treaties, trade, a
ceasefire, a fight. Actors of another type ("students and workers protested") act side by side."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A type, or a type with one of its modes (`mode` is None for the type itself)."""

    type: EventType
    mode: str | None
    quad: int
    score: float
    cameo: str
    definition: str
    requires_recipient: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A context or a sector: its code, name and definition."""

    code: str
    name: str
    definition: str
    group: str


@dataclass(frozen=True, slots=True)
class Cameo:
    """A CAMEO code with its Goldstein value, and the PLOVER reading of it.

    `type` is None for the mere statements, which PLOVER leaves out.
    """

    code: str
    name: str
    goldstein: float
    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of PLOVER that coding leans on; every question is keyed by type and mode together.

    `narrower` are the CAMEO codes of a type and mode in a context, the context that decides first.
    """

    kinds: Mapping[Key, Kind]
    contexts: Mapping[str, Label]
    sectors: Mapping[str, Label]
    codes: Mapping[str, Cameo]
    narrower: Mapping[Key, Mapping[str, str]] = field(default_factory=dict)

    def kind(self, type: EventType, mode: str | None = None) -> Kind:
        """The type with that mode; `KeyError` where the mode is not one of the type's."""
        return self.kinds[type, mode]

    def score(self, type: EventType, mode: str | None = None) -> float:
        """PLOVER's conflict-cooperation score, -10 to 10.

        >>> load_ontology().score(EventType.CONSULT, "visit")
        4.0
        """
        return self.kinds[type, mode].score

    def quad(self, type: EventType, mode: str | None = None) -> int:
        """Verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4."""
        return self.kinds[type, mode].quad

    def cameo(self, type: EventType, mode: str | None = None, contexts: Iterable[str] = ()) -> str:
        """The CAMEO code that stands nearest: a root ("04") or a three- or four-digit code.

        >>> load_ontology().cameo(EventType.AID, None, ["economic", "military"])
        '072'
        """
        told = set(contexts)
        narrower = self.narrower.get((type, mode), {})
        found = (code for context, code in narrower.items() if context in told)
        return next(found, self.kinds[type, mode].cameo)

    def goldstein(
        self, type: EventType, mode: str | None = None, contexts: Iterable[str] = ()
    ) -> float | None:
        """The Goldstein value of that CAMEO code."""
        code = self.codes.get(self.cameo(type, mode, contexts))
        return code.goldstein if code else None

    def leaf(self, cameo: str | None) -> Cameo | None:
        """A CAMEO code as data sets write it: a root becomes its unspecified member ("06", "060").

        None for None or an unknown code.
        """
        code = self.codes.get(cameo or "")
        if code is not None and len(code.code) == 2:
            return self.codes.get(code.code + "0", code)
        return code

    def nearest(self, cameo: str) -> Cameo | None:
        """The code itself, or the longest beginning of it that the table has: data sets hold
        codes of several versions ("1643" is "164" here). None where not even the root is one.
        """
        shorter = (cameo[:length] for length in range(len(cameo), 1, -1))
        return next((self.codes[code] for code in shorter if code in self.codes), None)

    def plover(self, cameo: str) -> tuple[EventType, str | None, tuple[str, ...]] | None:
        """The type, mode and contexts a CAMEO code stands for; None for a mere statement.

        An unknown code raises `KeyError`.

        >>> load_ontology().plover("0232")
        (<EventType.REQUEST: 'REQUEST'>, 'assist', ('military',))
        """
        code = self.codes[cameo]
        return None if code.type is None else (code.type, code.mode, code.contexts)

    def modes(self, type: EventType) -> tuple[str, ...]:
        """The modes of a type, in the codebook's order; empty for a type without modes."""
        return tuple(mode for kind, mode in self.kinds if kind is type and mode is not None)

    def requires_recipient(self, type: EventType) -> bool:
        """Whether an event of this type is none without a recipient."""
        return self.kinds[type, None].requires_recipient


@cache
def load_ontology() -> Ontology:
    """The ontology shipped with the package; raises `LexiconError` at a wrong line."""
    return read_ontology(data_folder())


def read_ontology(folder: Traversable) -> Ontology:
    """The ontology under `folder`; raises `LexiconError` at the first wrong line."""
    kinds: dict[Key, Kind] = {}
    for row in read_rows(folder, _TYPES):
        for kind in _kinds(row):
            if (kind.type, kind.mode) in kinds:
                raise row.error(f"{kind.type} {kind.mode} is given twice")
            kinds[kind.type, kind.mode] = kind
    contexts = _labels(read_rows(folder, _CONTEXTS))
    sectors = _labels(read_rows(folder, _SECTORS))
    codes: dict[str, Cameo] = {}
    for row in read_rows(folder, _CAMEO):
        code = _cameo(row, kinds, contexts)
        if code.code in codes:
            raise row.error("given twice")
        codes[code.code] = code
    narrower: dict[Key, Mapping[str, str]] = {}
    for row in read_rows(folder, _CROSSWALK):
        key, found = _narrower(row, kinds, contexts, codes)
        if key in narrower:
            raise row.error("given twice")
        narrower[key] = found
    return Ontology(kinds, contexts, sectors, codes, narrower)


def _narrower(
    row: Row,
    kinds: Mapping[Key, Kind],
    contexts: Mapping[str, Label],
    codes: Mapping[str, Cameo],
) -> tuple[Key, Mapping[str, str]]:
    """The codes of a type and mode by context; each must read back as that type and mode."""
    mode = row.values.get("mode")
    key = (_type(row), None if mode is None else str(mode))
    found = row.values.get("codes")
    if key not in kinds:
        raise row.error(f"{key[1]} is no mode of {key[0]}")
    if not isinstance(found, dict):
        raise row.error("codes must be a mapping of contexts")
    for context, code in found.items():
        if context not in contexts:
            raise row.error(f"{context} is no context")
        if code not in codes or (codes[code].type, codes[code].mode) != key:
            raise row.error(f"{code} does not read back as {key[0]} {key[1] or ''}".rstrip())
    return key, found


def _kinds(row: Row) -> list[Kind]:
    """The type of a row, then its modes; a mode takes the type's quad and code by default."""
    values = row.values
    type = _type(row)
    required = values.get("recipient", "optional") == "required"
    quad = _number(row, values, "quad")
    cameo = _word(row, values, "cameo")
    parent = Kind(
        type,
        None,
        int(quad),
        _number(row, values, "score"),
        cameo,
        _word(row, values, "definition"),
        required,
    )
    kinds = [parent]
    modes = values.get("modes", [])
    if not isinstance(modes, list):
        raise row.error("modes must be a list")
    for mode in modes:
        kinds.append(
            Kind(
                type,
                _word(row, mode, "mode"),
                int(quad),
                _number(row, mode, "score"),
                str(mode.get("cameo", cameo)),
                _word(row, mode, "definition"),
                required,
            )
        )
    return kinds


def _labels(rows: tuple[Row, ...]) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for row in rows:
        code = _word(row, row.values, "code")
        if code in labels:
            raise row.error("given twice")
        labels[code] = Label(
            code,
            _word(row, row.values, "name"),
            _word(row, row.values, "definition"),
            str(row.values.get("group", "")),
        )
    return labels


def _cameo(row: Row, kinds: Mapping[Key, Kind], contexts: Mapping[str, Label]) -> Cameo:
    mode = row.values.get("mode")
    named = row.values.get("contexts", [])
    if not isinstance(named, list):
        raise row.error("contexts must be a list")
    code = Cameo(
        _word(row, row.values, "code"),
        _word(row, row.values, "name"),
        _number(row, row.values, "goldstein"),
        None if row.values.get("type") is None else _type(row),
        None if mode is None else str(mode),
        tuple(str(context) for context in named),
    )
    if code.type is not None and (code.type, code.mode) not in kinds:
        raise row.error(f"{code.mode} is no mode of {code.type}")
    for context in code.contexts:
        if context not in contexts:
            raise row.error(f"{context} is no context")
    return code


def _type(row: Row) -> EventType:
    try:
        return EventType(str(row.values.get("type")))
    except ValueError as error:
        raise row.error(f"{row.values.get('type')} is no PLOVER type") from error


def _word(row: Row, values: Mapping[str, object], key: str) -> str:
    word = values.get(key)
    if not isinstance(word, str) or not word:
        raise row.error(f"{key} must be a word or sentence")
    return word


def _number(row: Row, values: Mapping[str, object], key: str) -> float:
    number = values.get(key)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise row.error(f"{key} must be a number")
    return float(number)
