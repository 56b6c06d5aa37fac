"""The stack is changed by a change set, and goes on serving what it has."""

import pytest

from tests.deployed.conftest import VALUES, brought_to, keys_url
from tests.deployed.reporting import Reporting
from tests.deployed.system import System

LIMIT = "SUBMITS_PER_MINUTE"


def limit(system: System) -> str:
    """What the API's function is told."""
    told = system.cloud.client("lambda").get_function_configuration(FunctionName=system.physical("APIHandler"))
    return str(told["Environment"]["Variables"][LIMIT])


def test_after_an_update_the_data_is_there_and_the_api_answers(
    system: System, reporting: Reporting, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = reporting.submit()
    before = reporting.track(receipt)
    assert limit(system) == "600"
    values = VALUES | {"SignInKeysUrl": keys_url(system.endpoint, system.outputs), "SubmitsPerMinute": "777"}
    assert brought_to(system.cloud, system.built, values) == system.outputs
    shown = capsys.readouterr().out
    assert "APIHandler" in shown
    assert "!!! DATA" not in shown
    assert limit(system) == "777"
    assert reporting.track(receipt) == before
    assert len(reporting.subjects(reporting.submit())) == 1, "the stream still flows"
    brought_to(system.cloud, system.built, values)
    assert "Nothing to change in the stack." in capsys.readouterr().out
