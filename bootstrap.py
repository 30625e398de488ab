"""Sets everything up from a bare checkout, then opens the app or runs every check.

    python3 bootstrap.py run             open the app on a sample record
    python3 bootstrap.py test            lint, format, types, layers and tests
    python3 bootstrap.py test --slow     the same, and the slow tests
    python3 bootstrap.py test --soak     only faults and fuzzing at full counts; takes an hour or more
    python3 bootstrap.py test ARGUMENTS  only pytest, with these arguments

Standard library only, and readable by old Pythons, so that they can be told what is missing.
"""

from __future__ import print_function

import hashlib
import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
NEWEST = (3, 14)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
LOCK = os.path.join(ROOT, "requirements-dev.lock")
STAMP = os.path.join(VENV, "ldcoach-lock.sha256")
WINDOWS = os.name == "nt"
PYTHON = os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
KEY_STORE = {"dbus-run-session": "dbus", "gnome-keyring-daemon": "gnome-keyring", "secret-tool": "libsecret-tools"}
# One more than there are cores, since many tests wait for the disk or for a signal.
WORKERS = str(min(getattr(os, "cpu_count", int)() or 1, 7) + 1)  # Python 2 cannot count them
CHECKS = (
    ("lint", ["-m", "ruff", "check", "."]),
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("types", ["-m", "mypy"]),
    ("layers", ["-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"]),
    ("tests", ["-m", "pytest", "-q", "-n", WORKERS]),
)
SLOW = ("slow tests", ["-m", "pytest", "-q", "-n", WORKERS, "-m", "slow"])
SOAK = ("soak tests", ["-m", "pytest", "-q", "-n", "2", "-m", "soak", "--durations=0"])


def stop(sentence):
    """Say what is missing and end."""
    sys.stderr.write("bootstrap: {}\n".format(sentence))
    sys.exit(1)


def run(command, **more):
    """Run a command and return its exit code."""
    return subprocess.call(command, cwd=ROOT, **more)


def quietly(command):
    """Run a command without its output and tell whether it worked."""
    try:
        return run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def fits(command):
    """Tell whether a command starts a Python between the oldest and the newest that works."""
    test = "import sys; sys.exit(not {} <= sys.version_info[:2] <= {})".format(OLDEST, NEWEST)
    return quietly(command + ["-c", test])


def fit_python():
    """Return the command of a Python that fits: this one, else one that the system knows."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return [sys.executable]
    minors = range(NEWEST[1], OLDEST[1] - 1, -1) if sys.version_info[0] > 2 else ()
    for minor in minors:
        # A name on the path may be an empty promise of a version switcher, so each is tried.
        for command in (["python3.{}".format(minor)], ["py", "-3.{}".format(minor)]):
            if fits(command):
                return command
    version = ".".join(str(part) for part in sys.version_info[:3])
    stop(
        "This is Python {}; LDCoach needs {}.{} to {}.{}. Nothing was changed; install a newer Python "
        "and start again.".format(version, *(OLDEST + NEWEST))
    )
    return []


def may_install():
    """Tell whether Debian packages can be installed from here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages, reason):
    """Install Debian packages, or say exactly how."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not may_install():
        stop(
            "{} Nothing was changed. On Debian or Ubuntu run `sudo {}`, elsewhere install what these "
            "packages hold; then start again.".format(reason, line)
        )
    print("Installing " + ", ".join(packages), flush=True)
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "env": environment}
    # The lists may be old or absent, so a failure is tried once more with fresh ones.
    if run(line.split(), stderr=subprocess.DEVNULL, **quiet):
        run(["apt-get", "update"], **quiet)
        if run(line.split(), **quiet):
            stop("`{}` did not work. Is there a network? Nothing else was changed; try it by hand.".format(line))


def can_load(library):
    """Tell whether the system has a shared library."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display():
    """Tell whether a window can be shown."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def check_system():
    """Find Qt's system libraries on Linux; install or name those that are missing."""
    if not sys.platform.startswith("linux"):
        return
    wanted = dict(QT_LIBRARIES)
    if has_display():
        wanted.update(WINDOW_LIBRARIES)
    missing = sorted(library for library in wanted if not can_load(library))
    if missing:
        packages = sorted(wanted[library] for library in missing)
        install_packages(packages, "The window needs {}, which this system lacks.".format(", ".join(missing)))


def make_venv():
    """Make the virtual environment, on Debian also where Python came without `venv`."""
    python = fit_python()
    if fits([PYTHON]) and quietly([PYTHON, "-m", "pip", "--version"]):
        return
    if fresh_venv(python):
        return
    if sys.platform.startswith("linux"):
        show = "import sys; print('python%d.%d-venv' % sys.version_info[:2])"
        package = subprocess.check_output(python + ["-c", show]).decode().strip()
        install_packages([package], "This Python came without the part that makes virtual environments.")
        if fresh_venv(python):
            return
    stop("Python could not make a virtual environment in {}. Nothing else was changed.".format(VENV))


def fresh_venv(python):
    """Make the environment anew, with pip from Python itself or from a pip outside; tell whether it worked."""
    shutil.rmtree(VENV, ignore_errors=True)
    if quietly(python + ["-m", "venv", VENV]):
        return True
    shutil.rmtree(VENV, ignore_errors=True)
    bare = quietly(python + ["-m", "venv", "--without-pip", VENV])
    return bare and quietly(python + ["-m", "pip", "--python", PYTHON, "install", "pip"])


def lock_hash():
    """Return the hash of the lock and of the project's settings."""
    digest = hashlib.sha256()
    for path in (LOCK, os.path.join(ROOT, "pyproject.toml")):
        with open(path, "rb") as file:
            digest.update(file.read())
    digest.update(VENV.encode("utf-8"))
    return digest.hexdigest()


def synced():
    """Tell whether the environment already holds what the lock says."""
    if not (os.path.exists(STAMP) and os.path.exists(PYTHON)):
        return False
    with open(STAMP) as file:
        return file.read() == lock_hash()


def sync():
    """Install exactly what the lock names, then the project itself from this folder."""
    print("Setting up LDCoach in {} (once; some 700 MB)".format(VENV), flush=True)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    if run(pip + ["--require-hashes", "--only-binary", ":all:", "-r", LOCK]):
        stop("The packages could not be installed. Is there a network? Nothing else was changed; start again.")
    if run(pip + ["--no-deps", "--no-build-isolation", "-e", ROOT]):
        stop("The project could not be installed into its environment. Start again after removing .venv.")
    with open(STAMP, "w") as file:
        file.write(lock_hash())


def set_up():
    """Do all the set-up; fast when there is nothing left to do."""
    if not synced():
        make_venv()
        sync()
    check_system()


def start(more):
    """Open the app on the sample record; without a display play one 1-2-1 and leave its pictures."""
    demo = [PYTHON, "-m", "ldcoach", "demo"]
    if has_display():
        return run(demo + ["--open"] + more)
    output = os.path.join(ROOT, "ldcoach-demo")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    print("There is no display: one guided 1-2-1 is played, its pictures and the summary go to " + output, flush=True)
    return run(demo + ["--fresh", "--output", output] + more, env=environment)


def steps_of(more):
    """Return the checks to run; arguments of one's own are meant for pytest alone."""
    own = [argument for argument in more if argument not in {"--slow", "--soak"}]
    if "--soak" in more and not own:
        return [SOAK]
    if own:
        return [("tests", ["-m", "pytest"] + own)]
    return list(CHECKS) + ([SLOW] if "--slow" in more else [])


def offer_key_store():
    """Install the desktop's key store for the slow tests, or name what they leave out without it."""
    missing = sorted(package for program, package in KEY_STORE.items() if not shutil.which(program))
    if not (missing and sys.platform.startswith("linux")):
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(missing)
    if may_install():
        print("Installing " + ", ".join(missing), flush=True)
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        if quietly(line.split()) or (quietly(["apt-get", "update"]) and quietly(line.split())):
            return
    print("The slow tests leave out the key store of the desktop; `sudo {}` adds it.".format(line), flush=True)


def check(more):
    """Run the checks, each of them even where one before failed, and tell which did."""
    environment = dict(os.environ)
    # Tests start hundreds of processes, and each would compile the whole program anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform.startswith("linux"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    if "--slow" in more:
        offer_key_store()
    failed = []
    for name, command in steps_of(more):
        print("== " + name, flush=True)
        if run([PYTHON] + command, env=environment):
            failed.append(name)
    print("All checks passed." if not failed else "Failed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


def main():
    """Read the command and do it; return the exit code."""
    commands = {"run": start, "test": check}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 2
    try:
        set_up()
        return commands[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        stop("{}. Check the folder {} and start again.".format(error, ROOT))
    return 1


if __name__ == "__main__":
    sys.exit(main())
