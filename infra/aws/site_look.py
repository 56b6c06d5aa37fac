"""What the site of a stage looks like: name, colour and home from its parameters, the picture from `SITE_LOGO`."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.brand import BUILT, Brand, brand_from, in_head
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused


@dataclass(frozen=True, slots=True)
class SiteLook:
    """The brand, what a head says of whose installation it is, and where the site stands."""

    brand: Brand = BUILT
    home: str | None = None
    site_url: str = ""


def brand_of(values: Mapping[str, str]) -> Brand:
    """The brand that the parameters name. Raises CommandRefused with the sentence why it cannot be."""
    try:
        return brand_from(values.get("SiteName", ""), values.get("SiteColour", ""), os.environ.get("SITE_LOGO", ""))
    except ValueError as bad:
        raise CommandRefused(f"{bad} (parameters SiteName and SiteColour, and SITE_LOGO).") from None


def home_of(cloud: Cloud, table: str, agency_id: str | None) -> str | None:
    """Short name and name of the home as the stage's directory has them. Raises CommandRefused where it has none."""
    if not agency_id:
        return None
    key = {"pk": {"S": "INSTITUTIONS"}, "sk": {"S": agency_id}}
    found = cloud.client("dynamodb").get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    if found is None:
        raise CommandRefused(f"HomeAgency is {agency_id!r}: the directory has no such institution. No page was sent.")
    agency = json.loads(found["row"]["S"])
    return in_head(agency["short_name"], agency["name"])
