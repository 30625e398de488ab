"""Reads completions from xAPI statements (1.0.3 and 2.0), as a learning record store saves them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from ldcoach.domain.completions import LONGEST_TITLE, Completion, CompletionSheet, Learner, folded
from ldcoach.domain.roster import RefusedRow
from ldcoach.domain.roster_dates import EARLIEST
from ldcoach.errors import UnfitInput

__all__ = ["read_statements"]

LARGEST_FILE = 20_000_000
"""Bytes."""

MOST_STATEMENTS = 50_000
COMPLETED = frozenset({"completed", "passed", "mastered", "earned"})
STARTED = frozenset({"attempted", "initialized", "launched", "progressed", "experienced", "started", "resumed"})
VOIDED = "voided"
LONGEST_ID = 2_000
SHA1 = 40
"""Letters of a SHA-1 in hex."""

Statement = Mapping[str, Any]


def read_statements(data: bytes, today: date) -> CompletionSheet:
    """Read an array of statements, a result with `statements`, one statement, or one on each line.

    Statements of other verbs are counted as passed over; those that were voided do not count.

    Raises:
        UnfitInput: too large, too many, or not JSON.
    """
    if len(data) > LARGEST_FILE:
        message = "The file is larger than 20 MB, so nothing was read from it. Export a shorter period."
        raise UnfitInput(message)
    found = list(_statements(data))
    if len(found) > MOST_STATEMENTS:
        message = (
            f"The file has more than {MOST_STATEMENTS:,} statements, so nothing was added. Export a shorter period."
        )
        raise UnfitInput(message)
    voided = {_text(_table(one, "object"), "id") for _, one in found if _verb(one) == VOIDED}
    taken: list[Completion] = []
    refused: list[RefusedRow] = []
    passed_over = 0
    for place, one in found:
        if not _verb(one):
            refused.append(RefusedRow(place, "it is no xAPI statement"))
            continue
        if _verb(one) not in COMPLETED | STARTED or (_text(one, "id") and _text(one, "id") in voided):
            passed_over += 1
            continue
        read = _completion(place, one, today)
        if isinstance(read, RefusedRow):
            refused.append(read)
        else:
            taken.append(read)
    return CompletionSheet(completions=folded(taken), refused=tuple(refused), passed_over=passed_over)


def _statements(data: bytes) -> Iterator[tuple[int, Statement]]:
    """Yield each statement with its place; what is no table is one without a verb."""
    text = _decoded(data)
    try:
        whole = _parsed(text)
    except ValueError:
        yield from _lines(text)
        return
    if isinstance(whole, dict):
        whole = whole["statements"] if isinstance(whole.get("statements"), list) else [whole]
    if not isinstance(whole, list):
        message = "The file holds no xAPI statements, so nothing was added. Export them as JSON."
        raise UnfitInput(message)
    for place, one in enumerate(whole, 1):
        yield place, one if isinstance(one, dict) else {}


def _lines(text: str) -> list[tuple[int, Statement]]:
    """Return the statement of each line; a line that is no JSON, such as one cut short, is one without a verb."""
    read: list[tuple[int, Statement]] = []
    for number, line in enumerate(text.split("\n"), 1):  # other breaks, such as U+2028, may stand within a title
        if line.strip():
            try:
                parsed = _parsed(line)
            except ValueError:
                parsed = {}
            read.append((number, parsed if isinstance(parsed, dict) else {}))
    if not any(_verb(one) for _, one in read):
        message = "No line of it is an xAPI statement in JSON, so nothing was added. Check the file."
        raise UnfitInput(message)
    return read


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = "The file is no UTF-8 text, so nothing was added. Export the statements as JSON."
        raise UnfitInput(message) from error
    if not text.strip():
        message = "The file is empty, so nothing was added."
        raise UnfitInput(message)
    return text


def _parsed(text: str) -> Any:  # noqa: ANN401  # whatever JSON holds
    try:
        return json.loads(text)
    except RecursionError as error:
        message = "The file is nested too deeply, so nothing was added. Check where it comes from."
        raise UnfitInput(message) from error


def _is_halved(words: str) -> bool:
    """Tell whether there is half a letter in it, which JSON may hold and no record can."""
    return any("\ud800" <= letter <= "\udfff" for letter in words)


def _completion(place: int, statement: Statement, today: date) -> Completion | RefusedRow:
    thing = _table(statement, "object")
    definition = _table(thing, "definition")
    title = _in_any_language(definition.get("name")) or _text(thing, "id")
    provider = " ".join(_text(_table(statement, "context"), "platform").split())[:LONGEST_TITLE]
    learner, on = (
        _learner(_table(statement, "actor")),
        _day(_text(statement, "timestamp") or _text(statement, "stored")),
    )
    for unfit, reason in (
        (learner == Learner(), "it names nobody"),
        (not _text(thing, "id") or len(_text(thing, "id")) > LONGEST_ID, "it names no activity"),
        (any(_is_halved(words) for words in (title, provider, _text(thing, "id"))), "it holds half a letter"),
        (len(title) > LONGEST_TITLE, f"its title is longer than {LONGEST_TITLE} characters"),
        (on is None, "its time could not be read"),
        (on is not None and on > today, "its time lies ahead"),
    ):
        if unfit:
            return RefusedRow(place, reason)
    done = _verb(statement) in COMPLETED
    return Completion(
        place=place,
        learner=learner,
        external_id=_text(thing, "id"),
        title=title,
        provider=provider,
        started_on=None if done else on,
        completed_on=on if done else None,
    )


def _learner(actor: Statement) -> Learner:
    account = _table(actor, "account")
    address = _text(actor, "mbox").removeprefix("mailto:")
    if not address and "@" in _text(account, "name"):
        address = _text(account, "name")
    name = _text(actor, "name") or ("" if address else _text(account, "name"))
    return Learner(
        name=name[:LONGEST_TITLE], email=address[:LONGEST_TITLE], email_sha1=_text(actor, "mbox_sha1sum")[:40]
    )


def _verb(statement: Statement) -> str:
    """Return the last part of the verb's address, which is the same in every profile."""
    return _text(_table(statement, "verb"), "id").rstrip("/").rpartition("/")[2].casefold()


def _table(holder: Statement, key: str) -> Statement:
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def _text(holder: Statement, key: str) -> str:
    value = holder.get(key)
    return value.strip() if isinstance(value, str) else ""


def _in_any_language(names: object) -> str:
    """Return the English name of an activity, else any."""
    if not isinstance(names, dict):
        return ""
    told = {str(language): " ".join(name.split()) for language, name in names.items() if isinstance(name, str)}
    english = (name for language, name in told.items() if language.casefold().startswith("en") and name)
    return next(english, next((name for name in told.values() if name), ""))


def _day(timestamp: str) -> date | None:
    try:
        found = datetime.fromisoformat(timestamp).date()
    except ValueError:
        return None
    return found if found >= EARLIEST else None
