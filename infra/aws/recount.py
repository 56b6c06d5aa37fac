"""`make recount STAGE=`: count every report of a stage anew for its statistics."""

import os

from infra.aws import stacks
from infra.aws.cloud import known_stage, open_cloud
from infra.aws.console import Refusal, ended, given
from infra.aws.first_run import directory_environment
from infra.local.recount import count


def main() -> None:
    """Count the reports of the stage that the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", "make recount STAGE=kobar"))
    cloud = open_cloud(stage)
    stack = stacks.find(cloud)
    if stack is None:
        raise Refusal(f"The stage {stage} is not deployed.")
    os.environ.update(directory_environment(cloud, stack))
    count()


if __name__ == "__main__":
    ended(main)
