"""The template's own part, which `chalice package --merge-template` puts over what chalice makes of app.py.

In that merge dicts merge, our value wins, and lists replace.
"""

from typing import Any

from infra.resources import (
    alarm_topic,
    alarms,
    buckets,
    dashboard,
    firewall,
    functions,
    gateway,
    inbound,
    keys,
    log_figures,
    logs,
    mail,
    parameters,
    queues,
    schedules,
    sign_in,
    site,
    site_functions,
    site_policies,
    streams,
    tables,
)

MODULES = (
    tables, keys, queues, streams, schedules, logs, buckets, mail, inbound, sign_in, gateway, firewall, site,
    site_functions, site_policies, alarm_topic, log_figures, alarms, dashboard,
)  # fmt: skip


class TwiceWritten(Exception):
    """Two modules write the same thing of the same resource."""


def merge_template(architecture: str) -> dict[str, Any]:
    """Parameters, rules, conditions, resources and outputs, for functions of that architecture (arm64, x86_64)."""
    resources = functions.resources(architecture)
    for module in MODULES:
        resources = joined(resources, module.resources())
    return {
        "Description": "LAPOR!-SP4N: one door for every public complaint",
        "Parameters": parameters.parameters(),
        "Rules": parameters.rules(),
        "Conditions": parameters.conditions(),
        "Resources": resources,
        "Outputs": parameters.outputs(),
    }


def joined(one: dict[str, Any], other: dict[str, Any], place: str = "") -> dict[str, Any]:
    """Both together: several modules write of one function, each its own part. Raises TwiceWritten."""
    both = {**one, **other}
    for name in one.keys() & other.keys():
        inner = f"{place}/{name}"
        if not (isinstance(one[name], dict) and isinstance(other[name], dict)):
            raise TwiceWritten(inner)
        both[name] = joined(one[name], other[name], inner)
    return both
