"""Introduces IT's settings of this computer; where they are is fixed, and no option or variable leads elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ldcoach.domain.policy import Policy
    from ldcoach.services.ports import Verdict


class MachinePolicy:
    """The settings of this computer, behind the port."""

    def read(self) -> Policy:
        """Return what IT set."""
        return the_policy()

    def check(self, file: Path) -> Policy:
        """Return what a file says."""
        from ldcoach.library.policy import check_file

        return check_file(file)


def the_policy() -> Policy:
    """Return what IT set on this computer."""
    from ldcoach.library.policy_systems import the_source

    return the_source().read()


def judging(policy: Policy) -> Callable[[str], Verdict]:
    """Return what judges a passphrase by the length that IT asks for."""

    def judge(passphrase: str) -> Verdict:
        from ldcoach.vault.passphrase import judge

        return judge(passphrase, policy.number("passphrase.minimum_length"))

    return judge
