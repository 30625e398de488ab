"""Every sentence with a number has both English forms, in the catalogue and in what is compiled from it."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

import ldcoach.ui
from ldcoach.paths import resources

CATALOGUE = resources() / "i18n" / "ldcoach_en.ts"


def _counted_sentences() -> set[str]:
    """Return every string in the code of the app that counts something."""
    trees = (ast.parse(path.read_text("utf-8")) for path in Path(ldcoach.ui.__path__[0]).rglob("*.py"))
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and ("%n" in value or "{how_many}" in value)}


def _plurals() -> dict[tuple[str, str], list[str]]:
    """Return the forms of each sentence by context and source."""
    found = {}
    for context in ET.parse(CATALOGUE).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            forms = [form.text or "" for form in message.iter("numerusform")]
            found[context.findtext("name", ""), message.findtext("source", "")] = forms
    return found


def test_every_counted_sentence_is_in_the_catalogue() -> None:
    known = {source for _, source in _plurals()}
    assert _counted_sentences() - known == set(), "run: python installer/translations.py"


def test_every_plural_has_both_forms() -> None:
    assert [source for (_, source), forms in _plurals().items() if len(forms) != 2 or not all(forms)] == []


def test_the_compiled_catalogue_is_the_written_one(english: QTranslator) -> None:
    assert not english.isEmpty()
    for (context, source), (one, many) in _plurals().items():
        assert QCoreApplication.translate(context, source, "", 1) == one.replace("%n", "1")
        assert QCoreApplication.translate(context, source, "", 3) == many.replace("%n", "3")
