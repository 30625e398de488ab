"""A hostile file can end the process that reads it, and nothing else."""

from __future__ import annotations

import os
import sys

import pytest

from ldcoach.documents.reading_in_child import Limits, read_in_child
from ldcoach.errors import UnfitInput
from tests.documents import jobs_of_children as jobs

TOO_MUCH = "This file takes too much. Nothing was changed."


def test_it_answers_from_a_process_of_its_own_in_silence(capfd: pytest.CaptureFixture[str]) -> None:
    one, two, pid = read_in_child(jobs.told, "żółw", 2, too_much=TOO_MUCH)
    assert (one, two) == ("żółw", 2)
    assert pid != os.getpid()
    assert capfd.readouterr() == ("", "")


def test_a_refusal_keeps_its_sentence() -> None:
    with pytest.raises(UnfitInput, match="no file of ours"):
        read_in_child(jobs.refuse, too_much=TOO_MUCH)


def test_a_parser_that_fails_tells_nothing_of_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnfitInput) as refusal:
        read_in_child(jobs.fail, "what somebody wrote", too_much=TOO_MUCH)
    assert str(refusal.value) == TOO_MUCH
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("job", "limits"),
    [
        (jobs.wait, Limits(wall_seconds=1)),
        (jobs.vanish, Limits()),
        pytest.param(
            jobs.spin, Limits(cpu_seconds=1), marks=pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
        ),
        pytest.param(
            jobs.hoard, Limits(), marks=pytest.mark.skipif(sys.platform != "linux", reason="no such limit elsewhere")
        ),
        pytest.param(jobs.gush, Limits(), marks=pytest.mark.slow),
    ],
    ids=["waits", "vanishes", "computes", "hoards", "gushes"],
)
def test_a_child_beyond_its_limits_is_ended(job: object, limits: Limits) -> None:
    with pytest.raises(UnfitInput) as refusal:
        read_in_child(job, too_much=TOO_MUCH, limits=limits)  # type: ignore[arg-type]
    assert str(refusal.value) == TOO_MUCH
