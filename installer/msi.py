"""Builds the installers for Windows: the MSI by WiX or wixl, the second one by NSIS."""

from __future__ import annotations

import os
import re
import shutil
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from installer.product import ROOT, VERSION, moment
from installer.running import run, tool
from ldcoach.domain.policy_keys import KEYS, PolicyKey, PolicyKind
from ldcoach.library.policy_systems import REGISTRY_KEY

__all__ = ["msi", "nsis", "payload"]

PARTS = ROOT / "installer" / "windows"
_ICON = "ldcoach.ico"
_SAID_LATER = re.compile(r' Permanent="yes"|        <Condition>.*</Condition>\n| Schedule="\w+"')
_AFTER_INSTALL_INITIALIZE = 1501
_REGISTRY_TYPES = {PolicyKind.SWITCH: "integer", PolicyKind.NUMBER: "integer", PolicyKind.FOLDER: "expandable"}
_KEPT_REGISTRY_64 = 4 | 16 | 256
"""Attributes of a component: its key is in the registry, it stays when LDCoach is removed, it is of 64 bits."""
_GUIDS = uuid.UUID("3d2f9b54-61c8-5a07-b4e9-8f7a0c1d5e62")


def payload(frozen: Path, papers: Path, folder: Path) -> Path:
    """Lay the frozen program and its papers in one folder, as they are installed, all dated alike."""
    tree = folder / "payload"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree)
    shutil.copytree(papers, tree / "papers")
    dated = moment()
    for path in tree.rglob("*"):
        os.utime(path, (dated, dated))
    return tree


def msi(tree: Path, icon: Path, folder: Path, output: Path, version: str = VERSION) -> Path:
    """Write the MSI of a payload that lies in `folder`; on Windows by WiX 3, elsewhere by wixl."""
    main, files = folder / "ldcoach.wxs", folder / "files.wxs"
    main.write_text(described(), "utf-8")
    files.write_text(listed(tree), "utf-8")
    shutil.copyfile(icon, folder / _ICON)
    target = output / f"ldcoach-{version}-x64.msi"
    given = {"Version": version, "ProductCode": guid(f"product {version}"), "Icon": _ICON}
    if sys.platform == "win32":
        defined = [f"-d{name}={value}" for name, value in given.items()]
        run("candle", "-nologo", "-arch", "x64", *defined, main.name, files.name, cwd=folder)
        run("light", "-nologo", "-sval", "-out", target, "ldcoach.wixobj", "files.wixobj", cwd=folder)
        return target
    defined = [word for name, value in given.items() for word in ("-D", f"{name}={value}")]
    target.unlink(missing_ok=True)
    run(tool("wixl", "wixl"), "-a", "x64", *defined, "-o", target, main.name, files.name, cwd=folder, env=_dated())
    for change in _unsaid_by_wixl():
        run(tool("msibuild", "msitools"), target, "-q", change)
    run("msibuild", target, "-s", "LDCoach", "The LDCoach maintainers", "x64;1033", f"{{{guid(f'package {version}')}}}")
    return target


def nsis(tree: Path, icon: Path, output: Path, version: str = VERSION, *, quick: bool = False) -> Path:
    """Write the second installer of a payload, the same bytes each time; a quick one is larger, and for tests."""
    target = output / f"ldcoach-{version}-x64-setup.exe"
    given = {"VERSION": version, "PAYLOAD": str(tree), "ICON": str(icon), "OUTPUT": str(target)}
    defined = [f"-D{name}={value}" for name, value in given.items()] + ["-DQUICK"] * quick
    run(tool("makensis", "nsis"), "-V2", *defined, PARTS / "ldcoach.nsi", env=_dated())
    return target


def described() -> str:
    """Return the description of the MSI, with a property and a value in the registry for each policy of one value."""
    text = (PARTS / "ldcoach.wxs").read_text("utf-8")
    parts = {
        "@PROPERTIES@": [f'    <Property Id="{_property(key)}" Secure="yes" />' for key in _settable()],
        "@POLICIES@": [_policy(key) for key in _settable()],
        "@REFERENCES@": [f'      <ComponentRef Id="Policy{key.name}" />' for key in _settable()],
    }
    if sys.platform != "win32":
        parts["@PROPERTIES@"] = []
    for mark, lines in parts.items():
        text = text.replace(mark, "\n".join(lines))
    return text if sys.platform == "win32" else _SAID_LATER.sub("", text)


def listed(tree: Path) -> str:
    """Return the fragment that names every file of a payload, always with the same ids."""
    components: list[str] = []
    folders = "\n".join(_folder(tree, tree, components))
    group = "\n".join(f'      <ComponentRef Id="{each}" />' for each in components)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Fragment>
    <DirectoryRef Id="INSTALLDIR">
{folders}
    </DirectoryRef>
  </Fragment>
  <Fragment>
    <ComponentGroup Id="Files">
{group}
    </ComponentGroup>
  </Fragment>
</Wix>
"""


def _unsaid_by_wixl() -> Iterator[str]:
    """Yield the changes to an MSI that WiX can describe and wixl cannot."""
    handed_over = sorted([*(_property(key) for key in _settable()), "WIX_DOWNGRADE_DETECTED", "WIX_UPGRADE_DETECTED"])
    secure = ";".join(handed_over)
    yield f"UPDATE `Property` SET `Value`='{secure}' WHERE `Property`='SecureCustomProperties'"  # noqa: S608  # words of our own
    removed = f"SET `Sequence`={_AFTER_INSTALL_INITIALIZE} WHERE `Action`='RemoveExistingProducts'"
    yield f"UPDATE `InstallExecuteSequence` {removed}"
    for key in _settable():
        kept = f"`Condition`='{_property(key)}', `Attributes`={_KEPT_REGISTRY_64}"
        yield f"UPDATE `Component` SET {kept} WHERE `Component`='Policy{key.name}'"  # noqa: S608  # words of our own
        if key.kind is PolicyKind.FOLDER:
            variables = f"`Value`='#%[{_property(key)}]'"
            yield f"UPDATE `Registry` SET {variables} WHERE `Component_`='Policy{key.name}'"  # noqa: S608  # words of our own


def guid(name: str) -> str:
    """Return the GUID that a name always has."""
    return str(uuid.uuid5(_GUIDS, name)).upper()


def _folder(tree: Path, folder: Path, components: list[str]) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        place = path.relative_to(tree).as_posix()
        if path.is_dir():
            yield f'<Directory Id="{_id("d", place)}" Name={quoteattr(path.name)}>'
            yield from _folder(tree, path, components)
            yield "</Directory>"
        else:
            component = _id("c", place)
            components.append(component)
            file = f'<File Id="{_id("f", place)}" Source={quoteattr(f"{tree.name}/{place}")} KeyPath="yes" />'
            yield f'<Component Id="{component}" Guid="{guid(place)}" Win64="yes">{file}</Component>'


def _id(kind: str, place: str) -> str:
    return f"{kind}_{uuid.uuid5(_GUIDS, place).hex}"


def _settable() -> list[PolicyKey]:
    """Return the policies of one value; a list cannot be handed over on a command line."""
    return [key for key in KEYS if key.kind is not PolicyKind.NAMES]


def _property(key: PolicyKey) -> str:
    """Return the name of a public property, as in LOCKMINUTES."""
    return re.sub(r"[^A-Z0-9]", "", key.name.upper())


def _policy(key: PolicyKey) -> str:
    kind = _REGISTRY_TYPES.get(key.kind, "string")
    name = _property(key)
    # Permanent: removing LDCoach must not take away what IT has set.
    return f"""\
      <Component Id="Policy{key.name}" Guid="{guid(f"policy {key.id}")}" Win64="yes" Permanent="yes">
        <Condition>{name}</Condition>
        <RegistryKey Root="HKLM" Key={quoteattr(REGISTRY_KEY)}>
          <RegistryValue Name="{key.name}" Type="{kind}" Value="[{name}]" KeyPath="yes" />
        </RegistryKey>
      </Component>"""


def _dated() -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": str(moment())}
