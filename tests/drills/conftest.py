"""Drills stand on the same running system as the tests of one machine."""

from tests.local.conftest import in_reach, system

__all__ = ["in_reach", "system"]
