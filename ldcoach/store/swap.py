"""Putting a restored folder in the place of the present one, so that a crash at any moment leaves one of them whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

from ldcoach.paths import Home
from ldcoach.store.disk import settle

__all__ = ["Step", "aside_of", "finish_restore", "no_step", "swap_in", "take_backups_along"]

Step = Callable[[str], None]
"""Hears of each step of a swap, so that a test can stop the program there."""


def no_step(step: str) -> None:
    """Hear of a step and do nothing."""


def finish_restore(home: Home) -> None:
    """Put a restored record in its place when the program was stopped between the two renames; else do nothing.

    The staged folder gets its name only when it is whole, so one look at the names is enough.
    """
    staged = _staged(home.folder)
    if not home.folder.exists() and staged.is_dir():
        staged.rename(home.folder)
        settle(home.folder.parent)


def swap_in(new: Path, home: Home, release: Callable[[], None], on_step: Step = no_step) -> Path | None:
    """Move a whole, synced folder to the place of a home; return where the former folder is now, if there was any.

    Args:
        new: a folder on the same disk.
        home: where it goes.
        release: gives back the lock of the present home.
        on_step: hears `staged`, `aside` and `placed`.

    Raises:
        OSError: a name could not be changed; the home is as it was.
    """
    staged = _staged(home.folder)
    if staged.exists():  # whole, but the program was stopped before it was put in place; this one is newer
        shutil.rmtree(staged)
    new.rename(staged)
    settle(staged.parent)
    on_step("staged")
    aside = None
    try:
        aside = _put_aside(home, release)
        on_step("aside")
        finish_restore(home)
    except OSError:
        if aside is not None and not home.folder.exists():
            aside.rename(home.folder)
        shutil.rmtree(staged, ignore_errors=True)
        raise
    on_step("placed")
    return aside


def take_backups_along(aside: Path | None, home: Home) -> None:
    """Move the managed backups of the former folder to the present one, so that they go on.

    Raises:
        OSError: the folder could not be moved; it is where it was.
    """
    if aside is None:
        return
    former = Home(aside).backups
    if former.is_dir() and not home.backups.exists():
        former.rename(home.backups)
        settle(home.folder)


def aside_of(home: Home) -> tuple[Path, ...]:
    """Return the folders in which former records of a home are kept, in the order of their numbers."""
    prefix = f"{home.folder.name}-before-restore-"
    found = [path for path in home.folder.parent.glob(f"{_plain(prefix)}*") if path.name[len(prefix) :].isdecimal()]
    return tuple(sorted(found, key=lambda path: int(path.name[len(prefix) :])))


def _put_aside(home: Home, release: Callable[[], None]) -> Path | None:
    if not home.folder.exists():
        return None
    if [path.name for path in home.folder.iterdir()] in ([], [home.instance_lock.name]):
        release()
        home.instance_lock.unlink(missing_ok=True)
        home.folder.rmdir()
        return None
    places = (home.folder.with_name(f"{home.folder.name}-before-restore-{number}") for number in count(1))
    aside = next(place for place in places if not place.exists())
    if os.name == "nt":  # there a folder cannot be renamed while a file in it is open
        release()
    home.folder.rename(aside)
    settle(aside.parent)
    release()
    return aside


def _staged(folder: Path) -> Path:
    return folder.with_name(f".ldcoach-restored-{folder.name}")


def _plain(name: str) -> str:
    """Return a name so that `glob` takes its letters as they are."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
