"""Runs first in both frozen programs, which then read the modules of one file beside Qt rather than a copy each."""

import os
import sys

# The loader has named its own, empty archive here; what runs next imports from the one that is named.
sys._pyinstaller_pyz = os.path.join(sys._MEIPASS, "modules.pyz?0")  # type: ignore[attr-defined]  # noqa: PTH118, SLF001  # pathlib is in that archive
