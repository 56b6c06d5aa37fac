"""One running system for the tests that do not break it."""

from collections.abc import Iterator

import pytest

from tests.local.running_system import RunningSystem


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The system as `make run` starts it."""
    running = RunningSystem(tmp_path_factory.mktemp("system") / "data").start()
    yield running
    running.stop()
