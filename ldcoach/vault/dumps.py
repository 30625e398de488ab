"""Keep the program's memory out of files: no core dump, and no reading by other programs of the same user.

Linux and macOS write core dumps where the limit allows; on Linux `prctl` also shuts `/proc/PID/mem` and debuggers
out. On Windows crash dumps are the administrator's (`LocalDumps` of Windows Error Reporting) and are not touched.
"""

from __future__ import annotations

import ctypes
import sys

__all__ = ["forbid_dumps"]

_SET_DUMPABLE = 4  # PR_SET_DUMPABLE in <linux/prctl.h>


def forbid_dumps() -> bool:
    """Switch off core dumps and dumpability for this process; tell whether all that this system knows was done."""
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415  # there is none on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform != "linux":
        return True
    refused: int = ctypes.CDLL(None).prctl(_SET_DUMPABLE, ctypes.c_ulong(0))
    return not refused
