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
from ldcoach.domain.wording.evidence import SIGNS, scale
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
LEAN = 0.6
"""Moves the threshold of what was seen to where few strong texts are doubted; the rule that speaks of a whole text sees
to the weak ones in between."""
PLACES = 3
LEAST = 0.02
"""Weights nearer to zero than this are left out."""
PACE = 0.5

HEAD = """# How much each sign of evidence.toml speaks for something one could have seen or heard, and how much for a text that is
# sound as it stands; `start` is what there is to begin with. Written by tests/corpus/training/train.py from the labelled
# texts beside it; not to be edited by hand.
"""


Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as what was found in it, and whether what is learned is true of it."""

    found: frozenset[Name]
    true: bool

    @property
    def scale(self) -> float:
        """By how much its weights count."""
        return scale(sum(kind == "words" for kind, _ in self.found))


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned: the weight of each thing found, and what there is to begin with."""

    start: float
    weights: dict[Name, float]

    def strength(self, sample: Sample) -> float:
        """Return how much speaks for it."""
        return self.start + sample.scale * sum(self.weights.get(name, 0.0) for name in sorted(sample.found))


def texts(*, of_seen: bool) -> list[tuple[str, bool]]:
    """Return what is trained on: the dev part and manner.tsv.

    Whether something was seen is not learned from texts that are weak for another reason, nor whether a text is sound
    from texts that are held: the stop rules see to those.
    """
    found = [
        (example.text, example.label == "strong")
        for example in examples("dev")
        if example.label == "strong" or (UNSEEN & set(example.rules) if of_seen else example.label == "weak")
    ]
    for line in MANNER.read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        found.append((text, label == "strong"))
    return found


def samples(rules: CoachRules, labelled: Sequence[tuple[str, bool]]) -> list[Sample]:
    """Look for the signs in every text."""
    found = []
    for text, true in labelled:
        signs = rules.lexicon.signs(text)
        found.append(Sample(frozenset(rules.evidence.found(signs, rules.patterns.seen(signs.code))), true))
    return found


def trained(known: Sequence[Sample]) -> Model:
    """Learn from texts; both labels count alike, however many texts carry them."""
    often = Counter(name for sample in known for name in sample.found)
    names = sorted(name for name, count in often.items() if count >= FEWEST)
    place = {name: index for index, name in enumerate(names)}
    rows = [
        (sorted(place[name] for name in sample.found if name in place), sample.scale, sample.true) for sample in known
    ]
    start, weights = _descended(rows, len(names))
    return Model(start, dict(zip(names, weights, strict=True)))


def _descended(rows: Sequence[tuple[list[int], float, bool]], size: int) -> tuple[float, list[float]]:
    """Return start and weights after so many steps; the steps have a memory (Nesterov), so few are needed."""
    share = {label: 0.5 / max(1, sum(true is label for _, _, true in rows)) for label in (True, False)}
    start, weights = 0.0, [0.0] * size
    start_was, weights_were = start, weights
    for step in range(STEPS):
        pace = step / (step + 3)
        ahead_start = start + pace * (start - start_was)
        ahead = [now + pace * (now - was) for now, was in zip(weights, weights_were, strict=True)]
        slope_start, slope = 0.0, [PENALTY * weight for weight in ahead]
        for signs, scaled, true in rows:
            score = ahead_start + scaled * sum(ahead[sign] for sign in signs)
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - true) * share[true]
            slope_start += error
            error *= scaled
            for sign in signs:
                slope[sign] += error
        start_was, weights_were = start, weights
        start = ahead_start - PACE * slope_start
        weights = [weight - PACE * change for weight, change in zip(ahead, slope, strict=True)]
    return start, weights


def written(rules: CoachRules, seen: Model, sound: Model) -> str:
    """Return the file of weights: two numbers each, for what was seen and for what is sound."""
    tables: dict[str, dict[str, tuple[float, float]]] = {
        "signs": dict.fromkeys((owner.removeprefix(SIGNS) for owner in rules.evidence.signs), (0.0, 0.0)),
        "lists": {},
        "words": {},
        "free": dict.fromkeys(rules.evidence.free, (0.0, 0.0)),
    }
    for kind, name in sorted(seen.weights.keys() | sound.weights.keys()):
        pair = seen.weights.get((kind, name), 0.0), sound.weights.get((kind, name), 0.0)
        if kind in {"signs", "free"} or max(map(abs, pair)) >= LEAST:
            tables[kind][name] = pair
    lines = [HEAD, f"start = {_pair((seen.start + LEAN, sound.start))}"]
    for kind, table in tables.items():
        lines += ["", f"[{kind}]"]
        lines += [f"{json.dumps(name, ensure_ascii=False)} = {_pair(pair)}" for name, pair in sorted(table.items())]
    return "\n".join(lines) + "\n"


def _pair(pair: tuple[float, float]) -> str:
    return f"[{pair[0] + 0.0:.{PLACES}f}, {pair[1] + 0.0:.{PLACES}f}]"


def rebuilt(rules: CoachRules) -> str:
    """Return the file of weights, learned anew."""
    seen, sound = (trained(samples(rules, texts(of_seen=of_seen))) for of_seen in (True, False))
    return written(rules, seen, sound)


def main() -> None:
    """Train on everything and write the file."""
    WEIGHTS.write_text(rebuilt(FileLibrary(resources()).coaching_rules()), "utf-8")


if __name__ == "__main__":
    main()
