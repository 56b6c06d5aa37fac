"""What CloudFront keeps of the site, and the headers it adds to every answer."""

from typing import Any

from infra.site_headers import HEADERS, policy

A_YEAR = 31_536_000
TWO_YEARS = 2 * A_YEAR
_FILES = "https://${FilesBucket.RegionalDomainName}"
_SIGN_IN = "https://${SignInPrefix}.auth.${AWS::Region}.amazoncognito.com"


def resources() -> dict[str, Any]:
    """What is kept, and headers, of the site and of the API."""
    return {
        "SiteCache": _cache(),
        "ApiCache": _api_cache(),
        "SiteHeaders": _site_headers(),
        "ApiHeaders": _api_headers(),
    }


def _cache() -> dict[str, Any]:
    """As each object's own Cache-Control says (infra/site_addresses.py)."""
    nothing = {
        "CookiesConfig": {"CookieBehavior": "none"},
        "HeadersConfig": {"HeaderBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "none"},
    }
    return _cache_policy("site", nothing)


def _api_cache() -> dict[str, Any]:
    """As the answer says, apart by what was asked and in which language; a bearer or a code is no part of it, for the
    answer is the same to all."""
    asked = {
        "CookiesConfig": {"CookieBehavior": "none"},
        "HeadersConfig": {"HeaderBehavior": "whitelist", "Headers": ["Accept-Language"]},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    }
    return _cache_policy("api", asked)


def _cache_policy(of: str, key: dict[str, Any]) -> dict[str, Any]:
    """As long as the origin says; compressed for who takes it."""
    configuration = {
        "Name": {"Fn::Sub": f"lapor-${{Stage}}-${{AWS::Region}}-{of}"},
        "MinTTL": 0,
        "DefaultTTL": 0,
        "MaxTTL": A_YEAR,
        "ParametersInCacheKeyAndForwardedToOrigin": {
            **key,
            "EnableAcceptEncodingBrotli": True,
            "EnableAcceptEncodingGzip": True,
        },
    }
    return {"Type": "AWS::CloudFront::CachePolicy", "Properties": {"CachePolicyConfig": configuration}}


def _site_headers() -> dict[str, Any]:
    """The site's policy, which on AWS also admits the bucket that files go to and come from, and the sign-in."""
    said = {"Fn::Sub": policy(reached=(_FILES, _SIGN_IN), pictures=(_FILES,))}
    custom = [{"Header": name, "Value": value, "Override": True} for name, value in HEADERS]
    security = {**_security(), "ContentSecurityPolicy": {"ContentSecurityPolicy": said, "Override": True}}
    return _policy("site", {"SecurityHeadersConfig": security, "CustomHeadersConfig": {"Items": custom}})


def _api_headers() -> dict[str, Any]:
    """The API's own answers carry their policy already."""
    return _policy("api", {"SecurityHeadersConfig": _security()})


def _security() -> dict[str, Any]:
    return {
        "StrictTransportSecurity": {
            "AccessControlMaxAgeSec": TWO_YEARS,
            "IncludeSubdomains": True,
            "Override": True,
        },
        "ContentTypeOptions": {"Override": True},
        "ReferrerPolicy": {"ReferrerPolicy": "no-referrer", "Override": True},
    }


def _policy(name: str, headers: dict[str, Any]) -> dict[str, Any]:
    configuration = {"Name": {"Fn::Sub": f"lapor-${{Stage}}-${{AWS::Region}}-{name}"}, **headers}
    return {
        "Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": configuration},
    }
