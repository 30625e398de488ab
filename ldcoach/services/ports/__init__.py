"""What the services need from outside; `app` introduces the parts that do it."""

from __future__ import annotations

from ldcoach.services.ports.documents import ChartDrawer, DocumentWriter, PageImage, PagePreview
from ldcoach.services.ports.erasure import Erasure
from ldcoach.services.ports.library import Library
from ldcoach.services.ports.policy import PolicySource
from ldcoach.services.ports.record import BatchRecord, Record, Work
from ldcoach.services.ports.restart import Restart
from ldcoach.services.ports.time import Clock, Ids
from ldcoach.services.ports.vault import Keys, Remembering, Rotation, Vault, Verdict, WayIn

__all__ = [
    "BatchRecord",
    "ChartDrawer",
    "Clock",
    "DocumentWriter",
    "Erasure",
    "Ids",
    "Keys",
    "Library",
    "PageImage",
    "PagePreview",
    "PolicySource",
    "Record",
    "Remembering",
    "Restart",
    "Rotation",
    "Vault",
    "Verdict",
    "WayIn",
    "Work",
]
