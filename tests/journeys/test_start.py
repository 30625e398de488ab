"""A start takes what an earlier one kept, and does without where nothing can be kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from ldcoach.app.qt_support import keep_support, load_binding

load_binding()
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
try:
    QLabel("x").setText(5)
except TypeError as error:
    told = str(error)
keep_support()
before = "shibokensupport.signature.lib.pyi_generator_whole" in sys.modules
from shibokensupport.signature.lib import pyi_generator
print(json.dumps({
    "files": sys.modules["shibokensupport"].__file__,
    "binding": sys.modules["shiboken6"].__file__,
    "told": told,
    "generator before": before,
    "generator": pyi_generator.TYPE_MAP["qint64"],
}))
"""


def run(cache: Path, **environment: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(ROOT),
            "PYTHONPYCACHEPREFIX": str(cache),
            "QT_QPA_PLATFORM": "offscreen",
            **environment,
        },
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def kept(cache: Path) -> list[Path]:
    return [each.parents[2] for each in cache.rglob("files.dir/shibokensupport/__init__.py")]


def test_the_second_start_takes_what_the_first_kept(tmp_path: Path) -> None:
    first, second = run(tmp_path), run(tmp_path)
    assert [each.name for each in kept(tmp_path)[0].iterdir()] == ["files.dir"]
    assert not first["files"].startswith(str(tmp_path))
    assert second["files"].startswith(str(kept(tmp_path)[0]))
    assert first["binding"] == second["binding"]
    assert first["told"] == second["told"]
    assert "setText(arg__1: str" in second["told"]
    assert second["generator before"] is False
    assert first["generator"] == second["generator"] == "int"


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path) -> None:
    run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert kept(tmp_path) == []


def test_a_folder_that_cannot_be_made_changes_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file, so no folder can be made here", "utf-8")
    assert run(blocked)["generator"] == "int"
    assert blocked.is_file()
