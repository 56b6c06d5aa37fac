"""Whether this kernel gives a process a network of its own: without, only tests of other things can run."""

from functools import cache

import pytest

from infra.local import namespace


@cache
def are_given() -> bool:
    """Asked of the kernel itself, as a start asks."""
    try:
        namespace.require()
    except RuntimeError:
        return False
    return True


needed = pytest.mark.skipif(not are_given(), reason="this kernel gives nobody a network of their own")
