"""Template and code in the stage's bucket, under the hash of what they hold: what is there need not be sent again.

Nothing there expires: a stack that takes an update back needs the code it had before.
"""

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused, say
from infra.resources.statements import only_by_tls

_LOCAL_CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Serverless::LayerVersion": "ContentUri"}


def read_template(built: Path) -> dict[str, Any]:
    """The template that `make package` built. Raises Refusal."""
    try:
        template: dict[str, Any] = json.loads((built / "template.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CommandRefused(f"Nothing is built in {built}: run `make package STAGE={built.name}` first.") from None
    return template


def ensure_bucket(cloud: Cloud) -> None:
    """The bucket of artifacts, made if it is missing: private, encrypted, by TLS alone."""
    s3, bucket = cloud.client("s3"), cloud.artifacts_bucket
    try:
        s3.head_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.account)
        return
    except ClientError as failure:
        if failure.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise CommandRefused(f"The bucket {bucket} is there but not ours to use: {failure}.") from failure
    say(f"Making the bucket for artifacts, {bucket}.")
    # us-east-1 is the one region that refuses to be named.
    place = {} if cloud.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": cloud.region}}
    s3.create_bucket(Bucket=bucket, **place)
    closed = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=dict.fromkeys(closed, True))
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(_tls_only(bucket)))
    s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=_ENCRYPTED)
    s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": [_BROKEN_OFF]})


def upload(cloud: Cloud, built: Path, template: Mapping[str, Any]) -> str:
    """Send code and template; the template's address."""
    sent: dict[str, str] = {}

    def place(local: str) -> str:
        if local not in sent:
            path = built / local
            if not path.is_file():
                raise CommandRefused(f"The template names {local}, which is not in {built}: run `make package` again.")
            sent[local] = f"s3://{cloud.artifacts_bucket}/{_put(cloud, path.read_bytes(), path.suffix)}"
        return sent[local]

    placed = deepcopy(dict(template))
    for resource in placed["Resources"].values():
        name = _LOCAL_CODE.get(resource["Type"])
        code = resource.get("Properties", {}).get(name) if name else None
        if isinstance(code, str) and not code.startswith("s3://"):
            resource["Properties"][name] = place(code)
    key = _put(cloud, json.dumps(placed, sort_keys=True, separators=(",", ":")).encode(), ".json")
    address: str = cloud.client("s3").meta.endpoint_url
    return f"{address.rstrip('/')}/{cloud.artifacts_bucket}/{key}"


def _put(cloud: Cloud, content: bytes, suffix: str) -> str:
    s3, bucket, key = cloud.client("s3"), cloud.artifacts_bucket, f"{hashlib.sha256(content).hexdigest()}{suffix}"
    try:
        s3.head_object(Bucket=bucket, Key=key)
        return key
    except ClientError as failure:
        if failure.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
    say(f"Sending {key[:12]}…{suffix}, {len(content) / 1e6:.1f} MB.")
    s3.put_object(Bucket=bucket, Key=key, Body=content, ExpectedBucketOwner=cloud.account)
    return key


def _tls_only(bucket: str) -> dict[str, Any]:
    arn = f"arn:aws:s3:::{bucket}"
    return {"Version": "2012-10-17", "Statement": [only_by_tls("s3:*", [arn, f"{arn}/*"])]}


_ENCRYPTED = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
_BROKEN_OFF = {
    "ID": "broken-off-uploads",
    "Status": "Enabled",
    "Filter": {"Prefix": ""},
    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
}
