"""The site in its bucket: types, lifetimes, what goes and what stays for people with an open page."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.pages.frame import FRAME
from infra.aws import artifacts
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from infra.aws.site_look import SiteLook, brand_of, home_of
from infra.aws.site_upload import STAY, upload
from tests.area_file import area_file

OUTPUTS = {
    "PoolId": "ap-southeast-3_abc",
    "ClientId": "desk",
    "SignInAddress": "https://lapor-try.auth.ap-southeast-3.amazoncognito.com/",
}


@pytest.fixture
def outputs(cloud: Cloud) -> dict[str, str]:
    """A bucket and a distribution."""
    artifacts.ensure_bucket(cloud)
    bucket = f"site-{cloud.stage}"
    cloud.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": cloud.region})
    origin = {"Id": "site", "DomainName": f"{bucket}.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    made = cloud.client("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": cloud.stage,
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {"TargetOriginId": "site", "ViewerProtocolPolicy": "redirect-to-https"},
        }
    )
    return {**OUTPUTS, "SiteBucketName": bucket, "DistributionId": made["Distribution"]["Id"]}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site."""
    files = ("index.html", "en/lacak.html", "404.html", "worker.js", "manifest.webmanifest", "icon.svg", "robots.txt")
    for name in (*files, "assets/main-1.js", "assets/main-1.js.br", "areas/abc/6201.json", "map/LICENSE.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_each_file_has_its_type_and_its_lifetime(cloud: Cloud, outputs: dict[str, str], site: Path) -> None:
    upload(cloud, site, outputs)
    for_good, ask_again = "public, max-age=31536000, immutable", "no-cache"
    assert _stored(cloud, outputs) == {
        "index.html": ("text/html; charset=utf-8", ask_again),
        "en/lacak.html": ("text/html; charset=utf-8", ask_again),
        "404.html": ("text/html; charset=utf-8", ask_again),
        "worker.js": ("text/javascript", ask_again),
        "manifest.webmanifest": ("application/manifest+json", ask_again),
        "icon.svg": ("image/svg+xml", ask_again),
        "robots.txt": ("text/plain", ask_again),
        "assets/main-1.js": ("text/javascript", for_good),
        "areas/abc/6201.json": ("application/json", for_good),
        "map/LICENSE.md": ("text/plain; charset=utf-8", for_good),
        "petugas/sign-in.json": ("application/json", ask_again),
    }


def test_the_map_of_the_area_goes_beside_the_site_and_what_is_none_is_refused(
    cloud: Cloud, outputs: dict[str, str], site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = area_file(tmp_path / "kobar.pmtiles", -2.68, 111.62)
    monkeypatch.setenv("MAP_FILE", str(file))
    for _ in range(2):
        upload(cloud, site, outputs)
    bucket = {"Bucket": outputs["SiteBucketName"]}
    card = json.loads(cloud.client("s3").get_object(**bucket, Key="peta.json")["Body"].read())
    stored = cloud.client("s3").get_object(**bucket, Key=card["file"].removeprefix("/"))
    assert stored["Body"].read() == file.read_bytes()
    assert "immutable" in stored["CacheControl"]
    monkeypatch.setenv("MAP_FILE", str(site / "robots.txt"))
    with pytest.raises(CommandRefused, match="no PMTiles file"):
        upload(cloud, site, outputs)


def test_pages_are_in_the_stages_look_and_lose_it_again(
    cloud: Cloud, outputs: dict[str, str], site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagline = FRAME["tagline"][0]
    picture = '<meta property="og:image" content="/share.png">'
    built = f"<head>{picture}<title>Lacak – LAPOR!</title></head><strong>LAPOR!</strong> <span>{tagline}</span></a>"
    (site / "index.html").write_text(built)
    logo = tmp_path.parent / f"{tmp_path.name}-logo.svg"
    logo.write_text("<svg/>")
    monkeypatch.setenv("SITE_LOGO", str(logo))
    brand = brand_of({"SiteName": "Lapor Kobar", "SiteColour": "#7a1f2b"})
    upload(cloud, site, outputs, SiteLook(brand, "Pemkab Kobar – Kobar", "https://lapor.example"))
    page = _content(cloud, outputs, "index.html")
    assert "<strong>Lapor Kobar</strong> <span>Pemkab Kobar – Kobar</span></a>" in page
    assert 'href="/brand.css"' in page
    assert 'content="https://lapor.example/share.png"' in page
    assert "--brand:#7a1f2b" in _content(cloud, outputs, "brand.css")
    assert _content(cloud, outputs, "logo.svg") == "<svg/>"
    upload(cloud, site, outputs)
    assert _content(cloud, outputs, "index.html") == built
    assert not {"brand.css", "logo.svg"} & _stored(cloud, outputs).keys()


def test_a_look_that_cannot_be_is_refused(cloud: Cloud) -> None:
    with pytest.raises(CommandRefused, match=r"contrast of 1\.5"):
        brand_of({"SiteColour": "#ffcc00"})
    table = f"directory-{cloud.stage}"
    keys = ("pk", "HASH"), ("sk", "RANGE")
    cloud.client("dynamodb").create_table(
        TableName=table,
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name, _ in keys],
        BillingMode="PAY_PER_REQUEST",
    )
    with pytest.raises(CommandRefused, match="no such institution"):
        home_of(cloud, table, "kab.6201")
    row = json.dumps({"name": "Pemerintah Kabupaten Kobar", "short_name": "Pemkab Kobar"})
    item = {"pk": {"S": "INSTITUTIONS"}, "sk": {"S": "kab.6201"}, "row": {"S": row}}
    cloud.client("dynamodb").put_item(TableName=table, Item=item)
    assert home_of(cloud, table, "kab.6201") == "Pemkab Kobar – Pemerintah Kabupaten Kobar"
    assert home_of(cloud, table, "") is None


def test_the_desk_is_told_where_to_sign_in(cloud: Cloud, outputs: dict[str, str], site: Path) -> None:
    upload(cloud, site, outputs)
    told = cloud.client("s3").get_object(Bucket=outputs["SiteBucketName"], Key="petugas/sign-in.json")
    pages = "https://lapor-try.auth.ap-southeast-3.amazoncognito.com"
    assert json.loads(told["Body"].read()) == {
        "issuer": "https://cognito-idp.ap-southeast-3.amazonaws.com/ap-southeast-3_abc",
        "client_id": "desk",
        "authorize": f"{pages}/oauth2/authorize",
        "token": f"{pages}/oauth2/token",
        "revoke": f"{pages}/oauth2/revoke",
        "sign_out": f"{pages}/logout",
    }


def test_pages_go_at_once_and_what_an_open_page_loads_stays_a_while(
    cloud: Cloud, outputs: dict[str, str], site: Path
) -> None:
    now = clock.now()
    upload(cloud, site, outputs, None, now - timedelta(days=90))
    (site / "assets" / "main-1.js").rename(site / "assets" / "main-2.js")
    (site / "robots.txt").unlink()

    upload(cloud, site, outputs, None, now)
    stored = _stored(cloud, outputs)
    assert {"assets/main-1.js", "assets/main-2.js"} <= stored.keys()
    assert "robots.txt" not in stored

    upload(cloud, site, outputs, None, now + STAY - timedelta(minutes=1))
    assert "assets/main-1.js" in _stored(cloud, outputs)
    upload(cloud, site, outputs, None, now + STAY)
    assert "assets/main-1.js" not in _stored(cloud, outputs)


def test_what_came_back_into_the_build_is_no_longer_on_its_way_out(
    cloud: Cloud, outputs: dict[str, str], site: Path
) -> None:
    now, asset = clock.now(), site / "assets" / "main-1.js"
    upload(cloud, site, outputs, None, now)
    asset.rename(site / "aside.js")
    upload(cloud, site, outputs, None, now)
    (site / "aside.js").rename(asset)
    upload(cloud, site, outputs, None, now)
    asset.unlink()
    upload(cloud, site, outputs, None, now + STAY)
    assert "assets/main-1.js" in _stored(cloud, outputs)


def test_new_words_on_a_page_are_sent_and_copies_are_forgotten(
    cloud: Cloud, outputs: dict[str, str], site: Path
) -> None:
    upload(cloud, site, outputs)
    (site / "index.html").write_text("new")
    upload(cloud, site, outputs)
    page = cloud.client("s3").get_object(Bucket=outputs["SiteBucketName"], Key="index.html")
    assert page["Body"].read() == b"new"
    listed: dict[str, Any] = cloud.client("cloudfront").list_invalidations(DistributionId=outputs["DistributionId"])
    assert listed["InvalidationList"]["Quantity"] == 2


def test_a_site_that_is_not_built(cloud: Cloud, outputs: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(CommandRefused, match="No site is built"):
        upload(cloud, tmp_path / "nothing", outputs)


def _content(cloud: Cloud, outputs: dict[str, str], name: str) -> str:
    stored = cloud.client("s3").get_object(Bucket=outputs["SiteBucketName"], Key=name)
    text: str = stored["Body"].read().decode()
    return text


def _stored(cloud: Cloud, outputs: dict[str, str]) -> dict[str, tuple[str, str]]:
    s3, bucket = cloud.client("s3"), outputs["SiteBucketName"]
    found = {one["Key"] for one in s3.list_objects_v2(Bucket=bucket)["Contents"]}
    heads = {key: s3.head_object(Bucket=bucket, Key=key) for key in found}
    return {key: (head["ContentType"], head["CacheControl"]) for key, head in heads.items()}
