"""What a browser may do with the bucket: only what the application signed, and only for as long (AWS Signature v4).

Forms to upload with carry a policy, addresses to read from a signature in their query. Both are checked with botocore's
own signer, so that what the application signs for S3 is what holds here.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

_UNCHECKED_FIELDS = ("policy", "x-amz-signature", "file")


class Denied(Exception):
    """Not signed, not any more, or not for this; ``code`` as S3 names it."""

    def __init__(self, code: str, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.code, self.status = code, status


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the application's own key."""

    key_id: str
    secret: str
    region: str

    def length_allowed(self, fields: Mapping[str, str], bucket: str, now: datetime) -> tuple[int, int]:
        """The least and the most bytes that a form's file may have. Raises Denied."""
        policy = fields.get("policy", "")
        self._require(fields.get("x-amz-credential", ""), fields.get("x-amz-date", ""), policy, fields)
        try:
            said = json.loads(base64.b64decode(policy))
            expires = datetime.fromisoformat(said["expiration"])
        except (ValueError, KeyError, TypeError):
            raise Denied("InvalidPolicyDocument", "Invalid policy", 400) from None
        if now >= expires:
            raise Denied("AccessDenied", "Invalid according to Policy: Policy expired.")
        return _fulfilled(said["conditions"], {**fields, "bucket": bucket})

    def require_address(self, url: str, now: datetime) -> None:
        """Raises Denied unless this very address was signed for reading and still holds."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        # What stands behind the signature would not be covered by it, so it must be the last.
        unsigned, _, given = url.rpartition("&X-Amz-Signature=")
        request = AWSRequest("GET", unsigned)
        try:
            signed_at = datetime.strptime(asked["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            until = signed_at + timedelta(seconds=int(asked["X-Amz-Expires"]))
            request.context["timestamp"] = asked["X-Amz-Date"]
            signer = self._signer()
            wanted = signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request)
        except (KeyError, ValueError, OverflowError):
            raise Denied("AccessDenied", "Access Denied") from None
        if not _same(wanted, given) or asked.get("X-Amz-SignedHeaders") != "host":
            raise Denied("SignatureDoesNotMatch", "The request signature does not match")
        if not signed_at - timedelta(minutes=15) <= now < until:
            raise Denied("AccessDenied", "Request has expired")

    def _require(self, credential: str, date: str, policy: str, fields: Mapping[str, str]) -> None:
        request = AWSRequest("POST", "http://localhost")
        request.context["timestamp"] = date
        own = f"{self.key_id}/{date[:8]}/{self.region}/s3/aws4_request"
        if fields.get("x-amz-algorithm") != "AWS4-HMAC-SHA256" or credential != own or not policy.isascii():
            raise Denied("AccessDenied", "Access Denied")
        if not _same(self._signer().signature(policy, request), fields.get("x-amz-signature", "")):
            raise Denied("SignatureDoesNotMatch", "The request signature does not match")

    def _signer(self) -> Any:
        return S3SigV4QueryAuth(Credentials(self.key_id, self.secret), "s3", self.region)


def _fulfilled(conditions: list[Any], fields: Mapping[str, str]) -> tuple[int, int]:
    """Every condition holds and every field has one, as S3 wants it; the bounds of the file's length. Raises Denied."""
    least, most = 0, 0
    covered: set[str] = set()
    for condition in conditions:
        pairs = list(condition.items()) if isinstance(condition, dict) else []
        if isinstance(condition, list) and condition[0] == "content-length-range":
            least, most = int(condition[1]), int(condition[2])
        elif isinstance(condition, list) and condition[0] == "eq":
            pairs = [(condition[1].removeprefix("$"), condition[2])]
        elif not pairs:
            raise Denied("InvalidPolicyDocument", "A condition that is not known here", 400)
        for name, value in pairs:
            covered.add(name.lower())
            if fields.get(name.lower()) != value:
                raise Denied("AccessDenied", f"Invalid according to Policy: Policy Condition failed: {name}")
    extra = set(fields) - covered - set(_UNCHECKED_FIELDS)
    if extra:
        raise Denied("AccessDenied", "Invalid according to Policy: Extra input fields")
    return least, most


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
