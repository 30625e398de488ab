"""Where in a TOML text each key and each item stands; Python's own reader does not say."""

from __future__ import annotations

import re
from bisect import bisect_right

__all__ = ["Places"]

_BLANK = re.compile(r"(?:\s|,|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[^\s.=\[\]{},\"'#]+")
_STRING = re.compile(
    r"""
    \"{3} (?: \\. | [^\\] )*? \"{3,5}
    | '{3} .*? '{3,5}
    | " (?: \\. | [^"\\] )* "
    | ' [^']* '
    """,
    re.DOTALL | re.VERBOSE,
)
_SCALAR = re.compile(r"[^,\]}\n#]*")


class Places:
    """The line, from 1, of every path such as `stages[1].questions[0]` in a text that is valid TOML."""

    def __init__(self, text: str) -> None:
        """Walk over the text once; what is nested too deeply to follow has the line of what it lies in."""
        self._text = text
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[str, int] = {}
        self._last: dict[str, int] = {}
        try:
            self._walk()
        except RecursionError:
            self._lines.setdefault("", 1)

    def line_of(self, path: str) -> int:
        """Return the line of a value; of what it should lie in, when it is missing; at the least 1."""
        while path and path not in self._lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self._lines.get(path, 1)

    def _walk(self) -> None:
        at, table = self._blank(0), ""
        while at < len(self._text):
            if self._text.startswith("[", at):
                at, table = self._header(at)
            else:
                at = self._pair(at, table)
            at = self._blank(at)

    def _header(self, at: int) -> tuple[int, str]:
        """Read `[name]` or `[[name]]`; return where it ends and the path of the table it opens."""
        line, many = self._line(at), self._text.startswith("[[", at)
        names, at = self._names(at + 1 + many)
        path = ""
        for name in names[:-1]:
            path = self._newest(_joined(path, name))
            self._lines.setdefault(path, line)
        path = _joined(path, names[-1])
        if many:
            self._lines.setdefault(path, line)
            self._last[path] = self._last.get(path, -1) + 1
        path = self._newest(path)
        self._lines[path] = line
        return at + 1 + many, path

    def _pair(self, at: int, table: str) -> int:
        """Read `name = value`; return where it ends."""
        line = self._line(at)
        names, at = self._names(at)
        path = table
        for name in names:
            path = _joined(path, name)
            self._lines.setdefault(path, line)
        return self._value(self._space(at + 1), path)

    def _names(self, at: int) -> tuple[list[str], int]:
        """Read a key, dotted or quoted or both; return its parts and where the mark after it stands."""
        names: list[str] = []
        while True:
            at = self._space(at)
            found = _STRING.match(self._text, at) or _BARE.match(self._text, at)
            if found is None:
                return names or [""], at
            names.append(found[0].strip("\"'"))
            at = self._space(found.end())
            if not self._text.startswith(".", at):
                return names, at
            at += 1

    def _value(self, at: int, path: str) -> int:
        if self._text.startswith("[", at):
            return self._items(at + 1, path)
        if self._text.startswith("{", at):
            return self._inline(at + 1, path)
        found = _STRING.match(self._text, at) or _SCALAR.match(self._text, at)
        # A value has one letter at least; a text that is no TOML after all must not be walked for ever.
        return max(found.end() if found else at, at + 1)

    def _items(self, at: int, path: str) -> int:
        index, at = 0, self._blank(at)
        while at < len(self._text) and self._text[at] != "]":
            item = f"{path}[{index}]"
            self._lines[item] = self._line(at)
            index, at = index + 1, self._blank(self._value(at, item))
        return at + 1

    def _inline(self, at: int, path: str) -> int:
        at = self._blank(at)
        while at < len(self._text) and self._text[at] != "}":
            at = self._blank(self._pair(at, path))
        return at + 1

    def _newest(self, path: str) -> str:
        """Return the path of the table that was opened last, where there are several of that name."""
        return f"{path}[{self._last[path]}]" if path in self._last else path

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1

    def _blank(self, at: int) -> int:
        return self._end(_BLANK, at)

    def _space(self, at: int) -> int:
        return self._end(_SPACE, at)

    def _end(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        return found.end() if found else at


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
