"""Keeps the support files of PySide6 compiled, so that they are not compiled anew at every start.

The binding between Python and Qt carries some 130 kB of Python source inside its library. It compiles all of it at each
import, half of what an empty window takes, unless a folder `files.dir` beside its package holds the same files. That
folder would be in an environment that is not ours to change, so here is one of our own, where Python keeps what it has
compiled of us.
"""

from __future__ import annotations

import os
import sys
import zlib
from importlib.machinery import ModuleSpec
from importlib.util import cache_from_source, find_spec, module_from_spec
from pathlib import Path

_BINDING = "shiboken6"
_SUPPORT = "shibokensupport"
_FOLDER = "files.dir"
_FROZEN = bool(getattr(sys, "frozen", False))
"""An installed program brings the files beside the binding, where it looks by itself."""
_GENERATOR = "shibokensupport/signature/lib/pyi_generator.py"
"""Writes stubs for type checkers; a program that runs has no use for it, yet each import would prepare it."""
_GENERATOR_WHOLE = "shibokensupport/signature/lib/pyi_generator_whole.py"
_STAND_IN = b"""\
def __getattr__(name):
    from shibokensupport.signature.lib import pyi_generator_whole
    return getattr(pyi_generator_whole, name)
"""


def load_binding() -> None:
    """Import the binding with the files that were kept; without any do nothing, and it is imported as ever."""
    if _FROZEN:
        return
    spec = find_spec(_BINDING)
    if _BINDING in sys.modules or spec is None or spec.loader is None:
        return
    kept = _kept(spec)
    if kept is None or not (kept / _FOLDER).is_dir():
        return
    binding = module_from_spec(spec)
    # It looks for the folder beside the place where it says that it is.
    binding.__file__ = str(kept / "__init__.py")
    sys.modules[_BINDING] = binding
    spec.loader.exec_module(binding)
    binding.__file__ = spec.origin


def keep_support() -> None:
    """Put the support files aside for the next start, whole or not at all; do nothing where they are kept or unfit.

    A folder that may not be written to is no fault: the next start is then as long as this one.
    """
    import tempfile

    if _FROZEN:
        return
    spec = find_spec(_BINDING)
    kept = None if spec is None else _kept(spec)
    files = carried_files()
    if sys.dont_write_bytecode or kept is None or kept.exists() or not files:
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent) as staging:
            whole = Path(staging) / "whole"
            for name, content in files.items():
                _write(whole / _FOLDER / name, content)
            whole.rename(kept)
    except OSError:
        return


def carried_files() -> dict[str, bytes]:
    """Return the support files that the binding carries, by name; nothing when they came from a folder already."""
    from zipfile import ZipFile

    carried = getattr(getattr(sys.modules.get(_SUPPORT), "__loader__", None), "zfile", None)
    if not isinstance(carried, ZipFile):
        return {}
    files = {name: carried.read(name) for name in carried.namelist() if name.endswith(".py")}
    if _GENERATOR in files:
        files[_GENERATOR_WHOLE], files[_GENERATOR] = files[_GENERATOR], _STAND_IN
    return files


def _write(path: Path, content: bytes) -> None:
    """Write a file that is whole on the disk before its folder gets its name: half a file would stop every start."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _kept(spec: ModuleSpec) -> Path | None:
    """Return where the files of this very version of the binding are kept, or would be."""
    if spec.origin is None or not spec.has_location:
        return None
    # The file names the version; reading it costs less than asking the packages' records.
    version = zlib.crc32(Path(spec.origin).read_bytes())
    return Path(cache_from_source(__file__)).parent / f"{_BINDING}-{version:08x}"
