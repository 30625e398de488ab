"""Writes what IT rolls out, from the one list of keys: `python -m installer.policy_files`."""

from __future__ import annotations

import plistlib
import textwrap
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ldcoach.domain.policy_keys import KEYS, PolicyKey, PolicyKind, PolicyValue
from ldcoach.library.policy_systems import BUNDLE, RECOMMENDED, REGISTRY_KEY, UNIX_FOLDER

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "installer" / "policy"
PAGE = ROOT / "docs" / "policy.md"

_NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_UUIDS = uuid.UUID("5e1d7f0a-8f0e-5c6b-8d4b-1f6a3c9d2e74")
_TIERS = ("", RECOMMENDED)
_PAGE = f"""# Settings by IT

Written by `python -m installer.policy_files` from the list of keys in `ldcoach/domain/policy_keys.py`.

| system | source |
|---|---|
| Linux | `{UNIX_FOLDER}/policy.toml`, owned by root |
| Windows | `HKLM\\{REGISTRY_KEY}`, recommended ones in its key `{RECOMMENDED}` |
| macOS | a configuration profile for `{BUNDLE}`, recommended ones in its dictionary `{RECOMMENDED}` |

`policy.toml`, `ldcoach.admx` with `en-US/ldcoach.adml`, and `ldcoach.mobileconfig` are in `installer/policy` and
beside the installers. No option, variable or setting of a user leads to another source.

*Forced* wins over the manager, who sees the setting locked with the reason. *Recommended* holds until the manager
chooses another value. Else the manager's own setting holds, else what LDCoach comes with.

A value that cannot be used closes its key, if that is a security key: its strictest value holds, and Settings and
`ldcoach policy show` say so. A name that is not known closes the security keys of its section, or all of them where
the section is not known either; so bring LDCoach up to date before a policy with new keys. A source that cannot be
read at all closes every security key. `ldcoach policy check FILE.toml` explains a file line by line, needs no record,
and ends with 1 where a line cannot be used.

What a policy refuses ends with exit code 5 on the command line.

"""
_DECLARED = '<?xml version="1.0" encoding="utf-8"?>'


def files() -> dict[Path, str]:
    """Return the text of every file by its path."""
    return {
        FOLDER / "ldcoach.admx": admx(),
        FOLDER / "en-US" / "ldcoach.adml": adml(),
        FOLDER / "ldcoach.mobileconfig": mobileconfig(),
        FOLDER / "policy.toml": example(),
        PAGE: page(),
    }


def example() -> str:
    """Return an example of `policy.toml` in which every line is switched off."""
    lines = [
        f"# LDCoach: settings for every user of this computer. Belongs into {UNIX_FOLDER}, owned by root.",
        "# Take the # from the lines you want; `ldcoach policy check FILE` explains the result.",
        "",
        "[forced]  # wins over the manager, who sees it locked",
    ]
    for key in KEYS:
        lines += ["", *(f"# {line}" for line in _wrapped(key.explanation)), f"# {key.id} = {_toml(key.example)}"]
    lines += ["", "[recommended]  # holds until the manager chooses another"]
    lines += ["", *(f"# {key.id} = {_toml(key.example)}" for key in _recommended())]
    return "\n".join(lines) + "\n"


def page() -> str:
    """Return the page of the documentation."""
    lines = [line for key in KEYS for line in _told(key)]
    return _PAGE + "\n".join(lines).rstrip() + "\n"


def admx() -> str:
    """Return the template of Group Policy."""
    policies = "\n".join(_policy(key, tier) for tier in _TIERS for key in KEYS if not tier or key.setting)
    return f"""{_DECLARED}
<policyDefinitions xmlns="{_NAMESPACE}" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="ldcoach" namespace="LDCoach.Policies" />
    <using prefix="windows" namespace="Microsoft.Policies.Windows" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <categories>
    <category name="LDCoach" displayName="$(string.LDCoach)" />
    <category name="{RECOMMENDED}" displayName="$(string.{RECOMMENDED})"><parentCategory ref="LDCoach" /></category>
  </categories>
  <policies>
{policies}
  </policies>
</policyDefinitions>
"""


def adml() -> str:
    """Return the English words of the template."""
    strings: list[tuple[str, str]] = []
    presentations: list[str] = []
    for tier in _TIERS:
        for key in KEYS:
            if not tier or key.setting:
                strings += _strings(key, tier)
                presentations += _presentation(key, tier)
    words = "\n".join(f'      <string id="{name}">{escape(text)}</string>' for name, text in strings)
    shown = "\n".join(f"      {line}" for line in presentations)
    return f"""{_DECLARED}
<policyDefinitionResources xmlns="{_NAMESPACE}" revision="1.0" schemaVersion="1.0">
  <displayName>LDCoach</displayName>
  <description>Settings of LDCoach for every user of a computer</description>
  <resources>
    <stringTable>
      <string id="LDCoach">LDCoach</string>
      <string id="{RECOMMENDED}">Recommended: the manager may choose another</string>
{words}
    </stringTable>
    <presentationTable>
{shown}
    </presentationTable>
  </resources>
</policyDefinitionResources>
"""


def mobileconfig() -> str:
    """Return an example of a profile for macOS, always the same."""
    settings: dict[str, object] = {key.name: _plain(key.example) for key in KEYS if not key.setting}
    settings[RECOMMENDED] = {key.name: _plain(key.example) for key in _recommended()}
    inner = {
        **settings,
        "PayloadType": BUNDLE,
        "PayloadIdentifier": f"{BUNDLE}.policy.settings",
        "PayloadUUID": _identifier("settings"),
        "PayloadVersion": 1,
        "PayloadDisplayName": "LDCoach settings",
    }
    outer = {
        "PayloadContent": [inner],
        "PayloadType": "Configuration",
        "PayloadScope": "System",
        "PayloadIdentifier": f"{BUNDLE}.policy",
        "PayloadUUID": _identifier("profile"),
        "PayloadVersion": 1,
        "PayloadDisplayName": "LDCoach policy",
    }
    return plistlib.dumps(outer).decode("utf-8")


def _told(key: PolicyKey) -> Iterator[str]:
    tiers = "forced or recommended" if key.setting else "forced"
    yield f"## {key.title}: `{key.id}`"
    yield ""
    yield key.explanation
    yield ""
    yield f"- Name on Windows and macOS: `{key.name}`; {_told_kind(key)}"
    yield f"- Value: {key.fit_values}"
    yield f"- Without a policy: {key.told(key.built_in)}"
    yield f"- Tier: {tiers}" + ("; a security key" if key.protects else "")
    if key.closed is not None:
        yield f"- While it cannot be read: {key.told(key.closed)}"
    yield f"- Example: `{key.id} = {_toml(key.example)}`"
    yield ""


def _told_kind(key: PolicyKey) -> str:
    return {
        PolicyKind.SWITCH: "REG_DWORD 0 or 1; boolean",
        PolicyKind.NUMBER: "REG_DWORD; integer",
        PolicyKind.CHOICE: "REG_SZ; string",
        PolicyKind.NAMES: "REG_MULTI_SZ; array of strings",
        PolicyKind.FOLDER: "REG_SZ or REG_EXPAND_SZ; string",
    }[key.kind]


def _recommended() -> list[PolicyKey]:
    return [key for key in KEYS if key.setting]


def _policy(key: PolicyKey, tier: str) -> str:
    name, place = f"{key.name}{tier}", f"{REGISTRY_KEY}\\{tier}" if tier else REGISTRY_KEY
    shared = (
        f'class="Machine" displayName="$(string.{name})" explainText="$(string.{name}_Help)" '
        f'presentation="$(presentation.{name})" key={quoteattr(place)}'
    )
    head = f'    <policy name="{name}" {shared}'
    parent = f'<parentCategory ref="{tier or "LDCoach"}" />'
    inside = f'\n      {parent}\n      <supportedOn ref="windows:SUPPORTED_Windows_10_0" />'
    if key.kind is PolicyKind.SWITCH:
        values = (
            '<enabledValue><decimal value="1" /></enabledValue><disabledValue><decimal value="0" /></disabledValue>'
        )
        return f'{head} valueName="{key.name}">{inside}\n      {values}\n    </policy>'
    return f"{head}>{inside}\n      <elements>{_element(key)}</elements>\n    </policy>"


def _element(key: PolicyKey) -> str:
    shared = f'id="{key.name}" valueName="{key.name}" required="true"'
    if key.kind is PolicyKind.NAMES:
        return f'<multiText id="{key.name}" valueName="{key.name}" />'
    if key.kind is PolicyKind.FOLDER:
        return f'<text {shared} expandable="true" />'
    if key.choices:
        items = "".join(
            f'<item displayName="$(string.{key.name}_{choice})"><value>{_value(choice)}</value></item>'
            for choice in key.choices
        )
        return f"<enum {shared}>{items}</enum>"
    return f'<decimal {shared} minValue="{key.least}" maxValue="{key.most}" />'


def _value(choice: str | int) -> str:
    return f'<decimal value="{choice}" />' if isinstance(choice, int) else f"<string>{escape(choice)}</string>"


def _strings(key: PolicyKey, tier: str) -> Iterator[tuple[str, str]]:
    name = f"{key.name}{tier}"
    yield name, key.title
    yield f"{name}_Help", f"{key.explanation} Value: {key.fit_values}. Without it: {key.told(key.built_in)}"
    if not tier and key.kind in {PolicyKind.CHOICE, PolicyKind.NUMBER}:
        yield from ((f"{key.name}_{choice}", str(choice)) for choice in key.choices)


def _presentation(key: PolicyKey, tier: str) -> Iterator[str]:
    name = f"{key.name}{tier}"
    if key.kind is PolicyKind.SWITCH:
        yield f'<presentation id="{name}" />'
        return
    if key.kind is PolicyKind.NAMES:
        shown = f'<multiTextBox refId="{key.name}">{escape(key.title)}, one a line</multiTextBox>'
    elif key.kind is PolicyKind.FOLDER:
        shown = f'<textBox refId="{key.name}"><label>{escape(key.title)}</label></textBox>'
    elif key.choices:
        shown = f'<dropdownList refId="{key.name}" noSort="true">{escape(key.title)}</dropdownList>'
    else:
        shown = f'<decimalTextBox refId="{key.name}" defaultValue="{key.built_in}">{escape(key.title)}</decimalTextBox>'
    yield f'<presentation id="{name}">{shown}</presentation>'


def _toml(value: PolicyValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{each}"' for each in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def _plain(value: PolicyValue) -> object:
    return list(value) if isinstance(value, tuple) else value


def _identifier(name: str) -> str:
    return str(uuid.uuid5(_UUIDS, name)).upper()


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 100)


if __name__ == "__main__":
    for path, text in files().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
