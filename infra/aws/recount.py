"""`make recount STAGE=`: count every report of a stage anew for its statistics."""

import os

from infra.aws import stacks
from infra.aws.cloud import known_stage, open_cloud
from infra.aws.console import ended, given
from infra.aws.first_run import directory_environment
from infra.local.recount import count


def main() -> None:
    """Count the reports of the stage that the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", "make recount STAGE=kobar"))
    cloud = open_cloud(stage)
    os.environ.update(directory_environment(cloud, stacks.deployed(cloud)))
    count()


if __name__ == "__main__":
    ended(main)
