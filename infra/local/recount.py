"""`make recount`: count every report anew, for a database older than its statistics or a tree that was rearranged.

It may run beside everything else, be broken off and run again: what counts right already is left as it is. A report
that cannot be read is named at the end, and the others are counted. On one machine it finds the running system by
DATA_DIR; elsewhere the environment names the tables, as for the functions.
Cost: 1 Query for each institution, queue and shard; for each report 2 requests, and 1 transaction where it was wrong.
"""

import os
from pathlib import Path

from infra.local import inner
from infra.local.data_dir import read_private, signing_secret
from infra.local.preparing import AWS

PROGRESS_EVERY = 1000


def find_the_tables() -> None:
    """Take the running system's settings. SystemExit with a sentence when neither it nor the environment has any."""
    data_dir = Path(os.environ.get("DATA_DIR") or ".data")
    found = read_private(data_dir / "host.json").get("tables", {})
    if not found and "STATISTICS_TABLE" not in os.environ:
        raise SystemExit(f"No running system uses {data_dir.resolve()}: start one with `make run`, or set DATA_DIR.")
    if found:
        inner.reach(data_dir)
        os.environ.update(AWS | found | {"AWS_SECRET_ACCESS_KEY": signing_secret(data_dir)})


def main() -> None:
    """Count the running system's reports."""
    find_the_tables()
    count()


def count() -> None:
    """Count, and say how far it came; the environment names the tables by now."""
    # After the settings stand: the tables' names are read at import.
    from chalicelib.failures import StoreFailure
    from chalicelib.service.tallying import every_report, recount

    looked_at = counted_anew = 0
    unreadable: list[str] = []
    for report_id in every_report():
        try:
            counted_anew += recount(report_id)
        except StoreFailure:
            raise  # the database itself: the same again for every report
        except Exception as failure:
            # One that nothing can read must not keep all others from being counted.
            print(f"{report_id} cannot be read: {type(failure).__name__}", flush=True)
            unreadable.append(report_id)
        looked_at += 1
        if looked_at % PROGRESS_EVERY == 0:
            print(f"{looked_at} reports …", flush=True)
    print(f"{looked_at} reports looked at, {counted_anew} counted anew")
    if unreadable:
        raise SystemExit(f"Not counted: {', '.join(unreadable)}. What each counted for before still counts.")


if __name__ == "__main__":
    main()
