"""Labelled examples of workplace feedback, written by hand, to tune the wording coach and to measure it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Label = Literal["weak", "strong", "held"]
Verdict = Literal["weak", "held", "unfinished", "specific"]
Part = Literal["dev", "test"]
Variety = Literal["british", "american"]

FOLDER = Path(__file__).parent / "feedback"


@dataclass(frozen=True)
class Example:
    """One text as a manager might write it, with the verdict a careful reader gives it; README.md says how."""

    id: str
    text: str
    label: Label
    verdict: Verdict
    rules: tuple[str, ...]
    occupation: str
    part: Part
    variety: Variety

    @property
    def words(self) -> int:
        """The number of words between spaces."""
        return len(self.text.split())


def _read(line: str) -> Example:
    fields = json.loads(line)
    return Example(**{**fields, "rules": tuple(fields["rules"])})


def examples(part: Part | None = None) -> list[Example]:
    """All examples of one part, or of both, in the order of the files; an unknown or missing field is a TypeError."""
    found = [
        _read(line) for file in sorted(FOLDER.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [example for example in found if part is None or example.part == part]
