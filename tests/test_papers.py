"""What stands in the papers is true: notice, changelog, guides, decisions, the plan of the layers."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import ldcoach
from ldcoach import errors
from ldcoach.cli.root import ldcoach as commands
from ldcoach.cli.stopping import Stopped
from ldcoach.paths import Home

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ldcoach"
BOOTSTRAP = ROOT / "bootstrap.py"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"`(?:\.venv/bin/)?ldcoach ([a-z][^`]*)`")
KEYS = re.compile(r"`((?:(?:Ctrl|Alt|Shift)\+)+\w+|F\d+)`")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
ENGINE_ONLY = re.compile(r"\(\?(?:[=!]|<[=!])|\\[1-9]")


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@cache
def shipped() -> frozenset[str]:
    """Return what is installed here with the program: its dependencies and theirs, by normal names."""
    found: set[str] = set()
    waiting = [Requirement(line) for line in settings()["project"]["dependencies"]]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            waiting += [Requirement(line) for line in requires(wanted.name) or []]
        except PackageNotFoundError:
            continue  # meant for another system
        found.add(name)
    return frozenset(found)


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


class TestProject:
    def test_it_says_what_it_is(self) -> None:
        project = settings()["project"]
        assert project["license"] == "Apache-2.0"
        assert [name for name in [project["readme"], *project["license-files"]] if not (ROOT / name).is_file()] == []
        assert "Version 2.0, January 2004" in page("LICENSE")
        module, _, function = project["scripts"]["ldcoach"].partition(":")
        assert callable(runpy.run_module(module)[function])

    def test_the_changelog_tells_of_this_version(self) -> None:
        assert f"## {ldcoach.__version__}" in page("CHANGELOG.md")

    def test_all_that_is_shipped_is_in_the_notice(self) -> None:
        notice = page("NOTICE").lower().replace(".", "-")
        assert len(shipped()) > 20
        missing = {name for name in shipped() if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", notice)}
        # Two families are told by their first name, and Qt's own package by its parts.
        assert {name for name in missing if not name.startswith(("jaraco-", "pyside6-"))} == set()
        assert "jaraco-*" in notice
        assert "pyside6 essentials" in notice


class TestLayers:
    ALLOWED = {"PySide6": {"ui", "app"}, "sqlalchemy": {"store"}, "keyring": {"vault"}, "reportlab": {"documents"}}  # noqa: RUF012

    def contracts(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in settings()["tool"]["importlinter"]["contracts"] if one["type"] == kind]

    def rooms(self) -> set[str]:
        inside = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
        return inside - {"__init__"}

    def test_no_room_stands_outside_the_plan(self) -> None:
        (layers,) = self.contracts("layers")
        assert layers["exhaustive"] is True
        assert {room for layer in layers["layers"] for room in layer.split(" | ")} == self.rooms()

    def test_what_one_room_may_touch_every_other_is_kept_from(self) -> None:
        forbidden = self.contracts("forbidden")
        assert {one["forbidden_modules"][0] for one in forbidden} == set(self.ALLOWED)
        for one in forbidden:
            kept_out = {name.removeprefix("ldcoach.") for name in one["source_modules"]}
            assert kept_out == self.rooms() - self.ALLOWED[one["forbidden_modules"][0]], one["name"]


class TestGuides:
    def test_commands_that_are_told_exist_with_their_options(self) -> None:
        told = [words.split() for path in PAGES for words in COMMAND.findall(path.read_text("utf-8"))]
        assert len(told) > 3
        for words in told:
            command: click.Command = commands
            while isinstance(command, click.Group):
                if command.invoke_without_command and not {*words[:1]} & command.commands.keys():
                    break  # it does something by itself, too
                command = command.commands[words.pop(0)]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if OPTION.fullmatch(word)} <= known, command.name

    def test_exit_codes_are_those_of_the_program(self) -> None:
        told = {int(code) for code in re.findall(r"^\| (\d+) \|", page("docs/admin-guide.md"), re.MULTILINE)}
        kinds = [getattr(errors, name) for name in errors.__all__]
        assert told == {0, 2, Stopped.exit_code} | {kind.exit_code for kind in kinds}

    def test_files_of_a_record_are_told(self, tmp_path: Path) -> None:
        guide = page("docs/admin-guide.md")
        home = Home(tmp_path)
        endings = {path.name.removeprefix(home.database.name) for path in home.every_file()}
        assert {
            ending for ending in endings | {home.instance_lock.name} if f"`{ending or home.database.name}`" not in guide
        } == set()

    def test_keys_that_are_told_are_bound(self) -> None:
        told = set(KEYS.findall(page("docs/user-guide.md")))
        assert len(told) > 5
        window = "".join(path.read_text("utf-8") for path in (PACKAGE / "ui").rglob("*.py"))
        assert {keys for keys in told if f'"{keys}"' not in window and not re.fullmatch(r"Ctrl\+\d", keys)} == set()

    def test_tests_that_are_named_exist(self) -> None:
        named = set(re.findall(r"`(tests/[\w/.]+)`", page("docs/threat-model.md")))
        assert named
        assert {name for name in named if not (ROOT / name).exists()} == set()

    def test_decisions_are_short_and_numbered_once(self) -> None:
        decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
        assert len(decisions) > 9
        assert len({path.name[:4] for path in decisions}) == len(decisions)
        assert [path.name for path in decisions if len(path.read_text("utf-8").splitlines()) >= 40] == []

    def test_stop_rules_run_in_any_engine(self) -> None:
        """As decision 7 says: no look-around, no back-references."""
        rules = page("resources/rules/stop.toml")
        assert [line for line in rules.splitlines() if ENGINE_ONLY.search(line)] == []


class TestResources:
    """They are found in whatever layout the package lies, and missed aloud."""

    @pytest.fixture
    def package(self, tmp_path: Path) -> Path:
        made = tmp_path / "site" / "ldcoach"
        made.mkdir(parents=True)
        shutil.copy(PACKAGE / "paths.py", made)
        return made

    def found_from(self, package: Path) -> Path:
        found = runpy.run_path(str(package / "paths.py"))["resources"]()
        assert isinstance(found, Path)
        return found

    def test_beside_the_package(self, package: Path) -> None:
        place = package.parent / "resources"
        place.mkdir()
        assert self.found_from(package) == place.resolve()

    def test_inside_the_package_before_beside_it(self, package: Path) -> None:
        """A folder of that name beside an installed package belongs to somebody else."""
        (package.parent / "resources").mkdir()
        place = package / "resources"
        place.mkdir()
        assert self.found_from(package) == place.resolve()

    def test_an_incomplete_installation_is_told(self, package: Path) -> None:
        with pytest.raises(FileNotFoundError, match="Install LDCoach again; the record is not affected"):
            self.found_from(package)

    def test_the_wheel_puts_them_where_they_are_looked_for(self) -> None:
        wheel = settings()["tool"]["hatch"]["build"]["targets"]["wheel"]
        assert wheel["packages"] == ["ldcoach"]
        assert wheel["force-include"] == {"resources": "ldcoach/resources"}
        assert (ROOT / "resources").is_dir()


class TestBootstrap:
    def started_as(self, version: tuple[int, int, int], folder: Path) -> subprocess.CompletedProcess[str]:
        """Start a copy that believes in another Python, where no other can be found."""
        shutil.copy(BOOTSTRAP, folder)
        claim = f"import runpy, sys; sys.argv = ['bootstrap.py', 'run']; sys.version_info = {version}; "
        start = claim + "runpy.run_path('bootstrap.py', run_name='__main__')"
        environment = dict(os.environ, PATH=str(folder), PYTHONDONTWRITEBYTECODE="1")
        return subprocess.run(
            [sys.executable, "-c", start], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    @pytest.mark.skipif(sys.platform == "win32", reason="the launcher of Windows is found without a path")
    @pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 2), (3, 15, 0)])
    def test_an_unfit_python_is_told_what_is_needed(self, version: tuple[int, int, int], tmp_path: Path) -> None:
        ended = self.started_as(version, tmp_path)
        assert ended.returncode == 1
        assert "This is Python {}.{}.{}; LDCoach needs 3.11 to 3.14.".format(*version) in ended.stderr
        assert "Nothing was changed" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert [path.name for path in tmp_path.iterdir()] == ["bootstrap.py"]

    def test_it_takes_the_pythons_that_the_project_takes(self) -> None:
        names = runpy.run_path(str(BOOTSTRAP))
        oldest, newest = names["OLDEST"], names["NEWEST"]
        wanted = ">={}.{},<{}.{}".format(*oldest, newest[0], newest[1] + 1)
        assert settings()["project"]["requires-python"] == wanted
