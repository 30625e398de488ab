"""Trains the weights of the evidence: `python -m tests.corpus.training.train` writes resources/rules/weights.toml.

Logistic regression with a penalty on large weights, by full gradient steps from zero: no chance is involved, so the
same texts give the same file.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ldcoach.domain.wording.coach_rules import CoachRules
from ldcoach.library import FileLibrary
from ldcoach.paths import resources
from tests.corpus import examples

MANNER = Path(__file__).parent / "manner.tsv"
WEIGHTS = resources() / "rules" / "weights.toml"
UNSEEN = {"FB03", "FB10", "FB11"}
STEPS = 400
PENALTY = 0.005
LEAN = 0.5
"""How far the finished model leans towards 'something was seen': asking once too little is better than doubting."""
PLACES = 3

HEAD = """# How much each sign of evidence.toml speaks for something one could have seen or heard, and what there is to begin
# with. Written by tests/corpus/training/train.py from the labelled texts beside it; not to be edited by hand.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as the places of its signs, and whether something in it could have been seen or heard."""

    signs: tuple[int, ...]
    seen: bool


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
    place = {name: index for index, name in enumerate(rules.evidence.weights)}
    return [
        Sample(
            tuple(place[name] for name in rules.evidence.found(rules.patterns.seen(rules.lexicon.signs(text).code))),
            seen,
        )
        for text, seen in labelled
    ]


def trained(known: Sequence[Sample], size: int) -> tuple[float, list[float]]:
    """Return start and weights; both labels count alike, however many texts carry them."""
    share = {label: 0.5 / max(1, sum(sample.seen is label for sample in known)) for label in (True, False)}
    start, weights = 0.0, [0.0] * size
    # Steps grow along the slope's memory (Nesterov), so that few are needed.
    start_was, weights_were = start, weights
    for step in range(STEPS):
        pace = step / (step + 3)
        ahead_start = start + pace * (start - start_was)
        ahead = [now + pace * (now - was) for now, was in zip(weights, weights_were, strict=True)]
        slope_start, slope = 0.0, [PENALTY * weight for weight in ahead]
        for sample in known:
            score = ahead_start + sum(ahead[sign] for sign in sample.signs)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - sample.seen) * share[sample.seen]
            slope_start += error
            for sign in sample.signs:
                slope[sign] += error
        start_was, weights_were = start, weights
        start = ahead_start - slope_start
        weights = [weight - change for weight, change in zip(ahead, slope, strict=True)]
    return start, weights


def written(rules: CoachRules, start: float, weights: Sequence[float]) -> str:
    """Return the file of weights."""
    lines = [HEAD, f"start = {start + LEAN:.{PLACES}f}", "", "[weights]"]
    lines += [
        f"{name} = {weight + 0.0:.{PLACES}f}" for name, weight in zip(rules.evidence.weights, weights, strict=True)
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train on everything and write the file."""
    rules = FileLibrary(resources()).coaching_rules()
    known = samples(rules, texts())
    WEIGHTS.write_text(written(rules, *trained(known, len(rules.evidence.weights))), "utf-8")


if __name__ == "__main__":
    main()
