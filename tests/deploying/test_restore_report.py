"""What restoring a report changes, and how the command is called."""

from typing import Any

import pytest

from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.restore_report import identity_change, report_change
from tests.deploying.test_commands import run


def items(**by_key: str) -> dict[str, Any]:
    """Items of a report, each with something in it that tells two of a key apart."""
    keys = {key.replace("_", "#"): word for key, word in by_key.items()}
    return {key: {"pk": {"S": "REPORT#LP-1"}, "sk": {"S": key}, "word": {"S": word}} for key, word in keys.items()}


def test_letters_stay_on_record_and_the_head_comes_first() -> None:
    then = items(BODY="then", EVENT_000001="same", HEAD="then", TELL_000001="then")
    now = items(BODY="now", EVENT_000001="same", HEAD="now", TELL_000001="now", TELL_000002="now", EVENT_000002="now")
    made = report_change(then, now)
    assert [one["sk"]["S"] for one in made.put] == ["HEAD", "BODY"]
    assert [one["sk"]["S"] for one in made.remove] == ["EVENT#000002"]


def test_of_the_reporter_comes_back_who_it_is_and_nothing_else() -> None:
    then = items(IDENTITY="then", READING_1="then", FOLLOWER_a="then")
    assert [one["sk"]["S"] for one in identity_change(then, items(READING_2="now")).put] == ["IDENTITY"]
    assert identity_change(then, items(IDENTITY="then", READING_2="now")).put == ()
    assert identity_change({}, items(IDENTITY="now")).remove == ()


def test_what_was_not_there_or_is_erased_does_not_come() -> None:
    with pytest.raises(CommandRefused, match="was not there"):
        report_change({}, items(HEAD="now"))
    erased = items(HEAD="now", EVENT_000003="now")
    erased["EVENT#000003"]["type"] = {"S": "erased"}
    with pytest.raises(CommandRefused, match="erased as its reporter asked"):
        report_change(items(HEAD="then"), erased)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "REPORT is missing; for example: make restore-report"),
        ({"REPORT": "LP-1", "AT": "2026-11-28T10:00:00+07:00"}, "that is no report's number"),
        ({"REPORT": "LP-0000-0000-000", "AT": "kemarin"}, "it is a moment like"),
        ({"REPORT": "LP-0000-0000-000", "AT": "2026-11-28T10:00:00"}, "say the zone as well"),
        ({"REPORT": "LP-0000-0000-000", "AT": "2999-01-01T00:00:00Z"}, "still to come"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(given: dict[str, str], said: str) -> None:
    done = run("restore_report", STAGE="dev", **given)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(("module", "given"), [("recount", {}), ("restore_report", {"REPORT": "LP-0000-0000-000"})])
def test_a_stage_that_is_not_there(cloud: Cloud, module: str, given: dict[str, str]) -> None:
    done = run(module, STAGE=cloud.stage, AT="2026-11-28T10:00:00+07:00", **given)
    assert (done.returncode, done.stderr) == (1, f"The stage {cloud.stage} is not deployed.\n")
