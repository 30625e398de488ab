"""What keeps a guide from being a good one, place by place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ldcoach.domain.guides.structure import FEWEST_MINUTES_OF_A_STAGE, AskOf, Guide, Stage

__all__ = ["Fault", "faults", "in_words", "place_in_words"]

FEWEST_QUESTIONS = 3
MOST_QUESTIONS = 6
MOST_STAGES = 12
MOST_ENTRIES = 20
SHORTEST_GUIDE = 5
LONGEST_GUIDE = 120
HIGHEST_VERSION = 9999
LONGEST_KEY = 60
LONGEST_NAME = 80
LONGEST_CODE = 4
LONGEST_TEXT = 400

_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_UNSHOWABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
# Marks that turn the direction of what follows could make a text read as another one.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STEP = re.compile(r"([^.\[\]]+)(?:\[(\d+)\])?")
_NAMES = {
    "stages": "the guide",
    "use": "when it fits",
    "avoid": "where it does not fit",
    "exit": "what is true at the end",
    "never": "what is not for notes",
    "done_when": "when it is done",
    "intent": "what it is for",
    "record": "what is worth noting",
    "purpose": "what the guide is for",
}
_ENTRIES = {
    "questions": "question",
    "exit": "what is true at the end, line",
    "never": "what is not for notes, line",
    "record": "what is worth noting, line",
}
_MARKS = ("?", "\N{FULLWIDTH QUESTION MARK}", "\N{ARABIC QUESTION MARK}", "\N{GREEK QUESTION MARK}")

CLOSED_OPENERS = frozenset(
    word + ending
    for word in (
        *("am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must"),
        *("shall", "should", "was", "were", "will", "would"),
    )
    for ending in ("", "n't")
) | {"can't", "won't"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a guide; `key` is the path to the value, such as `stages[2].questions[0]`.

    `message` is a verb phrase. Without `grave` the guide can be held as it is, but would be better otherwise.
    """

    key: str
    message: str
    grave: bool = True


def faults(guide: Guide) -> tuple[Fault, ...]:
    """Return all that keeps a guide from being a good one, in the order of its parts; empty when it is sound."""
    if len(guide.stages) > MOST_STAGES:
        return (Fault("stages", f"has {len(guide.stages)} entries; a guide has at most {MOST_STAGES} stages"),)
    return (*_of_whole(guide), *_of_lists(guide), *_of_stages(guide), *_of_minutes(guide))


def in_words(fault: Fault) -> str:
    """Return a fault as a sentence for somebody who sees the guide and not its file: Step 2, question 1 is empty."""
    place = place_in_words(fault.key)
    return f"{place[0].upper()}{place[1:]} {fault.message}."


def place_in_words(key: str) -> str:
    """Return the path of a value as one would say it: step 2, question 1."""
    parts = [_part_in_words(name, index) for name, index in _STEP.findall(key)]
    return ", ".join(part for part in parts if part) or _NAMES["stages"]


def _part_in_words(name: str, index: str) -> str:
    if name == "stages":
        return f"step {int(index) + 1}" if index else ""
    if index:
        return f"{_ENTRIES.get(name, name)} {int(index) + 1}"
    return _NAMES.get(name, name)


def _of_whole(guide: Guide) -> Iterator[Fault]:
    if not _KEY.fullmatch(guide.key) or len(guide.key) > LONGEST_KEY:
        yield Fault("key", f"is not made of small letters, digits and hyphens, at most {LONGEST_KEY}")
    if guide.based_on and (not _KEY.fullmatch(guide.based_on) or len(guide.based_on) > LONGEST_KEY):
        yield Fault("based_on", f"is not made of small letters, digits and hyphens, at most {LONGEST_KEY}")
    if not 1 <= guide.version <= HIGHEST_VERSION:
        yield Fault("version", f"is not between 1 and {HIGHEST_VERSION}")
    if not _LANGUAGE.fullmatch(guide.language):
        yield Fault("language", "is not a language code such as en or pt-BR")
    yield from _of_text("name", guide.name, LONGEST_NAME)
    for key in ("purpose", "use", "avoid"):
        yield from _of_text(key, getattr(guide, key))
    if guide.note:
        yield from _of_text("note", guide.note)


def _of_lists(guide: Guide) -> Iterator[Fault]:
    for key in ("exit", "never"):
        yield from _of_list(key, getattr(guide, key))
        if not getattr(guide, key):
            yield Fault(key, "is empty")
    yield from _of_list("sources", guide.sources)
    if not guide.stages:
        yield Fault("stages", "is empty; a guide has one stage at least")


def _of_minutes(guide: Guide) -> Iterator[Fault]:
    total = sum(stage.minutes for stage in guide.stages)
    if total != guide.minutes:
        yield Fault("minutes", f"is {_shown(guide.minutes)}, but the stages add up to {_shown(total)}")
    if not SHORTEST_GUIDE <= guide.minutes <= LONGEST_GUIDE:
        known = f"a guide lasts {SHORTEST_GUIDE} to {LONGEST_GUIDE} minutes"
        yield Fault("minutes", f"is {_shown(guide.minutes)}; {known}")


def _of_stages(guide: Guide) -> Iterator[Fault]:
    codes: set[str] = set()
    for index, stage in enumerate(guide.stages):
        place = f"stages[{index}]"
        yield from _of_text(f"{place}.code", stage.code, LONGEST_CODE)
        if stage.code in codes:
            yield Fault(f"{place}.code", "is the code of an earlier stage too")
        codes.add(stage.code)
        yield from _of_text(f"{place}.name", stage.name, LONGEST_NAME)
        if not FEWEST_MINUTES_OF_A_STAGE <= stage.minutes <= LONGEST_GUIDE:
            known = f"a stage has {FEWEST_MINUTES_OF_A_STAGE} to {LONGEST_GUIDE}"
            yield Fault(f"{place}.minutes", f"is {_shown(stage.minutes)}; {known}")
        yield from _of_text(f"{place}.intent", stage.intent)
        yield from _of_questions(stage, f"{place}.questions")
        yield from _of_list(f"{place}.record", stage.record)
        yield from _of_text(f"{place}.done_when", stage.done_when)
    if guide.stages and all(stage.ask_of is AskOf.MANAGER for stage in guide.stages):
        yield Fault("stages", "asks the employee nothing; one stage at least is for the employee")


def _of_questions(stage: Stage, place: str) -> Iterator[Fault]:
    count = len(stage.questions)
    if not FEWEST_QUESTIONS <= count <= MOST_QUESTIONS:
        grave = not 1 <= count <= MOST_QUESTIONS
        known = f"a stage has {FEWEST_QUESTIONS} to {MOST_QUESTIONS}"
        yield Fault(place, f"has {count} question{'s' * (count != 1)}; {known}", grave)
    for index, question in enumerate(stage.questions[:MOST_QUESTIONS]):
        key = f"{place}[{index}]"
        written = tuple(_of_text(key, question))
        yield from written
        message = "" if written else _fault_of_wording(question)
        if message:
            yield Fault(key, message, grave=False)


def _fault_of_wording(question: str) -> str:
    opener = question.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold().split()[:1]
    first = opener[0].strip(",") if opener else ""
    if not question.strip().endswith(_MARKS):
        return "does not end with a question mark"
    if first == "why":
        return "begins with 'why', which asks for a defence; what or how works better"
    if first in CLOSED_OPENERS:
        return f"begins with '{first}', so yes or no would answer it"
    return ""


def _of_list(key: str, entries: tuple[str, ...]) -> Iterator[Fault]:
    if len(entries) > MOST_ENTRIES:
        yield Fault(key, f"has {len(entries)} entries; {MOST_ENTRIES} are the most")
        return
    for index, entry in enumerate(entries):
        yield from _of_text(f"{key}[{index}]", entry)


def _of_text(key: str, text: str, longest: int = LONGEST_TEXT) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(key, "is empty")
    elif len(text) > longest:
        yield Fault(key, f"has {len(text)} characters; {longest} are the most")
    elif "\n" in text or "\r" in text:
        yield Fault(key, "holds a line break; it is one line")
    elif any(each in _TURNING or unicodedata.category(each) in _UNSHOWABLE for each in text):
        yield Fault(key, "holds a character that cannot be shown")


def _shown(number: int) -> str:
    """Return a number as digits, unless there would be too many of them to read."""
    return str(number) if abs(number) < 10**9 else "far out of range"
