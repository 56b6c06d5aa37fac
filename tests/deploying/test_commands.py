"""The commands as `make` runs them: how they end, and that one sentence says why."""

import os
import subprocess
import sys

import pytest

from infra.aws.cloud import Cloud, open_cloud
from infra.aws.console import CommandRefused
from infra.local.ports import free_port


def run(module: str, **given: str) -> subprocess.CompletedProcess[str]:
    """One command to its end, with nobody at the console."""
    return subprocess.run(
        [sys.executable, "-m", f"infra.aws.{module}"],
        env={**os.environ, **given},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "module", ["deploy", "destroy", "sender", "first_officer", "rotate", "recount", "restore_report"]
)
def test_a_command_without_a_stage_is_wrong_usage(module: str) -> None:
    done = run(module, STAGE="")
    assert done.returncode == 2
    assert done.stderr.startswith("STAGE is missing; for example: make ")


def test_a_stage_that_nobody_described(cloud: Cloud) -> None:
    done = run("deploy", STAGE="kota")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no kota.json in stages/ (there is: dev, nation): copy one")


def test_destroying_nothing_is_done_and_a_question_without_answer_is_no(cloud: Cloud) -> None:
    done = run("destroy", STAGE=cloud.stage)
    assert (done.returncode, done.stderr) == (0, "")
    asked = run("destroy", STAGE=cloud.stage, DATA="delete")
    assert asked.returncode == 1
    assert "Nobody is there to answer: YES=1 does." in asked.stdout
    assert asked.stderr == "The data stays.\n"


def test_the_sender_comes_from_the_stages_file_or_the_line(cloud: Cloud) -> None:
    assert run("sender", STAGE="dev").returncode == 2
    done = run("sender", STAGE="dev", ADDRESS="kota-lain.go.id")
    assert (done.returncode, done.stderr) == (0, "")
    assert "kota-lain.go.id is verified" in done.stdout


def test_an_account_that_nobody_can_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with pytest.raises(CommandRefused, match="AWS does not know who asks in ap-southeast-3"):
        open_cloud("dev")


def test_no_credentials(cloud: Cloud, tmp_path: object) -> None:
    without = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_EC2_METADATA_DISABLED": "true"}
    files = {"AWS_SHARED_CREDENTIALS_FILE": f"{tmp_path}/none", "AWS_CONFIG_FILE": f"{tmp_path}/none"}
    done = run("destroy", STAGE="dev", **without, **files)
    assert done.returncode == 1
    assert "Unable to locate credentials" in done.stderr
    assert "give credentials" in done.stderr
    assert len(done.stderr.splitlines()) == 1
