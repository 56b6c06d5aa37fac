"""Two buckets: the reports' files, for functions and signed addresses, and the site, for CloudFront alone."""

from typing import Any

from infra.resources import inbound
from infra.resources.exceptions import excepted
from infra.resources.statements import only_by_tls

PRIVATE = {
    "BlockPublicAcls": True,
    "BlockPublicPolicy": True,
    "IgnorePublicAcls": True,
    "RestrictPublicBuckets": True,
}
# The check deletes what came in as soon as it has looked at it, and look_after_files what no report took in a day. What
# is still there after two weeks, as long as dead letters are kept, nobody will ask for any more.
INCOMING_DAYS = 14
PREFLIGHT_SECONDS = 3600
NO_LOG = "the log would hold who asked for which file; what functions do is in their own logs"


def resources() -> dict[str, Any]:
    """Both buckets and who may reach them."""
    return {
        "FilesBucket": _files_bucket(),
        "FilesBucketPolicy": _policy("FilesBucket", inbound.may_leave_mail()),
        "SiteBucket": _site_bucket(),
        "SiteBucketPolicy": _policy("SiteBucket", _through_the_distribution()),
    }


def _files_bucket() -> dict[str, Any]:
    """Without versions: what a reporter has erased must be gone (UU 27/2022)."""
    encryption = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {"Fn::GetAtt": ["DataKey", "Arn"]}}
    properties = {
        **_private({"ServerSideEncryptionByDefault": encryption, "BucketKeyEnabled": True}),
        "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": True}},
        "CorsConfiguration": {"Fn::If": ["HasSiteUrl", _uploads_from_the_site(), {"Ref": "AWS::NoValue"}]},
        "LifecycleConfiguration": {
            "Rules": [
                {
                    "Id": prefix,
                    "Status": "Enabled",
                    "Prefix": f"{prefix}/",
                    "ExpirationInDays": INCOMING_DAYS,
                    "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                }
                for prefix in ("incoming", "mail")
            ]
        },
    }
    kept = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    why = excepted(CKV_AWS_18=NO_LOG, CKV_AWS_21="a file that its reporter erased must be gone")
    return {"Type": "AWS::S3::Bucket", **kept, "Metadata": why, "Properties": properties}


def _uploads_from_the_site() -> dict[str, Any]:
    """A form with a file, sent by a script of the site: no other header, and no other site."""
    rule = {"AllowedMethods": ["POST"], "AllowedOrigins": [{"Ref": "SiteUrl"}], "MaxAge": PREFLIGHT_SECONDS}
    return {"CorsRules": [rule]}


def _site_bucket() -> dict[str, Any]:
    """Without versions, and not kept: the site is built anew from its sources. S3's own key lets CloudFront read it."""
    encryption = {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    given_up = {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}
    why = excepted(CKV_AWS_18=NO_LOG, CKV_AWS_21="the site is built anew from its sources")
    return {"Type": "AWS::S3::Bucket", **given_up, "Metadata": why, "Properties": _private(encryption)}


def _private(encryption: dict[str, Any]) -> dict[str, Any]:
    return {
        "PublicAccessBlockConfiguration": PRIVATE,
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
    }


def _policy(bucket: str, allowed: list[dict[str, Any]]) -> dict[str, Any]:
    everything = [{"Fn::GetAtt": [bucket, "Arn"]}, {"Fn::Sub": f"${{{bucket}.Arn}}/*"}]
    in_the_clear = only_by_tls("s3:*", everything)
    statements = [
        in_the_clear,
        {**in_the_clear, "Sid": "NoOldTls", "Condition": {"NumericLessThan": {"s3:TlsVersion": "1.2"}}},
        *allowed,
    ]
    document = {"Version": "2012-10-17", "Statement": statements}
    return {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": bucket}, "PolicyDocument": document},
    }


def _through_the_distribution() -> list[dict[str, Any]]:
    """Read, and list: without it S3 says 403 for what is not there; no address of the site reaches a list."""
    ours = {"Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}"}
    may = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudfront.amazonaws.com"},
        "Condition": {"StringEquals": {"AWS:SourceArn": ours}},
    }
    return [
        {"Sid": "Read", **may, "Action": "s3:GetObject", "Resource": {"Fn::Sub": "${SiteBucket.Arn}/*"}},
        {"Sid": "NotThere", **may, "Action": "s3:ListBucket", "Resource": {"Fn::GetAtt": ["SiteBucket", "Arn"]}},
    ]
