"""Trains the weights of the evidence: `python -m tests.corpus.training.train` writes resources/rules/weights.toml.

Logistic regression with a penalty on large weights, by full gradient steps from zero: no chance is involved, so the
same texts give the same file.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.domain.wording.evidence import SIGNS
from ldcoach.library import FileLibrary
from ldcoach.paths import resources
from tests.corpus import examples

MANNER = Path(__file__).parent / "manner.tsv"
WEIGHTS = resources() / "rules" / "weights.toml"
UNSEEN = {"FB03", "FB10", "FB11"}
STEPS = 300
PENALTY = 0.005
FEWEST = 4
"""A word or list in fewer texts than this gets no weight."""
LEAN = 0.0
"""Moves the threshold to where, on held-out fifths of these texts, some 2 % of the strong are doubted."""
PLACES = 3
LEAST = 0.02
"""Weights nearer to zero than this are left out."""
PACE = 0.5

HEAD = """# How much each sign of evidence.toml speaks for something one could have seen or heard, and what there is to begin
# with. Written by tests/corpus/training/train.py from the labelled texts beside it; not to be edited by hand.
"""


Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as what was found in it, and whether something in it could have been seen or heard."""

    found: frozenset[Name]
    seen: bool


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the weight of each thing found, and what there is to begin with."""

    start: float
    weights: dict[Name, float]

    def strength(self, sample: Sample) -> float:
        """Return how much speaks for something seen or heard."""
        return self.start + sum(self.weights.get(name, 0.0) for name in sorted(sample.found))


def texts() -> list[tuple[str, bool]]:
    """Return what is trained on: the dev part without texts that are weak for another reason, and manner.tsv."""
    found = [
        (example.text, example.label == "strong")
        for example in examples("dev")
        if example.label == "strong" or UNSEEN & set(example.rules)
    ]
    for line in MANNER.read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        found.append((text, label == "strong"))
    return found


def samples(rules: CoachRules, labelled: Sequence[tuple[str, bool]]) -> list[Sample]:
    """Look for the signs in every text."""
    found = []
    for text, seen in labelled:
        signs = rules.lexicon.signs(text)
        found.append(Sample(frozenset(rules.evidence.found(signs, rules.patterns.seen(signs.code))), seen))
    return found


def trained(known: Sequence[Sample]) -> Model:
    """Learn from texts; both labels count alike, however many texts carry them."""
    often = Counter(name for sample in known for name in sample.found)
    names = sorted(name for name, count in often.items() if count >= FEWEST)
    place = {name: index for index, name in enumerate(names)}
    rows = [(sorted(place[name] for name in sample.found if name in place), sample.seen) for sample in known]
    start, weights = _descended(rows, len(names))
    return Model(start, dict(zip(names, weights, strict=True)))


def _descended(rows: Sequence[tuple[list[int], bool]], size: int) -> tuple[float, list[float]]:
    """Return start and weights after so many steps; the steps have a memory (Nesterov), so few are needed."""
    share = {label: 0.5 / max(1, sum(seen is label for _, seen in rows)) for label in (True, False)}
    start, weights = 0.0, [0.0] * size
    start_was, weights_were = start, weights
    for step in range(STEPS):
        pace = step / (step + 3)
        ahead_start = start + pace * (start - start_was)
        ahead = [now + pace * (now - was) for now, was in zip(weights, weights_were, strict=True)]
        slope_start, slope = 0.0, [PENALTY * weight for weight in ahead]
        for signs, seen in rows:
            score = ahead_start + sum(ahead[sign] for sign in signs)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - seen) * share[seen]
            slope_start += error
            for sign in signs:
                slope[sign] += error
        start_was, weights_were = start, weights
        start = ahead_start - PACE * slope_start
        weights = [weight - PACE * change for weight, change in zip(ahead, slope, strict=True)]
    return start, weights


def written(rules: CoachRules, model: Model) -> str:
    """Return the file of weights."""
    lines = [HEAD, f"start = {model.start + LEAN:.{PLACES}f}"]
    tables: dict[str, dict[str, float]] = {
        "signs": dict.fromkeys((owner.removeprefix(SIGNS) for owner in rules.evidence.signs), 0.0),
        "lists": {},
        "words": {},
    }
    for (kind, name), weight in model.weights.items():
        if kind == "signs" or abs(weight) >= LEAST:
            tables[kind][name] = weight
    for kind, table in tables.items():
        lines += ["", f"[{kind}]"]
        lines += [
            f"{json.dumps(name, ensure_ascii=False)} = {weight + 0.0:.{PLACES}f}"
            for name, weight in sorted(table.items())
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train on everything and write the file."""
    rules = FileLibrary(resources()).coaching_rules()
    WEIGHTS.write_text(written(rules, trained(samples(rules, texts()))), "utf-8")


if __name__ == "__main__":
    main()
