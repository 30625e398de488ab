"""Introduces vault, store, library and documents to the services, and these to the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldcoach.app.folders import data_folder
from ldcoach.app.kits import kits
from ldcoach.app.late import Ageing, Backups, Erasure, LateWriter, Records
from ldcoach.app.late_rights import rights
from ldcoach.app.late_travel import travel
from ldcoach.app.policy import judging, the_policy
from ldcoach.paths import resources
from ldcoach.services.clock import SystemClock

if TYPE_CHECKING:
    from ldcoach.cli.parts import Parts
    from ldcoach.services.opening import Opening
    from ldcoach.services.ports import Ids
    from ldcoach.services.safety import Safety


def opening(*, cheap_key: bool = False) -> Opening:
    """Introduce vault, store, library and documents; `cheap_key` is for samples, whose passphrase is printed."""
    from ldcoach.library import FileLibrary
    from ldcoach.services.opening import Opening
    from ldcoach.vault.cost import FLOOR
    from ldcoach.vault.file_vault import FileVault
    from ldcoach.vault.remembering import DeviceSlots
    from ldcoach.vault.rotation import KeyRotation

    policy = the_policy()
    cost = FLOOR if cheap_key else None
    return Opening(
        vault=FileVault(cost),
        remembering=DeviceSlots(),
        rotation=KeyRotation(cost),
        records=Records(),
        library=FileLibrary(resources()),
        clock=SystemClock(),
        ids=_new_ids,
        writer=LateWriter,
        travel=travel,
        judge=judging(policy),
        policy=policy,
    )


def parts() -> Parts:
    """Return what the command line works with."""
    from ldcoach.app.policy import MachinePolicy
    from ldcoach.app.sample import SAMPLE_PASSPHRASE, make_sample, play
    from ldcoach.app.window import open_window
    from ldcoach.cli.parts import Parts

    data, opens = data_folder(), opening()
    return Parts(
        opening=opens,
        safety=safety(opens),
        kits=kits(),
        policy=MachinePolicy(),
        rights=rights(),
        default_home=data / "record",
        sample_home=data / "sample",
        make_sample=make_sample,
        sample_passphrase=SAMPLE_PASSPHRASE,
        play=play,
        open_window=open_window,
    )


def safety(opens: Opening) -> Safety:
    """Introduce vault and store for backups."""
    from ldcoach.services.safety import Safety

    return Safety(opens, Backups(), Erasure(), Ageing())


def _new_ids() -> Ids:
    from ldcoach.store.ids import Uuid7Ids

    return Uuid7Ids()
