"""Code and template in the bucket of artifacts: closed to everybody, sent once."""

import json

import pytest

from infra.aws import artifacts
from infra.aws.cloud import Cloud
from infra.aws.console import CommandRefused
from tests.deploying.conftest import Build

CODE = {
    "Tally": {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}},
    "Sweep": {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}},
    "Layer": {"Type": "AWS::Serverless::LayerVersion", "Properties": {"ContentUri": "./layer.zip"}},
}


def test_the_bucket_is_private_encrypted_and_by_tls_alone(cloud: Cloud) -> None:
    artifacts.ensure_bucket(cloud)
    artifacts.ensure_bucket(cloud)
    s3, bucket = cloud.client("s3"), cloud.artifacts_bucket
    assert bucket == f"lapor-{cloud.stage}-artifacts-000000000000-ap-southeast-3"
    assert s3.get_bucket_location(Bucket=bucket)["LocationConstraint"] == "ap-southeast-3"
    closed = s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}
    (statement,) = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    assert (statement["Effect"], statement["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    (rule,) = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    (kept,) = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert kept["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert "Expiration" not in kept


def test_code_is_sent_under_its_hash_once_and_the_template_names_it(
    cloud: Cloud, build: Build, capsys: pytest.CaptureFixture[str]
) -> None:
    built = build(more=CODE).built
    (built / "layer.zip").write_bytes(b"layer")
    artifacts.ensure_bucket(cloud)
    capsys.readouterr()

    address = artifacts.upload(cloud, built, artifacts.read_template(built))

    assert capsys.readouterr().out.count("Sending") == 3
    s3, bucket = cloud.client("s3"), cloud.artifacts_bucket
    placed = json.loads(s3.get_object(Bucket=bucket, Key=address.rsplit("/", 1)[1])["Body"].read())["Resources"]
    code = placed["Tally"]["Properties"]["CodeUri"]
    assert code == placed["Sweep"]["Properties"]["CodeUri"]
    assert s3.get_object(Bucket=bucket, Key=code.removeprefix(f"s3://{bucket}/"))["Body"].read() == b"code"
    layer = placed["Layer"]["Properties"]["ContentUri"].removeprefix(f"s3://{bucket}/")
    assert s3.get_object(Bucket=bucket, Key=layer)["Body"].read() == b"layer"

    assert artifacts.upload(cloud, built, artifacts.read_template(built)) == address
    assert "Sending" not in capsys.readouterr().out


def test_what_is_not_built(cloud: Cloud, build: Build) -> None:
    built = build(more=CODE).built
    artifacts.ensure_bucket(cloud)
    with pytest.raises(CommandRefused, match=r"layer\.zip, which is not in"):
        artifacts.upload(cloud, built, artifacts.read_template(built))
    with pytest.raises(CommandRefused, match="run `make package STAGE=none`"):
        artifacts.read_template(built / "none")
