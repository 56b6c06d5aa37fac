"""The site into its bucket, with the types and lifetimes it has everywhere (infra/site_addresses.py).

Files that are kept for good go first and stay for a while when the build has them no longer: a page opened yesterday
still loads them. CloudFront compresses, so the forms compressed beforehand stay behind.
"""

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from chalicelib import clock
from chalicelib.brand import BUILT, Brand
from infra import branding
from infra.area_map import CARD, NoAreaMap, area_map
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused, say
from infra.aws.site_look import SiteLook
from infra.site_addresses import ASK_AGAIN, FOR_GOOD, SIGN_IN, address_of, cache_control, media_type

STAY = timedelta(days=30)
_LEFT = "site/left.json"  # in the bucket of artifacts: since when the build has a file no longer
_AT_ONCE = 8
_MOST_DELETED = 1000


def upload(
    cloud: Cloud, site: Path, outputs: Mapping[str, str], look: SiteLook | None = None, now: datetime | None = None
) -> None:
    """Bring the bucket to what the build has, in a look of its own. Raises Refusal when there is no build."""
    look = look or SiteLook()
    built = {
        path.relative_to(site).as_posix(): path
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in (".br", ".gz")
    }
    if "index.html" not in built:
        raise CommandRefused(f"No site is built in {site}: run `make setup` first.")
    s3, bucket = cloud.client("s3"), outputs["SiteBucketName"]
    there = _keys(s3, bucket)
    for_good = [name for name in built if _is_for_good(name) and name not in there]
    pages = [name for name in built if not _is_for_good(name)]
    say(f"Sending the site: {len(for_good)} new files that are kept for good, then {len(pages)} others.")
    for names in (for_good, pages):
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda name: _put(s3, bucket, name, _content(name, built[name], look)), names))
    _put(s3, bucket, SIGN_IN, json.dumps(sign_in(cloud.region, outputs)).encode())
    ours = {SIGN_IN, *_put_area(s3, bucket, there), *_put_brand(s3, bucket, look.brand)}
    _remove(cloud, bucket, there - built.keys() - ours, now or clock.now())
    _forget_copies(cloud, outputs["DistributionId"])


def sign_in(region: str, outputs: Mapping[str, str]) -> dict[str, str]:
    """What the desk must know about the sign-in."""
    pages = outputs["SignInAddress"].rstrip("/")
    return {
        "issuer": f"https://cognito-idp.{region}.amazonaws.com/{outputs['PoolId']}",
        "client_id": outputs["ClientId"],
        "authorize": f"{pages}/oauth2/authorize",
        "token": f"{pages}/oauth2/token",
        "revoke": f"{pages}/oauth2/revoke",
        "sign_out": f"{pages}/logout",
    }


def _content(name: str, path: Path, look: SiteLook) -> bytes:
    if not branding.is_page(name):
        return path.read_bytes()
    return branding.page(path.read_text(encoding="utf-8"), look.brand, look.home, look.site_url).encode()


def _put_brand(s3: Any, bucket: str, brand: Brand) -> set[str]:
    """Style and picture of a brand of one's own; the names of what was put."""
    if brand == BUILT:
        return set()
    files = {branding.STYLE: branding.style(brand).encode()}
    if brand.logo and (address := branding.logo_address(brand)):
        files[address] = brand.logo.read_bytes()
    names = {address.removeprefix("/"): content for address, content in files.items()}
    for name, content in names.items():
        _put(s3, bucket, name, content)
    return set(names)


def _put_area(s3: Any, bucket: str, there: set[str]) -> set[str]:
    """The map of the installation's own area, where `MAP_FILE` names one; the names of what was put."""
    try:
        area = area_map()
    except NoAreaMap as reason:
        raise CommandRefused(str(reason)) from None
    if area is None:
        return set()
    if area.name not in there:
        with area.path.open("rb") as content:
            s3.upload_fileobj(
                content, bucket, area.name, {"ContentType": media_type(area.name), "CacheControl": FOR_GOOD}
            )
    _put(s3, bucket, CARD, area.card)
    return {area.name, CARD}


def _is_for_good(name: str) -> bool:
    return cache_control(address_of(name)) == FOR_GOOD


def _put(s3: Any, bucket: str, name: str, content: bytes) -> None:
    kept = FOR_GOOD if _is_for_good(name) else ASK_AGAIN
    s3.put_object(Bucket=bucket, Key=name, Body=content, ContentType=media_type(name), CacheControl=kept)


def _keys(s3: Any, bucket: str) -> set[str]:
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {one["Key"] for page in pages for one in page.get("Contents", ())}


def _remove(cloud: Cloud, bucket: str, gone: set[str], now: datetime) -> None:
    """Pages at once; what is kept for good when the build has been without it for a while."""
    s3 = cloud.client("s3")
    since = {name: _left(s3, cloud.artifacts_bucket).get(name, now.isoformat()) for name in gone if _is_for_good(name)}
    over = {name for name, left in since.items() if datetime.fromisoformat(left) <= now - STAY}
    delete(s3, bucket, (gone - since.keys()) | over)
    still = {name: left for name, left in since.items() if name not in over}
    s3.put_object(Bucket=cloud.artifacts_bucket, Key=_LEFT, Body=json.dumps(still).encode())


def _left(s3: Any, bucket: str) -> dict[str, str]:
    try:
        read: dict[str, str] = json.loads(s3.get_object(Bucket=bucket, Key=_LEFT)["Body"].read())
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "NoSuchKey":
            raise
        return {}
    return read


def delete(s3: Any, bucket: str, names: Iterable[str]) -> None:
    """Remove objects."""
    every = sorted(names)
    for start in range(0, len(every), _MOST_DELETED):
        some = every[start : start + _MOST_DELETED]
        s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": name} for name in some], "Quiet": True})


def _forget_copies(cloud: Cloud, distribution: str) -> None:
    """CloudFront's copies; one path that means all costs as much as one page."""
    batch = {"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": clock.now().isoformat()}
    cloud.client("cloudfront").create_invalidation(DistributionId=distribution, InvalidationBatch=batch)
