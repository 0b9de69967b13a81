"""The store: DuckDB or PostgreSQL. All SQL of the library is in this folder."""

from __future__ import annotations

from dragoman.store.answers import Answer
from dragoman.store.corrections import Correction
from dragoman.store.lessons import Lesson
from dragoman.store.store import Store, is_store
from dragoman.store.writing import Written

__all__ = ["Answer", "Correction", "Lesson", "Store", "Written", "is_store"]
