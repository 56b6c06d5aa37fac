"""One running system for the tests that do not break it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.nobody import folder_in_reach
from tests.local.running_system import RunningSystem


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSystem]:
    """The system as `make run` starts it."""
    running = RunningSystem(tmp_path_factory.mktemp("system") / "data").start()
    yield running
    running.stop()


@pytest.fixture
def in_reach() -> Iterator[Path]:
    """A folder that every user of the machine may enter."""
    with folder_in_reach() as folder:
        yield folder
