"""`make rotate STAGE= SECRET=access-codes|origin [YES=1]`: a new secret beside the old one, and nobody is locked out.

access-codes: reports keep the number of the secret their code came from; new ones take the newest, functions that run
learn it when they meet a report that names it. origin: with the next deployment the firewall takes the old one and the
new, then CloudFront shows the new.
"""

import json
import secrets

from infra.aws import origin_secret, stacks
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import CommandRefused, WrongUsage, agreed, ended, given, is_yes, say

_EXAMPLE = "make rotate STAGE=kobar SECRET=access-codes (or SECRET=origin)"


def main() -> None:
    """Rotate what the environment names. Raises Refusal, WrongUsage."""
    stage, secret = known_stage(given("STAGE", _EXAMPLE)), given("SECRET", _EXAMPLE)
    if secret not in ("access-codes", "origin"):
        raise WrongUsage(f"SECRET is {secret!r}: it is access-codes or origin")
    cloud = open_cloud(stage)
    if secret == "origin":
        rotate_origin(cloud, yes=is_yes())
    else:
        rotate_access_codes(cloud, yes=is_yes())


def rotate_access_codes(cloud: Cloud, *, yes: bool) -> None:
    """Add the next secret of the access codes. Raises Refusal where there is none yet."""
    parameters = cloud.client("ssm")
    try:
        kept = parameters.get_parameter(Name=cloud.secrets_parameter, WithDecryption=True)["Parameter"]
    except parameters.exceptions.ParameterNotFound:
        raise CommandRefused(
            f"Stage {cloud.stage} has no secrets yet: `make deploy STAGE={cloud.stage}` makes them."
        ) from None
    by_number: dict[str, str] = json.loads(kept["Value"])
    number = str(max(map(int, by_number)) + 1)
    say(f"Reports so far keep their codes (secrets {', '.join(by_number)}); new ones get theirs from secret {number}.")
    if not agreed("Add it?", yes=yes):
        raise CommandRefused("Nothing was changed.")
    value = json.dumps({**by_number, number: secrets.token_hex(32)})
    parameters.put_parameter(Name=cloud.secrets_parameter, Value=value, Type="SecureString", Overwrite=True)
    say(f"Added. Nothing is to be deployed. Put a new copy of {cloud.secrets_parameter} into the safe: all numbers.")


def rotate_origin(cloud: Cloud, *, yes: bool) -> None:
    """Make the next secret between CloudFront and the firewall. Raises Refusal while the last one is not deployed."""
    stack = stacks.find(cloud)
    if stack is None:
        raise CommandRefused(
            f"There is no stage {cloud.stage}: `make deploy STAGE={cloud.stage}` makes it, with a secret."
        )
    if any(stack.parameters.get(name, "") != version for name, version in origin_secret.versions(cloud).items()):
        raise CommandRefused(
            f"CloudFront does not show the present secret yet: `make deploy STAGE={cloud.stage}` first, or the "
            "firewall would take two that CloudFront does not show."
        )
    say("The firewall will take the present secret and a new one; CloudFront will show the new one.")
    if not agreed("Make it?", yes=yes):
        raise CommandRefused("Nothing was changed.")
    cloud.client("secretsmanager").put_secret_value(
        SecretId=origin_secret.secret_id(cloud), SecretString=secrets.token_hex(24)
    )
    say(f"Made. `make deploy STAGE={cloud.stage}` brings it out. The present one is taken until the next rotation:")
    say("where it has leaked, rotate and deploy a second time.")


if __name__ == "__main__":
    ended(main)
