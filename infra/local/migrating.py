"""Brings what older versions stored to today's form, beside the running system, and ends when all is done."""

import time
import traceback

from infra.local import pulse
from infra.local.children import end_with_parent

AGAIN_SECONDS = 60


def main() -> None:
    """Do what is not done yet; after a failure, as on a full disk, go on a minute later."""
    end_with_parent()
    from infra.migrations import MIGRATIONS
    from infra.migrations.migration import run_all

    while True:
        try:
            pulse.beat()
            return run_all(MIGRATIONS, _say)
        except Exception:
            traceback.print_exc()
            time.sleep(AGAIN_SECONDS)


def _say(line: str) -> None:
    """After each page, so that a long way is no silence."""
    pulse.beat()
    print(line, flush=True)


if __name__ == "__main__":
    main()
