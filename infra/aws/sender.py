"""`make sender STAGE= [ADDRESS=]`: the address letters come from, or its whole domain, shown to SES as ours.

It comes before the first deployment: a sign-in pool is refused a sender that is not verified.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from infra.aws import parameters
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import Refusal, ended, given, say

_EXAMPLE = "make sender STAGE=dev ADDRESS=lapor@kota.go.id (or ADDRESS=kota.go.id for the whole domain)"


def main() -> None:
    """Make the identity if it is missing, and say how it stands. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", _EXAMPLE))
    address = os.environ.get("ADDRESS", "").strip() or _of_stage(stage) or given("ADDRESS", _EXAMPLE)
    tell(open_cloud(stage), address)


def tell(cloud: Cloud, address: str) -> None:
    """Ask SES to verify the address or domain where that is still to be done; say what to do next."""
    ses = cloud.client("sesv2")
    found = identity(ses, address)
    if found is None:
        ses.create_email_identity(EmailIdentity=address)
        found = identity(ses, address) or {}
        say(f"Asked SES in {cloud.region} to verify {address}.")
    if found.get("VerifiedForSendingStatus"):
        say(f"{address} is verified: letters can come from it.")
    else:
        _tell_what_to_do(address, found)
    _tell_of_sandbox(ses, cloud)


def is_verified(cloud: Cloud, address: str) -> bool:
    """Whether SES lets letters come from an address: it, its domain or one above is verified."""
    ses = cloud.client("sesv2")
    return any((identity(ses, one) or {}).get("VerifiedForSendingStatus") for one in _identities_for(address))


def require_verified(cloud: Cloud, address: str) -> None:
    """Raises Refusal with the way out for a sender that is not verified."""
    if not is_verified(cloud, address):
        raise Refusal(
            f"The sender {address} is not verified by SES in {cloud.region}, and the sign-in pool cannot be made "
            f"without: `make sender STAGE={cloud.stage} ADDRESS={address}`, do what it says, then deploy again."
        )


def identity(ses: Any, name: str) -> Mapping[str, Any] | None:
    """An identity as SES knows it, or None."""
    try:
        found: Mapping[str, Any] = ses.get_email_identity(EmailIdentity=name)
    except ses.exceptions.NotFoundException:
        return None
    return found


def _identities_for(address: str) -> Iterator[str]:
    yield address
    labels = address.rpartition("@")[2].split(".")
    yield from (".".join(labels[start:]) for start in range(len(labels) - 1))


def _of_stage(stage: str) -> str:
    return parameters.of_stage(stage, os.environ.get("PARAMETERS", "")).get("SenderAddress", "")


def _tell_what_to_do(address: str, found: Mapping[str, Any]) -> None:
    if "@" in address:
        say(f"Open the link in the mail that AWS sends to {address} (within 24 hours), then run this again.")
        say("No mail? Remove the identity in the console of SES and run this again: a new mail goes out.")
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
