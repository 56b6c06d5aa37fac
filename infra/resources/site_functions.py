"""What runs in CloudFront itself, before a request goes on: the site's addresses, and where a request came from."""

import json
from pathlib import Path
from typing import Any

from chalicelib.routes.http import EVERY_ANSWER, PAGE_POLICY
from infra.resources.firewall import VIEWER_ADDRESS_HEADER
from infra.resources.missing_page import missing_page
from infra.site_addresses import HTML, KEPT_FOR_GOOD, files_by_address


def resources() -> dict[str, Any]:
    """Both functions."""
    return {
        "SiteAddresses": _function("site-addresses", "Which file stands at an address of the site", site_addresses()),
        "ViewerAddress": _function("viewer-address", "Tells the API where a request came from", viewer_address()),
    }


def site_addresses() -> str:
    """The code that finds the file of an address."""
    said = EVERY_ANSWER | {"Content-Type": HTML, "Content-Security-Policy": PAGE_POLICY}
    missing = {
        "headers": {name.lower(): {"value": value} for name, value in said.items()},
        "id": missing_page("id"),
        "en": missing_page("en"),
    }
    return _script("site_addresses.js", FILES=files_by_address(), KEPT_FOR_GOOD=KEPT_FOR_GOOD, MISSING=missing)


def viewer_address() -> str:
    """The code that writes down where a request came from."""
    return _script("viewer_address.js", HEADER=VIEWER_ADDRESS_HEADER.lower())


def _script(name: str, **known: object) -> str:
    """A script with what it must know written above it."""
    lines = (f"var {variable} = {json.dumps(value, ensure_ascii=False)};\n" for variable, value in known.items())
    return "".join(lines) + Path(__file__).with_name(name).read_text(encoding="utf-8")


def _function(name: str, comment: str, code: str) -> dict[str, Any]:
    return {
        "Type": "AWS::CloudFront::Function",
        "Properties": {
            # Functions of CloudFront are the account's, not a region's.
            "Name": {"Fn::Sub": f"lapor-${{Stage}}-${{AWS::Region}}-{name}"},
            "AutoPublish": True,
            "FunctionCode": code,
            "FunctionConfig": {"Comment": comment, "Runtime": "cloudfront-js-2.0"},
        },
    }
