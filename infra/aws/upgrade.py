"""`make upgrade STAGE=`: what older versions stored in a stage's tables comes to today's form, while the stage runs.

`make deploy` does it by itself; broken off there, it is gone on with here. Twice is once.
"""

from infra.aws import first_run, stacks
from infra.aws.cloud import known_stage, open_cloud
from infra.aws.console import ended, given, say


def main() -> None:
    """Upgrade the stage that the environment names. Raises CommandRefused, WrongUsage."""
    cloud = open_cloud(known_stage(given("STAGE", "make upgrade STAGE=kobar")))
    first_run.migrate(cloud, stacks.deployed(cloud))
    say(f"Everything in {cloud.stage} has today's form.")


if __name__ == "__main__":
    ended(main)
