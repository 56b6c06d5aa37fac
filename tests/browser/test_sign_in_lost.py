"""An officer at work when the included sign-in is lost: they sign in anew, and are where they were."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.browser.conftest import Open
from tests.browser.deskwork import fill_in, password_of, sign_in
from tests.local.at_the_door import Someone
from tests.local.running_system import SMALL, RunningSystem, wait_until


@pytest.fixture(scope="module")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """One of its own: others keep bearers of theirs."""
    running = RunningSystem(tmp_path_factory.mktemp("lost") / "data", SMALL).start()
    yield running
    running.stop()


def test_an_open_desk_signs_in_at_the_new_pool_and_comes_back(surfer: Open, system: RunningSystem) -> None:
    page = sign_in(surfer(), system, "dpupr")
    client = Someone(system).client_id
    os.kill(system.child("lapor: sign-in"), signal.SIGKILL)
    wait_until(lambda: Someone(system).client_id != client, 30)
    page.click("text=Ditangani >> nth=0")
    fill_in(page, "dpupr", password_of(system, "dpupr"))
    page.wait_for_selector(".desk-queue")
    assert "queue=" in page.url
