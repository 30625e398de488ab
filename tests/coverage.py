"""Measures what a room's own tests run, lines and branches, and fails where that became less.

    python -m tests.coverage vault store     measure these rooms
    python -m tests.coverage --raise vault   and keep what was reached as the new floor

The floors lie in `coverage.toml` beside this file. They only ever rise.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "coverage.toml"


def measured(room: str) -> tuple[float, str]:
    """Run the tests of a room; return the share of lines and branches in percent, and the lines left out."""
    with tempfile.TemporaryDirectory() as folder:
        data, report = Path(folder) / "data", Path(folder) / "report.json"
        run = ["run", "--branch", f"--source=ldcoach/{room}", f"--data-file={data}", "-m", "pytest", f"tests/{room}"]
        _coverage(*run, "-q", "-n", "0", "-p", "no:cacheprovider")
        _coverage("json", f"--data-file={data}", "-q", "-o", str(report))
        told = json.loads(report.read_text("utf-8"))
    missing = [f"  {name}: {file['missing_lines']}" for name, file in told["files"].items() if file["missing_lines"]]
    # Rounded down, so that 99.99 is not taken for all.
    return math.floor(told["totals"]["percent_covered"] * 10) / 10, "\n".join(missing)


def main() -> int:
    """Measure the rooms that are named; return 1 where one of them is below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rooms", nargs="+", choices=sorted(path.name for path in HERE.iterdir() if _is_room(path)))
    parser.add_argument("--raise", dest="raises", action="store_true", help="keep what was reached as the new floor")
    wanted = parser.parse_args()
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text("utf-8"))
    fell = False
    for room in wanted.rooms:
        share, missing = measured(room)
        floor = floors.get(room, 0.0)
        print(f"{room}: {share} % of lines and branches, floor {floor} %\n{missing}".rstrip())
        fell = fell or share < floor
        floors[room] = max(floor, share) if wanted.raises else floor
    if wanted.raises:
        FLOORS.write_text("".join(f"{room} = {floors[room]}\n" for room in sorted(floors)), "utf-8")
    return int(fell)


def _is_room(path: Path) -> bool:
    return path.is_dir() and (HERE.parent / "ldcoach" / path.name).is_dir()


def _coverage(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "coverage", *arguments], cwd=HERE.parent, check=True)


if __name__ == "__main__":
    sys.exit(main())
