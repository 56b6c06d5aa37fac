"""`make deploy STAGE= [YES=1] [PARAMETERS="Name=value …"]`: from what `make package` built to a serving stage.

Everything is checked before anything is touched; a change set is shown before it is executed; what is done already is
not done again, so that the same command goes on after whatever broke it off.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.aws import (
    artifacts,
    change_sets,
    first_run,
    kept_data,
    origin_secret,
    parameters,
    readiness,
    sender,
    site_look,
    site_upload,
    stacks,
)
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import CommandRefused, agreed, ended, given, is_yes, say
from infra.aws.stack_states import ready
from infra.aws.stacks import Stack

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class DeployRequest:
    """What shall be deployed: the folder of `make package`, the built site, and the parameters."""

    built: Path
    site: Path
    values: Mapping[str, str]
    yes: bool


def main() -> None:
    """Deploy what the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", "make deploy STAGE=dev"))
    values = parameters.of_stage(stage, os.environ.get("PARAMETERS", ""))
    deploy(stage, DeployRequest(ROOT / "dist" / stage, ROOT / "web" / "dist", values, is_yes()))


def deploy(stage: str, wanted: DeployRequest) -> Stack:
    """The stage's stack as it then is. Raises Refusal."""
    template = artifacts.read_template(wanted.built)
    readiness.require_runtime(template)
    values = parameters.checked(template, {**wanted.values, "Stage": stage})
    brand = site_look.brand_of(values)
    cloud = open_cloud(stage)
    stack = applied(cloud, wanted, template, values)
    filled = first_run.fill_directory(cloud, stack)
    if filled.is_new:
        say("Filled the directory: agencies, categories, calendar.")
    first_run.migrate(cloud, stack)
    home = site_look.home_of(cloud, stack.outputs.get("DirectoryTableName", ""), values.get("HomeAgency"))
    site_upload.upload(cloud, wanted.site, stack.outputs, site_look.SiteLook(brand, home, site_url(values, stack)))
    _tell(cloud, stack, filled, values)
    return stack


def applied(cloud: Cloud, wanted: DeployRequest, template: Mapping[str, Any], values: Mapping[str, str]) -> Stack:
    """The stack, brought to template and values, in two steps when it is new: only then its address is known."""
    stack = ready(cloud, yes=wanted.yes)
    if stack is None:
        sender.require_room(cloud, template, values["SenderAddress"])
        readiness.require_concurrency(cloud, template, values)
        _tell_of_earlier_data(cloud)
    artifacts.ensure_bucket(cloud)
    url = artifacts.upload(cloud, wanted.built, template)
    told = known_values(cloud, template, values, stack)
    change_set = change_sets.make(cloud, stack, url, told)
    if change_set is None:
        say("Nothing to change in the stack.")
    else:
        _require_agreement(cloud, change_set, yes=wanted.yes)
    first_run.ensure_secrets(cloud)  # before there is an API that gives codes away
    if change_set:
        change_sets.execute(cloud, change_set)
    stack = _found(cloud)
    known = known_values(cloud, template, values, stack)
    if known != told:
        learnt = ", ".join(f"{name} is {value}" for name, value in known.items() if told.get(name) != value)
        say(f"Now {learnt}: a second step tells it to the stack.")
        second = change_sets.make(cloud, stack, url, known)
        if second:
            change_sets.execute(cloud, second)
    return _found(cloud)


def known_values(
    cloud: Cloud, template: Mapping[str, Any], values: Mapping[str, str], stack: Stack | None
) -> dict[str, str]:
    """The values with what only AWS knows: the address that CloudFront chose, whether SES verified the sender, and
    which versions of its secret the firewall takes.
    """
    wanted = template.get("Parameters", {})
    known = dict(values)
    if "SiteUrl" in wanted:
        known["SiteUrl"] = site_url(values, stack)
    if sender.VERIFIED in wanted and sender.VERIFIED not in values:
        known[sender.VERIFIED] = "yes" if stack and sender.is_verified(cloud, values["SenderAddress"]) else "no"
    if origin_secret.SHOWN in wanted and stack:
        known |= origin_secret.versions(cloud)
    return known


def site_url(values: Mapping[str, str], stack: Stack | None) -> str:
    """Where people find the site: as given, at its own domain, or at CloudFront's once it is known."""
    if values.get("SiteUrl"):
        return values["SiteUrl"]
    address = values.get("SiteDomain") or (stack.outputs.get("SiteAddress", "").rstrip("/") if stack else "")
    return address if not address or "://" in address else f"https://{address}"


def _tell_of_earlier_data(cloud: Cloud) -> None:
    if left := kept_data.of_removed_stacks(cloud):
        say("An earlier stack of this stage has left data; the new one begins EMPTY beside it:")
        for one in left:
            say(f"  {one.kind} {one.name}")


def _require_agreement(cloud: Cloud, change_set: change_sets.ChangeSet, *, yes: bool) -> None:
    change_sets.show(change_set)
    losses = [one.loss for one in change_set.changes if one.loss and one.replacement != "Conditional"]
    if losses and yes:
        change_sets.drop(cloud, change_set)
        raise CommandRefused("YES=1 does not agree to losing data; nothing was changed. Deploy without it to be asked.")
    if not agreed("Do this?", yes=yes):
        change_sets.drop(cloud, change_set)
        raise CommandRefused("Nothing was changed.")


def _found(cloud: Cloud) -> Stack:
    stack = stacks.find(cloud)
    if stack is None:
        raise CommandRefused(f"The stack {cloud.stack_name} has gone meanwhile: somebody else removes it.")
    return stack


def _tell(cloud: Cloud, stack: Stack, filled: first_run.Filled, values: Mapping[str, str]) -> None:
    site = site_url(values, stack)
    say()
    say(f"site  {site}")
    say(f"desk  {site}/petugas")
    say(f"api   {site}/api/openapi.json")
    if values.get("SiteDomain"):
        say(f"Next: make {values['SiteDomain']} in your DNS a CNAME of {stack.outputs['SiteAddress']}")
    if not sender.is_verified(cloud, values["SenderAddress"]):
        say(f"Next: no letter leaves before SES has verified the sender: make sender STAGE={cloud.stage}")
    if not filled.has_nations_officer:
        say(f"Next: make first-officer STAGE={cloud.stage} USERNAME=… EMAIL=…")


if __name__ == "__main__":
    ended(main)
