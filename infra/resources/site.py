"""The one origin that people see: the site from its bucket, and `/api/*` from the API, both through CloudFront.

No access log: it would hold who asked for which report's number. What counts is in CloudWatch's figures.
"""

from typing import Any

from chalicelib.routes import ROUTES
from infra.resources.exceptions import excepted
from infra.resources.firewall import SECRET, SECRET_HEADER

KEPT = tuple(route.path for route in ROUTES if route.kept_seconds)
# CloudFront's own policies; their ids are the same in every account.
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
ALL_VIEWER_EXCEPT_HOST_HEADER = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
# Unless told otherwise CloudFront keeps an error for ten seconds, of most codes even against the origin's no-store, and
# whatever access code or bearer it answered. No error has a page here: it would replace the API's answers too.
ERRORS = (400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504)


def resources() -> dict[str, Any]:
    """The distribution, and its right to read the bucket."""
    access = {
        "Name": {"Fn::Sub": "lapor-${Stage}-${AWS::Region}-site"},
        "OriginAccessControlOriginType": "s3",
        "SigningBehavior": "always",
        "SigningProtocol": "sigv4",
    }
    return {
        "SiteAccess": {
            "Type": "AWS::CloudFront::OriginAccessControl",
            "Properties": {"OriginAccessControlConfig": access},
        },
        "Distribution": {
            "Type": "AWS::CloudFront::Distribution",
            "DependsOn": ["Firewall"],  # which takes a new secret before CloudFront shows it
            "Metadata": _exceptions(),
            "Properties": {"DistributionConfig": _configuration()},
        },
    }


def _exceptions() -> dict[str, Any]:
    """The certificate's address is empty only where there is no domain of one's own, and then not used."""
    why = excepted(
        CKV_AWS_68="a firewall for CloudFront can be made in us-east-1 alone: ours stands at the API's stage",
        CKV_AWS_86="the log would hold who asked for which report's number",
        CKV_AWS_174="with a domain of one's own it is TLS 1.2; CloudFront's own certificate lets nobody choose",
    )
    return {**why, "cfn-lint": {"config": {"ignore_checks": ["W1030"]}}}


def _configuration() -> dict[str, Any]:
    return {
        "Enabled": True,
        "Comment": {"Fn::Sub": "LAPOR!-SP4N ${Stage}"},
        "HttpVersion": "http2and3",
        "IPV6Enabled": True,
        "PriceClass": "PriceClass_200",  # the cheapest with places in Indonesia
        "Aliases": {"Fn::If": ["HasSiteDomain", [{"Ref": "SiteDomain"}], {"Ref": "AWS::NoValue"}]},
        "ViewerCertificate": {"Fn::If": ["HasSiteDomain", _own_certificate(), {"CloudFrontDefaultCertificate": True}]},
        "Origins": [_site(), _api()],
        "DefaultCacheBehavior": _site_behavior(),
        "CacheBehaviors": [*map(_kept_behavior, KEPT), _api_behavior()],
        "CustomErrorResponses": [{"ErrorCode": code, "ErrorCachingMinTTL": 0} for code in ERRORS],
    }


def _own_certificate() -> dict[str, Any]:
    return {
        "AcmCertificateArn": {"Ref": "CertificateArn"},
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "SslSupportMethod": "sni-only",
    }


def _site() -> dict[str, Any]:
    return {
        "Id": "site",
        "DomainName": {"Fn::GetAtt": ["SiteBucket", "RegionalDomainName"]},
        "OriginAccessControlId": {"Fn::GetAtt": ["SiteAccess", "Id"]},
        "S3OriginConfig": {"OriginAccessIdentity": ""},  # wanted, and empty beside an access control
    }


def _api() -> dict[str, Any]:
    """The API's stage is called `api`: the path that people see is the gateway's own."""
    return {
        "Id": "api",
        "DomainName": {"Fn::Sub": "${RestAPI}.execute-api.${AWS::Region}.${AWS::URLSuffix}"},
        "CustomOriginConfig": {
            "OriginProtocolPolicy": "https-only",
            "OriginSSLProtocols": ["TLSv1.2"],
            "OriginReadTimeout": 30,  # the gateway's own limit is 29
        },
        "OriginCustomHeaders": [{"HeaderName": SECRET_HEADER, "HeaderValue": SECRET}],
    }


def _site_behavior() -> dict[str, Any]:
    return {
        "TargetOriginId": "site",
        "ViewerProtocolPolicy": "redirect-to-https",
        "AllowedMethods": ["GET", "HEAD"],
        "Compress": True,
        "CachePolicyId": {"Ref": "SiteCache"},
        "ResponseHeadersPolicyId": {"Ref": "SiteHeaders"},
        "FunctionAssociations": _before_the_cache("SiteAddresses"),
    }


def _api_behavior() -> dict[str, Any]:
    """Nothing is kept. A request in the clear is refused: its code or bearer has been read by then."""
    return {
        "PathPattern": "/api/*",
        "TargetOriginId": "api",
        "ViewerProtocolPolicy": "https-only",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE"],
        "Compress": False,
        "CachePolicyId": CACHING_DISABLED,
        "OriginRequestPolicyId": ALL_VIEWER_EXCEPT_HOST_HEADER,
        "ResponseHeadersPolicyId": {"Ref": "ApiHeaders"},
        "FunctionAssociations": _before_the_cache("ViewerAddress"),
    }


def _kept_behavior(path: str) -> dict[str, Any]:
    """What the API lets anybody keep, as long as each answer says: in a disaster thousands load the form at once."""
    return {
        **_api_behavior(),
        "PathPattern": f"/api{path}",
        "AllowedMethods": ["GET", "HEAD", "OPTIONS"],
        "Compress": True,
        "CachePolicyId": {"Ref": "ApiCache"},
    }


def _before_the_cache(function: str) -> list[dict[str, Any]]:
    return [{"EventType": "viewer-request", "FunctionARN": {"Fn::GetAtt": [function, "FunctionARN"]}}]
