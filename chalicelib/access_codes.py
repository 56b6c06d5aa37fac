"""The secrets behind access codes and cursors: numbered, so that they can rotate, and read once per process.

Locally a file that only its owner reads (JSON, number to hex); on AWS a SecureString parameter of the same text.
"""

import hashlib
import hmac
import json
from functools import cache
from pathlib import Path

from chalicelib import aws
from chalicelib.domain.tracking import access_code, is_access_code
from chalicelib.settings import settings

LEAST_BYTES = 32


@cache
def secrets_by_number() -> dict[str, bytes]:
    """All secrets. Raises RuntimeError when none is configured or one is shorter than 256 bits."""
    found = {number: bytes.fromhex(secret) for number, secret in json.loads(_secrets_text()).items()}
    if not found or any(len(secret) < LEAST_BYTES for secret in found.values()):
        raise RuntimeError("access code secrets: at least one of 32 bytes or more is needed")
    return found


def current_number() -> str:
    """The number of the secret that new reports get their code from: the highest."""
    return max(secrets_by_number(), key=int)


def code_for(report_id: str, secret_number: str) -> str:
    """The access code of a report. Raises KeyError when its secret was thrown away."""
    return access_code(secrets_by_number()[secret_number], report_id)


def opens(report_id: str, secret_number: str, given: str) -> bool:
    """Whether a code opens a report."""
    secret = secrets_by_number().get(secret_number)
    return secret is not None and is_access_code(secret, report_id, given)


def keyed_hash(purpose: str, text: str) -> str:
    """A hash that nobody without our oldest secret can guess the text from: for claims, counters and cursors."""
    secret = secrets_by_number()[min(secrets_by_number(), key=int)]
    return hmac.new(secret, f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()


def address_hash(address: str) -> str:
    """How a mail address is known again where it must not be kept; capitals make no difference."""
    return keyed_hash("mail address", address.strip().lower())


def _secrets_text() -> str:
    if settings().access_code_secrets_file:
        return Path(settings().access_code_secrets_file or "").read_text(encoding="utf-8")
    if settings().access_code_secrets_parameter:
        named = {"Name": settings().access_code_secrets_parameter, "WithDecryption": True}
        return str(aws.client("ssm").get_parameter(**named)["Parameter"]["Value"])
    raise RuntimeError("set ACCESS_CODE_SECRETS_FILE or ACCESS_CODE_SECRETS_PARAMETER")
