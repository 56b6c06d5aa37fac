"""Brings what older versions stored to today's form, beside the running system, and ends when all is done."""

import time
import traceback

from infra.local.children import end_with_parent

AGAIN_SECONDS = 60


def main() -> None:
    """Do what is not done yet; after a failure, as on a full disk, go on a minute later."""
    end_with_parent()
    from infra.migrations import MIGRATIONS
    from infra.migrations.migration import run_all

    while True:
        try:
            return run_all(MIGRATIONS, lambda line: print(line, flush=True))
        except Exception:
            traceback.print_exc()
            time.sleep(AGAIN_SECONDS)


if __name__ == "__main__":
    main()
