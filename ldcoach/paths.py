"""Where things live: the home of a record and the resources that ship with the program."""

from __future__ import annotations

from pathlib import Path

__all__ = ["Home", "make_private", "resources", "spelled_out"]


class Home:
    """The folder that holds one record. Nothing here touches the disk.

    Written out, because what makes such classes costs the first window milliseconds.
    """

    __slots__ = ("folder",)

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Home) and self.folder == other.folder

    def __hash__(self) -> int:
        return hash(self.folder)

    def __repr__(self) -> str:
        return f"Home({str(self.folder)!r})"

    @property
    def header(self) -> Path:
        """The key slots."""
        return self.folder / "vault.hdr"

    @property
    def header_copy(self) -> Path:
        """The identical second copy of the key slots."""
        return self.folder / "vault.hdr2"

    @property
    def database(self) -> Path:
        """The encrypted record."""
        return self.folder / "ldcoach.db"

    @property
    def instance_lock(self) -> Path:
        """The lock that one running LDCoach holds."""
        return self.folder / "ldcoach.lock"

    @property
    def ballast(self) -> Path:
        """A file of no use that gives its room back when the disk is full."""
        return self.folder / "ldcoach.ballast"

    @property
    def backups(self) -> Path:
        """The folder of managed backups."""
        return self.folder / "backups"

    def every_file(self) -> tuple[Path, ...]:
        """The files of a record, the lock and the backups left out."""
        wal, shm = (self.database.with_name(self.database.name + end) for end in ("-wal", "-shm"))
        return (self.header, self.header_copy, self.database, wal, shm)


def spelled_out(words: str) -> Path:
    """Return the file or folder that was named, a leading `~` as the home folder it stands for.

    A `~` of nobody stays as it is, as in a shell.
    """
    try:
        return Path(words).expanduser()
    except RuntimeError:
        return Path(words)


def make_private(folder: Path) -> None:
    """Make a folder for this user only, and so those above it that are missing; one that is there stays as it is.

    Whoever may write in the folder above could put another in its place.

    Raises:
        OSError: a folder cannot be made.
    """
    if not folder.parent.exists():
        make_private(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def resources() -> Path:
    """Return the folder of guides, rules, fonts and icons.

    Inside an installed package they lie in `ldcoach/resources`; in a checkout beside the package.

    Raises:
        FileNotFoundError: neither exists; the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for place in (package / "resources", package.parent / "resources"):
        if place.is_dir():
            return place
    message = "The guides, fonts and icons of LDCoach are missing. Install LDCoach again; the record is not affected."
    raise FileNotFoundError(message)
