"""A checkout is whole: resources, lock, bootstrap and documents fit each other."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from reportlab.pdfbase.ttfonts import TTFont

from ldcoach.app.window import DESKTOP_ID
from ldcoach.paths import resources
from tests.test_house import written

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "ldcoach"
WEIGHTS = {
    "Regular": QFont.Weight.Normal,
    "Medium": QFont.Weight.Medium,
    "SemiBold": QFont.Weight.DemiBold,
    "Bold": QFont.Weight.Bold,
    "Italic": QFont.Weight.Normal,
}
# Put together from halves, so that this file does not find itself.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.:/-])/(?:work|root)/\w",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(?:org|com)",
            "deb" + r"ian\.org/debian",
        ]
    )
)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files are tracked")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def settings() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# Resources


def test_a_checkout_finds_its_resources_beside_the_package() -> None:
    assert resources() == ROOT / "resources"


def test_the_wheel_brings_every_resource_and_finds_it(tmp_path: Path, tracked: list[Path]) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    program = "import sys; sys.path.insert(0, sys.argv[1]); from ldcoach.paths import resources; print(resources())"
    answer = subprocess.run(
        [sys.executable, "-I", "-c", program, str(installed)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    found = Path(answer.stdout.strip())
    assert found == installed / "ldcoach" / "resources"
    wanted = {path.relative_to(ROOT / "resources") for path in tracked if ROOT / "resources" in path.parents}
    assert wanted <= {path.relative_to(found) for path in found.rglob("*") if path.is_file()}


def test_the_window_goes_by_the_name_of_the_menu_entry() -> None:
    assert (ROOT / "installer" / "linux" / f"{DESKTOP_ID}.desktop").is_file()


@pytest.mark.parametrize("path", sorted((ROOT / "resources" / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_draws_and_reaches_for_nothing(path: Path) -> None:
    drawing = ET.parse(path).getroot()  # noqa: S314  # our own files
    tags = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert drawing.get("viewBox")
    assert tags <= {"svg", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    assert not any(key.rpartition("}")[2] == "href" for element in drawing.iter() for key in element.keys())  # noqa: SIM118


@pytest.mark.parametrize("cut", WEIGHTS)
def test_a_font_is_the_same_for_screen_and_paper(qapp: object, cut: str) -> None:
    path = ROOT / "resources" / "fonts" / f"LDCoachSans-{cut}.ttf"
    handle = QFontDatabase.addApplicationFont(str(path))
    try:
        # Qt groups the cuts of a family, so the family has to be one name and the weight has to be told apart.
        assert "LDCoach Sans" in QFontDatabase.applicationFontFamilies(handle)
        font = QFont("LDCoach Sans")
        font.setWeight(WEIGHTS[cut])
        font.setItalic(cut == "Italic")
        shown = QFontInfo(font)
        assert (shown.family(), shown.weight(), shown.italic()) == ("LDCoach Sans", WEIGHTS[cut], cut == "Italic")
    finally:
        QFontDatabase.removeApplicationFont(handle)
    face = TTFont(f"house-{cut}", str(path)).face
    missing = [letter for letter in "Aäßçł Ωλ Жщ Ưế →←−•✓ €£₹ “”„–—…" if ord(letter) not in face.charToGlyph]
    assert missing == []


# The checkout


def test_no_tracked_file_names_a_machine_or_an_index(tracked: list[Path]) -> None:
    found = []
    for path in tracked:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN.finditer(text)]
    assert found == []


def test_the_lock_holds_no_address_and_a_hash_for_each_package() -> None:
    text = (ROOT / "requirements-dev.lock").read_text("utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) > 30
    assert [block for block in blocks if "--hash=sha256:" not in block or "==" not in block] == []


def test_the_lock_has_all_that_the_project_asks_for(settings: dict[str, object]) -> None:
    pinned = {
        canonicalize_name(match[1]): match[2]
        for match in re.finditer(
            r"^([A-Za-z0-9._-]+)==(\S+)", (ROOT / "requirements-dev.lock").read_text("utf-8"), re.MULTILINE
        )
    }
    pins = ((one, pinned.get(canonicalize_name(one.name), "")) for one in _asked_for(settings))
    assert [str(one) for one, pin in pins if not one.specifier.contains(pin)] == []


def test_everything_imported_is_asked_for(settings: dict[str, object]) -> None:
    """What happens to be installed on one computer is missing on the next."""
    asked = {canonicalize_name(requirement.name) for requirement in _asked_for(settings)}
    given = packages_distributions()
    brought = {"shiboken6", "pyimod02_importers"}  # by PySide6, and by the loader of every frozen program
    known = set(sys.stdlib_module_names) | {"ldcoach", "tests", "installer"} | brought
    known |= {name for name, brings in given.items() if asked & set(map(canonicalize_name, brings))}
    missing = {}
    for folder in ("ldcoach", "tests", "installer"):
        for path in written(ROOT / folder):
            source = path.read_text("utf-8")
            # Parsing takes long, so only what looks like an import of something unknown is parsed.
            if set(_LIKE_AN_IMPORT.findall(source)) - known:
                missing.update(dict.fromkeys(_roots_imported(ast.parse(source)) - known, path.name))
    assert missing == {}


def test_bootstrap_can_be_read_by_a_python_that_is_too_old() -> None:
    text = (ROOT / "bootstrap.py").read_text("utf-8")
    tree = ast.parse(text, feature_version=(3, 6))
    assert text.isascii()
    assert not any(isinstance(node, ast.JoinedStr | ast.AnnAssign) for node in ast.walk(tree))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert {alias.name for node in imports for alias in node.names} <= set(sys.stdlib_module_names)


def test_bootstrap_tells_a_python_that_fits_from_one_that_does_not() -> None:
    bootstrap = runpy.run_path(str(ROOT / "bootstrap.py"), run_name="bootstrap")
    assert bootstrap["fits"]([sys.executable])
    assert not bootstrap["fits"](["python-that-nobody-has"])
    assert [name for name, _ in bootstrap["steps_of"]([])] == ["lint", "format", "types", "layers", "tests"]
    assert [name for name, _ in bootstrap["steps_of"](["--slow"])][-1] == "slow tests"
    assert bootstrap["steps_of"](["tests/vault", "-x"]) == [("tests", ["-m", "pytest", "tests/vault", "-x"])]


def test_bootstrap_without_a_command_says_what_there_is() -> None:
    answer = subprocess.run([sys.executable, "bootstrap.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "bootstrap.py run" in answer.stdout
    assert "bootstrap.py test" in answer.stdout


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name
)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_map_names_rooms_that_exist() -> None:
    table = re.findall(r"^\| `.*$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    named = [Path(name) for row in table for name in re.findall(r"`([\w./]+)`", row.split("|")[1])]
    assert len(named) > 8
    assert [str(name) for name in named if not ((ROOT / name).exists() or (PACKAGE / name).exists())] == []
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert rooms <= {name.name for name in named}


def _asked_for(settings: dict[str, object]) -> list[Requirement]:
    project, groups = settings["project"], settings["dependency-groups"]
    assert isinstance(project, dict)
    assert isinstance(groups, dict)
    return [Requirement(line) for line in [*project["dependencies"], *groups["dev"]]]


_LIKE_AN_IMPORT = re.compile(r"^\s*(?:from|import) +(\w+)", re.MULTILINE)


def _roots_imported(tree: ast.AST) -> set[str]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.append(node.module)
    return {name.split(".")[0] for name in names}
