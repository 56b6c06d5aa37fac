"""`make sender STAGE= [ADDRESS=]`: how the address that letters come from, or its whole domain, stands with SES.

The stack makes the identity of SenderAddress itself; its pool mails from it once SES has verified it (SenderVerified).
"""

import os
from collections.abc import Mapping
from typing import Any

from infra.aws import parameters, stacks
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import CommandRefused, ended, given, say
from infra.aws.stacks import Stack

_EXAMPLE = "make sender STAGE=dev ADDRESS=lapor@kota.go.id (or ADDRESS=kota.go.id for the whole domain)"
VERIFIED = "SenderVerified"


def main() -> None:
    """Say how the sender stands, and ask for what is missing. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", _EXAMPLE))
    address = os.environ.get("ADDRESS", "").strip() or _of_stage(stage) or given("ADDRESS", _EXAMPLE)
    cloud = open_cloud(stage)
    tell(cloud, address, stacks.find(cloud))


def tell(cloud: Cloud, address: str, stack: Stack | None) -> None:
    """Ask SES to verify the address or domain where that is still to be done; say what to do next. Raises Refusal."""
    ses = cloud.client("sesv2")
    found = identity(cloud, address)
    if found is None:
        if stack is None and "@" in address:
            raise CommandRefused(
                f"`make deploy STAGE={cloud.stage}` makes the sender {address} itself: deploy first, then run this."
            )
        ses.create_email_identity(EmailIdentity=address)
        say(f"Asked SES in {cloud.region} to verify {address}.")
        found = identity(cloud, address) or {}
    elif "@" in address and not found["VerifiedForSendingStatus"]:
        cloud.client("ses").verify_email_identity(EmailAddress=address)
        say(f"Asked SES in {cloud.region} for another mail to {address}.")
    if found.get("VerifiedForSendingStatus"):
        _tell_verified(cloud, address, stack)
    else:
        _tell_what_to_do(address, found)
    _tell_of_sandbox(ses, cloud)


def identity(cloud: Cloud, name: str) -> Mapping[str, Any] | None:
    """An identity as SES knows it, or None."""
    ses = cloud.client("sesv2")
    try:
        found: Mapping[str, Any] = ses.get_email_identity(EmailIdentity=name)
    except ses.exceptions.NotFoundException:
        return None
    return found


def is_verified(cloud: Cloud, address: str) -> bool:
    """Whether the identity of this very address is verified; Cognito does not look at its domain."""
    return bool((identity(cloud, address) or {}).get("VerifiedForSendingStatus"))


def require_room(cloud: Cloud, template: Mapping[str, Any], address: str) -> None:
    """Raises Refusal when a new stack would make an identity that is there: it would fail, minutes later."""
    makes_it = any(one["Type"] == "AWS::SES::EmailIdentity" for one in template["Resources"].values())
    if makes_it and identity(cloud, address) is not None:
        raise CommandRefused(
            f"SES in {cloud.region} has the identity {address} already, of another stage or made by hand, and this "
            f"stage would make it too: give this stage another SenderAddress, or remove that identity "
            f"(`aws sesv2 delete-email-identity --email-identity {address}`) and deploy again."
        )


def _of_stage(stage: str) -> str:
    return parameters.of_stage(stage, os.environ.get("PARAMETERS", "")).get("SenderAddress", "")


def _tell_verified(cloud: Cloud, address: str, stack: Stack | None) -> None:
    say(f"{address} is verified: letters can come from it.")
    if stack and stack.parameters.get("SenderAddress") == address and stack.parameters.get(VERIFIED) == "no":
        say(f"`make deploy STAGE={cloud.stage}` once more, and the sign-in's own mails come from it too.")


def _tell_what_to_do(address: str, found: Mapping[str, Any]) -> None:
    if "@" in address:
        say(f"Open the link in the mail that AWS sends to {address} within 24 hours, then run this again.")
        return
    say(f"{address} is not verified yet. Put these records into its DNS; SES looks for them for 72 hours:")
    for token in found.get("DkimAttributes", {}).get("Tokens", ()):
        say(f"  {token}._domainkey.{address}  CNAME  {token}.dkim.amazonses.com")
    say("Then run this again.")


def _tell_of_sandbox(ses: Any, cloud: Cloud) -> None:
    if ses.get_account().get("ProductionAccessEnabled"):
        return
    say("SES is still in its sandbox here: it mails verified addresses alone, 200 mails a day.")
    say(
        f"Leave it before citizens come: console of SES in {cloud.region}, Account dashboard, Request production access"
    )
    say("(transactional mail; say that reporters ask for it and that bounces and complaints are recorded).")


if __name__ == "__main__":
    ended(main)
