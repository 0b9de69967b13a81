"""Understood article -> drafts of events: words read by the lexicon, judged by the rules."""

from __future__ import annotations

from dragoman.coding.code import Coded, code
from dragoman.coding.lexicon import Lexicon, load_lexicon
from dragoman.coding.ontology import Ontology, load_ontology

__all__ = ["Coded", "Lexicon", "Ontology", "code", "load_lexicon", "load_ontology"]
