"""Has the running program read its modules from the file that was started.

PyInstaller opens the program's file by name whenever a module is loaded. An upgrade lays another file in its place,
where every module begins elsewhere; a window that is open meanwhile would read rubbish. The link in /proc leads to the
file that was started, even when it has no name any more.
"""

import os

import pyimod02_importers

STARTED = "/proc/self/exe"
if os.access(STARTED, os.R_OK):  # a bare folder with a system in it may have no /proc
    pyimod02_importers.pyz_archive._filename = STARTED  # noqa: SLF001  # nothing public says where it reads
