"""Whatever leaves a record asks IT's settings first; what they refuse ends with exit code 5 and leaves no file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ldcoach.cli.parts import Parts
from ldcoach.cli.root import run
from ldcoach.domain.policy import Policy
from ldcoach.domain.policy_keys import PolicyValue
from tests.cli.conftest import Shell

PERIOD = ("--from", "2020-01-01", "--to", "2099-01-01")
WAYS = {
    "access.zip": ("access-pack", "--person", "Mairi", "--output"),
    "sealed.ldhandover": ("handover", "--person", "Mairi", "--output"),
    "read.pdf": ("handover", "--person", "Mairi", "--to-read"),
    "form.pdf": ("prep-form", "export", "--person", "Mairi", "--output"),
    "form.eml": ("prep-form", "export", "--person", "Mairi", "--output"),
    "calendar.ics": ("calendar", "export", "--output"),
    "summary.pdf": ("summary", "--person", "Mairi", *PERIOD, "--output"),
    "summary.eml": ("summary", "--person", "Mairi", *PERIOD, "--output"),
}
"""Commands by the file that they write."""
NO_TEXTS = {"form.pdf", "form.eml", "calendar.ics"}
PDFS = {"read.pdf", "form.pdf", "summary.pdf"}
MEETING = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:a@example.org
DTSTAMP:20260101T000000Z
DTSTART:{start}
SUMMARY:1:1 Mairi Campbell
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def leaving(
    shell: Shell, parts: Parts, home: Path, passphrase_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[[Policy], set[str]]:
    """Try every way out under a policy; return the names of the files that left."""
    shell("people", "add", "Mairi Campbell", "--email", "mairi@example.org")
    shell("note", "add", "--person", "Mairi", "--lane", "shared", "--text", "We agreed on the rota")
    _plan(shell, tmp_path)

    def tried(policy: Policy) -> set[str]:
        ruled = replace(parts, opening=replace(parts.opening, policy=policy))
        left = set()
        for name, words in WAYS.items():
            target = tmp_path / name
            end = ("--passphrase-file", str(passphrase_file))
            code = run(("--home", str(home), *words, str(target), *end), ruled)
            told = capsys.readouterr()
            assert code in {0, 5}, told.err
            assert target.exists() is (code == 0), name
            if code == 0:
                left.add(name)
            else:
                assert told.err.count("\n") == 1
                assert "Nothing was written" in told.err
        return left

    return tried


def _plan(shell: Shell, folder: Path) -> None:
    from datetime import UTC, datetime, timedelta

    file = folder / "in.ics"
    start = datetime.now(UTC) + timedelta(days=2)
    file.write_text(MEETING.format(start=f"{start:%Y%m%dT090000Z}").replace("\n", "\r\n"), "utf-8")
    assert shell("calendar", "import", str(file), "--json").document["added"] == 1


def forced(**values: PolicyValue) -> Policy:
    return Policy(forced={f"export.{name}": value for name, value in values.items()}, where="a test")


def test_without_settings_everything_may_leave(leaving: Callable[[Policy], set[str]]) -> None:
    assert leaving(Policy()) == set(WAYS)


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (forced(formats=("pdf",)), PDFS),
        (forced(formats=("pdf", "eml")), PDFS | {"form.eml", "summary.eml"}),
        (forced(formats=("eml", "docx")), set()),
        (forced(formats=("zip", "ics", "ldhandover")), {"access.zip", "calendar.ics", "sealed.ldhandover"}),
        (forced(formats=()), set()),
        (forced(password_required=True), NO_TEXTS | {"sealed.ldhandover"}),
        (Policy(closed=frozenset({"export.formats", "export.password_required"}), where="broken"), set()),
    ],
    ids=["pdf", "pdf and mail", "mail of nothing", "no documents", "nothing", "locked", "closed"],
)
def test_only_what_it_lets_leave_does(
    leaving: Callable[[Policy], set[str]], policy: Policy, expected: set[str]
) -> None:
    assert leaving(policy) == expected
