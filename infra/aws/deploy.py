"""`make deploy STAGE= [YES=1] [PARAMETERS="Name=value …"]`: from what `make package` built to a serving stage.

Everything is checked before anything is touched; a change set is shown before it is executed; what is done already is
not done again, so that the same command goes on after whatever broke it off.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.aws import artifacts, change_sets, first_run, parameters, sender, site_upload, stacks
from infra.aws.cloud import Cloud, known_stage, open_cloud
from infra.aws.console import Refusal, agreed, ended, given, is_yes, say
from infra.aws.stack_states import ready
from infra.aws.stacks import Stack

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be deployed: the folder of `make package`, the built site, and the parameters."""

    built: Path
    site: Path
    values: Mapping[str, str]
    yes: bool


def main() -> None:
    """Deploy what the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", "make deploy STAGE=dev"))
    values = parameters.of_stage(stage, os.environ.get("PARAMETERS", ""))
    deploy(stage, Wanted(ROOT / "dist" / stage, ROOT / "web" / "dist", values, is_yes()))


def deploy(stage: str, wanted: Wanted) -> Stack:
    """The stage's stack as it then is. Raises Refusal."""
    template = artifacts.read_template(wanted.built)
    values = parameters.checked(template, {**wanted.values, "Stage": stage})
    cloud = open_cloud(stage)
    _require_sender(cloud, template, values)
    stack = applied(cloud, wanted, template, values)
    first_run.ensure_secrets(cloud, stack)
    filled = first_run.fill_directory(cloud, stack)
    if filled.is_new:
        say("Filled the directory: agencies, categories, calendar.")
    site_upload.upload(cloud, wanted.site, stack.outputs)
    _tell(cloud, stack, filled, values)
    return stack


def applied(cloud: Cloud, wanted: Wanted, template: Mapping[str, Any], values: Mapping[str, str]) -> Stack:
    """The stack, brought to template and values, in two steps when it is new: only then its address is known."""
    stack = ready(cloud, yes=wanted.yes)
    artifacts.ensure_bucket(cloud)
    url = artifacts.upload(cloud, wanted.built, template)
    told = with_site_url(template, values, stack)
    change_set = change_sets.make(cloud, stack, url, told)
    if change_set is None:
        say("Nothing to change in the stack.")
    else:
        _require_agreement(cloud, change_set, yes=wanted.yes)
        change_sets.execute(cloud, change_set)
    stack = _found(cloud)
    address_known = with_site_url(template, values, stack)
    if address_known != told:
        say(f"The site's address is {address_known['SiteUrl']}: a second step tells it to the functions.")
        second = change_sets.make(cloud, stack, url, address_known)
        if second:
            change_sets.execute(cloud, second)
    return _found(cloud)


def with_site_url(template: Mapping[str, Any], values: Mapping[str, str], stack: Stack | None) -> dict[str, str]:
    """The values with the site's address, where CloudFront chose it and the stack says it."""
    is_chosen = (
        "SiteUrl" in template.get("Parameters", {}) and not values.get("SiteUrl") and not values.get("SiteDomain")
    )
    address = stack.outputs.get("SiteAddress", "").rstrip("/") if stack else ""
    if not is_chosen or not address:
        return dict(values)
    return {**values, "SiteUrl": address if "://" in address else f"https://{address}"}


def _require_sender(cloud: Cloud, template: Mapping[str, Any], values: Mapping[str, str]) -> None:
    if "SenderAddress" in template.get("Parameters", {}):
        sender.require_verified(cloud, values["SenderAddress"])


def _require_agreement(cloud: Cloud, change_set: change_sets.ChangeSet, *, yes: bool) -> None:
    change_sets.show(change_set)
    losses = [one.loss for one in change_set.changes if one.loss and one.replacement != "Conditional"]
    if losses and yes:
        change_sets.drop(cloud, change_set)
        raise Refusal("YES=1 does not agree to losing data; nothing was changed. Deploy without it to be asked.")
    if not agreed("Do this?", yes=yes):
        change_sets.drop(cloud, change_set)
        raise Refusal("Nothing was changed.")


def _found(cloud: Cloud) -> Stack:
    stack = stacks.find(cloud)
    if stack is None:
        raise Refusal(f"The stack {cloud.stack_name} has gone meanwhile: somebody else removes it.")
    return stack


def _tell(cloud: Cloud, stack: Stack, filled: first_run.Filled, values: Mapping[str, str]) -> None:
    site = with_site_url({"Parameters": {"SiteUrl": {}}}, values, stack).get("SiteUrl") or stack.outputs["SiteAddress"]
    say()
    say(f"site  {site}")
    say(f"desk  {site}/petugas")
    say(f"api   {site}/api/openapi.json")
    if values.get("SiteDomain"):
        say(f"DNS   {values['SiteDomain']} must be a CNAME of {stack.outputs['SiteAddress']}")
    if not filled.has_nations_officer:
        say(f"Next: make first-officer STAGE={cloud.stage} USERNAME=… EMAIL=…")


if __name__ == "__main__":
    ended(main)
