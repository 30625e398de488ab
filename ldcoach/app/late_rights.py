"""What a person's rights need, introduced by name and loaded when it is first used."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from ldcoach.app.late import LateWriter
from ldcoach.app.late_travel import LateFiles

if TYPE_CHECKING:
    from ldcoach.services.ports import Record
    from ldcoach.services.ports.rights import RightsParts


def rights() -> RightsParts:
    """Return the parts that access packs and handovers are made with."""
    from ldcoach.services.ports.rights import RightsParts

    return RightsParts(LateRows(), LateWriter(), LatePacks(), LateFiles(), LateSealer())


class LateRows:
    """Everything about a person, behind the port."""

    def everything(self, record: Record, person_id: str) -> Mapping[type, tuple[object, ...]]:
        """Return every row that hangs on a person alone, by kind."""
        from ldcoach.store.person_rows import everything
        from ldcoach.store.record import session_of

        return everything(session_of(record), person_id)

    def mentions(self, record: Record, person_id: str, name: str) -> int:
        """Return how many texts about others hold a name."""
        from ldcoach.store.erasing import reach
        from ldcoach.store.record import session_of

        return reach(session_of(record), person_id, name).mentions


class LatePacks:
    """Zip files behind the port."""

    def put_together(self, files: Mapping[str, bytes], made_at: datetime) -> bytes:
        """Return one zip file."""
        from ldcoach.documents.packs import ZipPacks

        return ZipPacks().put_together(files, made_at)

    def take_apart(self, data: bytes, allowed: Collection[str], largest: int) -> Mapping[str, bytes]:
        """Return the files of a zip."""
        from ldcoach.documents.packs import ZipPacks

        return ZipPacks().take_apart(data, allowed, largest)


class LateSealer:
    """Sealed files behind the port."""

    def seal(self, content: bytes) -> tuple[bytes, str]:
        """Return the sealed bytes and their code."""
        from ldcoach.vault.sealing import CodeSealer

        return CodeSealer().seal(content)

    def inspect(self, sealed: bytes) -> None:
        """Go on only where the bytes are whole."""
        from ldcoach.vault.sealing import CodeSealer

        CodeSealer().inspect(sealed)

    def open(self, sealed: bytes, code: str) -> bytes:
        """Return what was sealed."""
        from ldcoach.vault.sealing import CodeSealer

        return CodeSealer().open(sealed, code)
