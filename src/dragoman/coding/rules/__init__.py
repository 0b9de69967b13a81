"""The coding rules, in the order in which they speak. One rule, one file, one function.

A rule takes the draft so far and gives it back with its steps, or gives `Refused` with the
reason: then the reading is not coded, and `why` and `--all` show it.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.coding.reading import Reading
from dragoman.coding.rules.ahead import ahead
from dragoman.coding.rules.attributed import attributed
from dragoman.coding.rules.bygone import bygone
from dragoman.coding.rules.confident import confident
from dragoman.coding.rules.content import content
from dragoman.coding.rules.crowd import crowd
from dragoman.coding.rules.cueing import cueing
from dragoman.coding.rules.dated import dated
from dragoman.coding.rules.embedded import embedded
from dragoman.coding.rules.future import future
from dragoman.coding.rules.guarded import guarded
from dragoman.coding.rules.heard import heard
from dragoman.coding.rules.helped import helped
from dragoman.coding.rules.kind import kind
from dragoman.coding.rules.linked import linked
from dragoman.coding.rules.located import located
from dragoman.coding.rules.modifying import modifying
from dragoman.coding.rules.obliged import obliged
from dragoman.coding.rules.parties import parties
from dragoman.coding.rules.passed_on import passed_on
from dragoman.coding.rules.reciprocal import reciprocal
from dragoman.coding.rules.refusal import Refused
from dragoman.coding.rules.refusing import refusing
from dragoman.coding.rules.required import required
from dragoman.coding.rules.scored import scored
from dragoman.coding.rules.shared import shared
from dragoman.coding.rules.told import told
from dragoman.coding.rules.venue import venue
from dragoman.coding.scene import Scene
from dragoman.trace import Draft

Rule = Callable[[Draft, Reading, Scene], Draft | Refused]

RULES: tuple[Rule, ...] = (
    modifying,
    cueing,
    kind,
    parties,
    shared,
    helped,
    crowd,
    linked,
    reciprocal,
    venue,
    content,
    passed_on,
    told,
    embedded,
    guarded,
    bygone,
    ahead,
    attributed,
    obliged,
    refusing,
    heard,
    ahead,
    future,
    required,
    dated,
    located,
    scored,
    confident,
)

__all__ = ["RULES", "Refused", "Rule"]
