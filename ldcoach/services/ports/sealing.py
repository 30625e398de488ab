"""Files that open only with a code which is given by voice."""

from __future__ import annotations

from typing import Protocol


class Sealer(Protocol):
    """Seals bytes under a fresh code and opens them again."""

    def seal(self, content: bytes) -> tuple[bytes, str]:
        """Return the sealed bytes and their code, shown once; the same content never gives the same bytes.

        Raises:
            LDCoachError: there is not enough memory.
        """

    def inspect(self, sealed: bytes) -> None:
        """Go on only where the bytes are whole, so that nobody is asked for a code in vain.

        Raises:
            UnfitInput: not a sealed file, cut short, altered, or asking for too much work.
            NewerRecord: a newer LDCoach made it.
        """

    def open(self, sealed: bytes, code: str) -> bytes:
        """Return what was sealed. Raises as `inspect`.

        Raises:
            WrongSecret: the code was mistyped or is another one's.
        """
