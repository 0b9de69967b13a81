"""Which inputs gave which events, so that ``dragoman why EVENT_ID`` can code them again.

A small JSON file in the user's cache directory; nothing of a report is in it but its path. The
variable DRAGOMAN_NO_CACHE=1 turns it off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

RUNS_KEPT = 50
EVENTS_KEPT = 2000
"""Ids of one run that are kept; a run of a million events is asked with its input named."""


def cache_file() -> Path | None:
    """Where runs are remembered; nowhere when the user does not want it."""
    if os.environ.get("DRAGOMAN_NO_CACHE") == "1":
        return None
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "dragoman/runs.json"


def remember(inputs: Sequence[str], published: str | None, ids: Sequence[str]) -> None:
    """Keep a run's inputs, options and event ids. A cache that cannot be written is no error."""
    file = cache_file()
    if file is None or not ids:
        return
    paths = [str(Path(i).absolute()) if i != "-" else i for i in inputs]
    run = {"inputs": paths, "published": published, "events": list(ids[:EVENTS_KEPT])}
    asked = (paths, published)
    others = (old for old in _runs(file) if (old["inputs"], old.get("published")) != asked)
    runs = [run, *others][:RUNS_KEPT]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_suffix(".new")
        new.write_text(json.dumps(runs), encoding="utf-8")
        new.replace(file)
    except OSError:
        return


def recall(event_id: str) -> tuple[list[str], str | None] | None:
    """The inputs and publication date of the run that gave an event; None if none is known."""
    file = cache_file()
    for run in _runs(file) if file else []:
        if any(known.startswith(event_id) for known in run["events"]):
            return list(run["inputs"]), run.get("published")
    return None


def _runs(file: Path) -> list[dict[str, Any]]:
    """The runs kept; what another program or version left there and is no run is passed over."""
    try:
        runs = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [run for run in runs if _is_run(run)] if isinstance(runs, list) else []


def _is_run(run: object) -> bool:
    return isinstance(run, dict) and all(
        isinstance(run.get(key), list) and all(isinstance(word, str) for word in run[key])
        for key in ("inputs", "events")
    )
