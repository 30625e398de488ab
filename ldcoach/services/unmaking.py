"""What is taken away again when a record could not be made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ldcoach.paths import Home

__all__ = ["leaving_nothing_new"]


@contextmanager
def leaving_nothing_new(home: Home) -> Iterator[None]:
    """Take away the folders, the lock and the ballast that were made in here, when it fails.

    What was there before stays; so does a folder that somebody else put something into.
    """
    files = [path for path in (home.instance_lock, home.ballast) if not path.exists()]
    made = [folder for folder in (home.folder, *home.folder.parents) if not folder.exists()]
    try:
        yield
    except BaseException:
        with suppress(OSError):  # the failure itself is what has to be told
            for path in files:
                path.unlink(missing_ok=True)
            for folder in made:
                folder.rmdir()
        raise
