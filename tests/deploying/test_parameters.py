"""Wrong parameters: every fault at once, in sentences, before anything is touched."""

import json
from pathlib import Path

import pytest

from infra.aws.console import CommandRefused, WrongUsage
from infra.aws.parameters import STAGES, checked, of_stage
from tests.deploying.small_template import small_template

RIGHT = {"Stage": "dev", "SenderAddress": "lapor@kota.go.id"}


def test_every_fault_is_said_at_once() -> None:
    given = {"Stage": "Dev", "SenderAdress": "x", "Shards": "11", "EdgeProtection": "perhaps"}
    with pytest.raises(CommandRefused) as refused:
        checked(small_template(), given)
    first, *faults = str(refused.value).splitlines()
    assert first == "Wrong parameters; nothing was touched:"
    told = {fault.split(":")[0].strip(): fault.split(":", 1)[1] for fault in faults}
    assert told.keys() == {"SenderAdress", "SenderAddress", "Shards", "EdgeProtection", "Stage"}
    assert "no such parameter" in told["SenderAdress"]
    assert told["SenderAddress"] == " it is missing (the address letters come from)."
    assert "not between 1 and 10" in told["Shards"]
    assert "none of on, off" in told["EdgeProtection"]
    assert "does not fit" in told["Stage"]


def test_an_empty_value_of_a_parameter_without_a_default_is_missing() -> None:
    with pytest.raises(CommandRefused, match="SenderAddress: it is missing"):
        checked(small_template(), {**RIGHT, "SenderAddress": ""})


@pytest.mark.parametrize(("value", "fault"), [("many", "is no number"), ("0", "is not between"), ("", "is no number")])
def test_numbers(value: str, fault: str) -> None:
    with pytest.raises(CommandRefused, match=fault):
        checked(small_template(), {**RIGHT, "Shards": value})


def test_a_pattern_must_fit_the_whole_value() -> None:
    with pytest.raises(CommandRefused, match="does not fit"):
        checked(small_template(), {**RIGHT, "SenderAddress": "a@b and more"})


def test_a_domain_of_our_own_needs_its_certificate() -> None:
    with pytest.raises(CommandRefused, match="one goes with the other"):
        checked(small_template(), {**RIGHT, "SiteDomain": "lapor.go.id"})


def test_what_is_right_is_passed_on_and_defaults_are_left_to_the_template() -> None:
    assert checked(small_template(), {**RIGHT, "SiteUrl": ""}) == {**RIGHT, "SiteUrl": ""}


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "dev.json").write_text(json.dumps({"SenderAddress": "a@b.id", "Shards": 2}))
    given = of_stage("dev", "SenderAddress=c@d.id SiteDomain='lapor.go.id'", tmp_path)
    assert given == {"SenderAddress": "c@d.id", "Shards": "2", "SiteDomain": "lapor.go.id"}


def test_a_stage_without_a_file_and_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "dev.json").write_text("{")
    with pytest.raises(CommandRefused, match=r"no kota.json in .* \(there is: dev\)"):
        of_stage("kota", "", tmp_path)
    with pytest.raises(CommandRefused, match=r"dev\.json is not JSON"):
        of_stage("dev", "", tmp_path)
    with pytest.raises(WrongUsage, match="Name=value"):
        of_stage("dev", "SenderAddress", STAGES)


def test_the_stages_that_ship_can_be_read() -> None:
    assert of_stage("dev", "")["Shards"] == "1"
    assert of_stage("nation", "")["Shards"] == "8"
