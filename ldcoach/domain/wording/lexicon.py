"""What the words of a text can be: each becomes one sign, so that rules can look at a sentence's structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ldcoach.domain.wording.inflection import acting, acts, american, regular_past
from ldcoach.domain.wording.rules import RuleFault
from ldcoach.domain.wording.tokens import Tokens, tokens_of

__all__ = ["EDGE", "Lexicon", "Signs", "WordLists", "word_lists"]

EDGE = "\n"
"""Stands before the first and after the last word of a text, and for the end of a line."""

_LIST_NAME = re.compile(r"<([a-z_]+)>")
_FIRST_SIGN = 0x100
_DEEPEST = 6
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}/\d{1,2}")
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d{2})?[ap]m|\d{1,2}:\d{2}(?:h|hrs)?|\d{4}h(?:rs)?")
_SHAPES = ("@ed", "@ing", "@ly", "@noun", "@adj", "@name", "@number", "@date", "@clock", "@quoted", "@word")
_NOUN_ENDS = ("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "ics")
_ADJ_ENDS = ("ive", "ful", "less", "ous", "ish", "able", "ible", "ical", "minded")
_SHORTEST_STEM = 5
_ENDINGS = {"ed": "@ed", "ing": "@ing", "ly": "@ly"}


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists by name, each entry a tuple of words, and what is read in place of what is typed."""

    lists: Mapping[str, frozenset[tuple[str, ...]]]
    spellings: Mapping[str, tuple[str, ...]]


def word_lists(words: Mapping[str, Any], verbs: Mapping[str, Any]) -> WordLists:
    """Return the lists of a lexicon and a table of verbs, with American spellings and all forms of the verbs.

    Raises:
        RuleFault: a list is no text, or names a list that is not there.
    """
    plain = _texts(words, "words")
    lists = {name: _entries(name, plain) for name in plain}
    for name, listed in _verb_forms(_texts(verbs, "verbs")).items():
        lists[name] = lists.get(name, frozenset()) | listed
    spelled = _texts(words, "spellings")
    return WordLists(
        {name: listed | _american(listed) for name, listed in lists.items()},
        {word: tuple(meant.split()) for word, meant in spelled.items()},
    )


def _texts(body: Mapping[str, Any], key: str) -> dict[str, str]:
    table = body.get(key)
    if not isinstance(table, Mapping):
        raise RuleFault(key, "is missing or not a table")
    for name, value in table.items():
        if not isinstance(value, str) or not value.strip():
            at = f"{key}.{name}"
            raise RuleFault(at, "is empty or not a text")
    return dict(table)


def _entries(name: str, plain: Mapping[str, str], depth: int = 0) -> frozenset[tuple[str, ...]]:
    at = f"words.{name}"
    if depth > _DEEPEST:
        raise RuleFault(at, "names lists that name each other")
    found: set[tuple[str, ...]] = set()
    for entry in plain[name].split():
        named = _LIST_NAME.fullmatch(entry)
        if named and named.group(1) in plain:
            found |= _entries(named.group(1), plain, depth + 1)
        elif named:
            raise RuleFault(at, f"names a list that is not there: {named.group(1)}")
        else:
            found.add(tuple(entry.split("_")))
    return frozenset(found)


def _american(entries: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    return frozenset(
        (*entry[:place], other, *entry[place + 1 :])
        for entry in entries
        for place, word in enumerate(entry)
        for other in american(word)
    )


def _verb_forms(verbs: Mapping[str, str]) -> dict[str, frozenset[tuple[str, ...]]]:
    """Return base, third person, past and -ing form of each class of verbs: act, acts, acted, acting."""
    irregular: dict[str, list[str]] = {}
    for listed in verbs.values():
        for entry in listed.split():
            base, *past = entry.split(":")
            if past and "_" not in base:
                irregular[base] = past
    forms: dict[str, frozenset[tuple[str, ...]]] = {}
    for name, listed in verbs.items():
        bases = {tuple(entry.split(":")[0].split("_")) for entry in listed.split()}
        stem = name.removesuffix("e")
        forms[name] = frozenset(bases)
        forms[f"{name}s"] = frozenset((acts(head), *rest) for head, *rest in bases)
        forms[f"{stem}ing"] = frozenset((form, *rest) for head, *rest in bases for form in acting(head))
        forms[f"{stem}ed"] = frozenset(
            (form, *rest) for head, *rest in bases for form in irregular.get(head) or regular_past(head)
        )
    return forms


@dataclass(frozen=True, slots=True)
class Signs:
    """A text as signs, one a word, between two edges.

    `reach` says how many more words an entry of several takes in, `stops` which signs end a sentence and
    `question` which of them asks; `quotes` tells whether there are quotation marks.
    """

    code: str
    words: list[str]
    spans: list[tuple[int, int]]
    reach: Mapping[int, int]
    stops: frozenset[str]
    question: str
    quotes: bool

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the text of the signs from `start` to before `end`, at least one of which is a word."""
        first, last = max(start, 1), min(end, len(self.code) - 1)
        last = max([last, *(at + more + 1 for at in range(first, last) if (more := self.reach.get(at, 0)))])
        return self.spans[first - 1][0], self.spans[min(last, len(self.code) - 1) - 2][1]


@dataclass(slots=True)
class _Node:
    """What may follow a word in an entry of several: the sign its first word gets when the entry ends here."""

    sign: str = ""
    then: dict[str, _Node] = field(default_factory=dict)


class Lexicon:
    """Gives every word a sign that stands for all the lists it is in; `members` finds the signs of a list.

    `ends` are the signs that end a sentence.
    """

    def __init__(self, lists: WordLists, literals: Iterable[str]) -> None:
        """Take the lists, and the words that rules name one by one."""
        single: dict[str, set[str]] = {shape: {shape} for shape in _SHAPES}
        several: dict[tuple[str, ...], set[str]] = {}
        for name, entries in lists.lists.items():
            for entry in entries:
                if len(entry) == 1:
                    single.setdefault(entry[0], set()).add(name)
                else:
                    several.setdefault(entry, set()).add(name)
        for word in literals:
            # A number that a rule names remains a number to all other rules.
            single.setdefault(word, {_shape(word)} if word[0].isdigit() else set()).add(f"={word}")
        self._spellings = lists.spellings
        self._order(single, several)

    def _order(self, single: Mapping[str, set[str]], several: Mapping[tuple[str, ...], set[str]]) -> None:
        whole = {
            entry: frozenset(
                set(single.get(entry[0], {_shape(entry[0])})).union(
                    *(several.get(entry[:length], ()) for length in range(2, len(entry) + 1))
                )
            )
            for entry in several
        }
        kinds = sorted({frozenset(names) for names in single.values()} | set(whole.values()), key=sorted)
        sign = {kind: chr(_FIRST_SIGN + place) for place, kind in enumerate(kinds)}
        self._of_list: dict[str, list[str]] = {}
        for kind in kinds:
            for name in kind:
                self._of_list.setdefault(name, []).append(sign[kind])
        self._of_word = {word: sign[frozenset(names)] for word, names in single.items()}
        self._of_word["\n"] = EDGE
        self.ends = frozenset([*self._of_list.get("stop", ()), EDGE])
        self._heads: dict[str, _Node] = {}
        for entry in sorted(several):
            node = self._heads.setdefault(entry[0], _Node())
            for word in entry[1:]:
                node = node.then.setdefault(word, _Node())
            node.sign = sign[whole[entry]]

    def members(self, name: str) -> list[str] | None:
        """Return the signs of the words in a list, or of the one word `=word`; None when there is no such list."""
        return self._of_list.get(name)

    def lists_by_sign(self) -> dict[str, frozenset[str]]:
        """Return the lists that each sign stands for; words that rules name one by one are no lists."""
        found: dict[str, set[str]] = {}
        for name, signs in self._of_list.items():
            for sign in signs if not name.startswith("=") else ():
                found.setdefault(sign, set()).add(name)
        return {sign: frozenset(names) for sign, names in found.items()}

    def signs(self, text: str, *, hide_quotations: bool = True) -> Signs:
        """Return a text as signs, with what stands between quotation marks hidden unless told otherwise."""
        tokens = self._respelled(tokens_of(text))
        known = self._of_word
        code = [known.get(word) or known[_shape(word)] for word in tokens.words]
        for place, cased in enumerate(tokens.cased):
            if cased[0].isupper() and len(cased) > 1 and tokens.words[place] not in known:
                code[place] = known["@name"]
        reach = self._joined(tokens.words, code)
        quotes = '"' in tokens.words
        for place in _quoted(tokens.words) if quotes and hide_quotations else ():
            code[place] = known["@quoted"]
            reach.pop(place + 1, None)
        return Signs(
            EDGE + "".join(code) + EDGE, tokens.words, tokens.spans, reach, self.ends, known.get("?", EDGE), quotes
        )

    def _respelled(self, tokens: Tokens) -> Tokens:
        if self._spellings.keys().isdisjoint(tokens.words):
            return tokens
        words: list[str] = []
        cased: list[str] = []
        spans: list[tuple[int, int]] = []
        for word, written, span in zip(tokens.words, tokens.cased, tokens.spans, strict=True):
            meant = self._spellings.get(word, (word,))
            words += meant
            cased += [written] if len(meant) == 1 else meant
            spans += [span] * len(meant)
        return Tokens(words, cased, spans)

    def _joined(self, words: list[str], code: list[str]) -> dict[int, int]:
        """Give the first word of each known entry of several words the entry's sign; return how far it reaches."""
        reach: dict[int, int] = {}
        for place, word in enumerate(words):
            node = self._heads.get(word)
            following = place
            while node is not None:
                if node.sign:
                    code[place] = node.sign
                    reach[place + 1] = following - place
                following += 1
                node = node.then.get(words[following]) if following < len(words) else None
        return reach


def _shape(word: str) -> str:
    if word[0].isdigit():
        if _CLOCK.fullmatch(word):
            return "@clock"
        return "@date" if _DATE.fullmatch(word) else "@number"
    if len(word) >= _SHORTEST_STEM:
        for ending, shape in _ENDINGS.items():
            if word.endswith(ending):
                return shape
        if word.endswith(_NOUN_ENDS):
            return "@noun"
        if word.endswith(_ADJ_ENDS):
            return "@adj"
    return "@word"


def _quoted(words: list[str]) -> Iterator[int]:
    """Yield the places of the words between quotation marks that open and close in one line."""
    opened = -1
    for place, word in enumerate(words):
        if word == "\n":
            opened = -1
        elif word == '"' and opened < 0:
            opened = place
        elif word == '"':
            yield from range(opened + 1, place)
            opened = -1
