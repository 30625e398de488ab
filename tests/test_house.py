"""The house keeps its plan: what the map promises is true, and what was banned has not come back."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from ldcoach.paths import resources

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ldcoach"
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "stuff", "base", "tools"}
NEVER_NEEDED = {
    "socket",
    "ssl",
    "http",
    "urllib.request",
    "smtplib",
    "ftplib",
    "asyncio",
    "pickle",
    "shelve",
}
IMPURE = {"os", "io", "pathlib", "time", "random", "secrets", "subprocess", "logging", "threading", "tempfile"}
LATE = {"sqlalchemy", "alembic", "sqlcipher3", "reportlab", "pikepdf", "pypdfium2", "keyring", "argon2", "cryptography"}


class Source(NamedTuple):
    """One module of the program, read and parsed."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


class Spot(NamedTuple):
    """A parameter that takes the name of an icon: its place among the arguments, and what it is called."""

    place: int
    name: str


def written(folder: Path) -> Iterator[Path]:
    """Yield what somebody wrote, without what programs keep beside it."""
    return (path for path in folder.rglob("*.py") if "__pycache__" not in path.parts)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    paths = sorted(written(PACKAGE))
    assert len(paths) > 100
    return [Source(path, ast.parse(path.read_text("utf-8"))) for path in paths]


# Names, docstrings, texts


def test_no_module_has_a_name_that_takes_anything() -> None:
    stems = {path: path.stem for folder in (PACKAGE, ROOT / "tests") for path in written(folder)}
    folders = {path.parent: path.parent.name for path in written(PACKAGE)}
    assert [path for path, name in {**stems, **folders}.items() if name in VAGUE] == []


def test_each_module_says_in_one_sentence_what_it_is(sources: list[Source]) -> None:
    unfit = []
    for source in sources:
        first = (ast.get_docstring(source.tree) or "").split("\n\n")[0].replace("\n", " ")
        if len(re.findall(r"[.!?](?:\s|$)", first)) != 1 or not first.endswith("."):
            unfit.append(f"{source.name}: {first}")
    assert unfit == []


def test_translated_texts_are_plain_literals(sources: list[Source]) -> None:
    """An f-string or a sum inside `tr` is extracted, but never matches when the program runs."""
    unfit = []
    for source in sources:
        for call in _calls(source.tree):
            place = {"tr": 0, "translate": 1}.get(_called(call))
            if place is not None and len(call.args) > place and isinstance(call.args[place], ast.JoinedStr | ast.BinOp):
                unfit.append(f"{source.name}:{call.lineno}")
    assert unfit == []


def test_no_text_shouts_or_begs(sources: list[Source]) -> None:
    unfit = []
    for source in sources:
        for call in _calls(source.tree):
            if _called(call) in {"tr", "translate", "echo"}:
                texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                unfit += [
                    f"{source.name}:{call.lineno}: {text}"
                    for text in texts
                    if re.search(r"\w!|\b(?:please|oops|successfully)\b", text, re.IGNORECASE)
                ]
    assert unfit == []


# What a part may touch


def test_nothing_opens_a_connection_or_an_unsafe_format(sources: list[Source]) -> None:
    found = [
        f"{source.name}: {name}"
        for source in sources
        for name in _imported(source.tree)
        if any(name == banned or name.startswith(f"{banned}.") for banned in NEVER_NEEDED)
    ]
    assert found == []


def test_the_domain_is_pure(sources: list[Source]) -> None:
    """No disk, no clock, no chance: whatever a rule needs is handed to it."""
    found = []
    for source in sources:
        if PACKAGE / "domain" not in source.path.parents:
            continue
        found += [f"{source.name}: {name}" for name in _imported(source.tree) if name.split(".")[0] in IMPURE]
        found += [
            f"{source.name}:{call.lineno}: {_called(call)}"
            for call in _calls(source.tree)
            if _called(call) in {"now", "today", "utcnow", "open", "print", "input"}
        ]
    assert found == []


def test_the_first_window_waits_for_nothing_heavy() -> None:
    """Start-up is two thirds imports, so what the way in does not need comes later."""
    program = "import sys, ldcoach.app.window, ldcoach.ui.door, ldcoach.ui.theme.apply; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert LATE & {name.split(".")[0] for name in loaded.stdout.split()} == set()


def test_every_icon_that_is_named_is_bundled(sources: list[Source]) -> None:
    drawn = [source for source in sources if PACKAGE / "ui" in source.path.parents]
    spots = _icon_spots(drawn)
    assert {"icon", "require", "primary", "Card"} <= spots.keys()
    named = {name for source in drawn for name in _icons_named(source.tree, spots)}
    assert len(named) > 30
    assert {name for name in named if not (resources() / "icons" / f"{name}.svg").is_file()} == set()


# How the source is read


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _icon_spots(sources: list[Source]) -> dict[str, Spot]:
    """Find the functions and classes that take an icon, by the name of the parameter."""
    spots = {"icon": Spot(0, "name"), "require": Spot(0, "name"), "paint_icon": Spot(1, "name")}
    spots["show_icon"] = Spot(0, "name")
    for source in sources:
        for node in ast.walk(source.tree):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name == "__init__":
                continue
            for place, parameter in enumerate(_parameters(node)):
                if parameter in {"icon", "icon_name"}:
                    spots[node.name] = Spot(place, parameter)
    return spots


def _parameters(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [argument.arg for argument in node.args.args if argument.arg != "self"]
    if isinstance(node, ast.ClassDef):
        for made in node.body:
            if isinstance(made, ast.FunctionDef) and made.name == "__init__":
                return _parameters(made)
        fields = (item.target for item in node.body if isinstance(item, ast.AnnAssign))
        return [field.id for field in fields if isinstance(field, ast.Name)]
    return []


def _icons_named(tree: ast.AST, spots: dict[str, Spot]) -> Iterator[str]:
    for call in _calls(tree):
        spot = spots.get(_called(call))
        if spot is None:
            continue
        given = [keyword.value for keyword in call.keywords if keyword.arg == spot.name]
        given += call.args[spot.place : spot.place + 1]
        for value in given:
            yield from _literals(value)


def _literals(value: ast.expr) -> Iterator[str]:
    """Return the texts that an expression can come to: itself, or either side of a choice."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
