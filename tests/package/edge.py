"""The edge's part of the template, gathered from its modules."""

from typing import Any

from infra.resources import (
    alarm_topic,
    alarms,
    buckets,
    dashboard,
    firewall,
    gateway,
    log_figures,
    mail,
    sign_in,
    site,
    site_functions,
    site_policies,
)

MODULES = (
    alarm_topic, alarms, buckets, dashboard, firewall, gateway, log_figures, mail, sign_in, site, site_functions,
    site_policies,
)  # fmt: skip


def edge() -> dict[str, Any]:
    """Every resource of the edge by its logical id."""
    found: dict[str, Any] = {}
    for module in MODULES:
        own = module.resources()
        assert not found.keys() & own.keys(), module.__name__
        found |= own
    return found


def of_type(kind: str) -> dict[str, Any]:
    """The edge's resources of one type."""
    return {name: one for name, one in edge().items() if one.get("Type") == kind}


def properties(name: str) -> dict[str, Any]:
    """A resource's properties."""
    found: dict[str, Any] = edge()[name]["Properties"]
    return found
