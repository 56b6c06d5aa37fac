"""The secrets behind access codes and cursors: numbered, so that they can rotate, and read once per process, and again
when a report names one that was added since.

Locally a file that only its owner reads (JSON, number to hex); on AWS a SecureString parameter of the same text.
"""

import hashlib
import hmac
import json
from functools import cache
from pathlib import Path

from chalicelib import aws
from chalicelib.aws import client_with_translated_errors
from chalicelib.domain.tracking import access_code, is_access_code
from chalicelib.settings import settings

LEAST_BYTES = 32


@cache
def secrets_by_number() -> dict[str, bytes]:
    """All secrets.

    Raises Unavailable when Parameter Store does not answer, RuntimeError when none is configured or one is shorter than
    256 bits.
    """
    return _read()


def current_number() -> str:
    """The number of the secret that new reports get their code from: the highest."""
    return max(secrets_by_number(), key=int)


def code_for(report_id: str, secret_number: str) -> str:
    """The access code of a report. Raises KeyError when its secret was thrown away."""
    secret = _secret(secret_number)
    if secret is None:
        raise KeyError(secret_number)
    return access_code(secret, report_id)


def opens(report_id: str, secret_number: str, given: str) -> bool:
    """Whether a code opens a report."""
    secret = _secret(secret_number)
    return secret is not None and is_access_code(secret, report_id, given)


def keyed_hash(purpose: str, text: str) -> str:
    """A hash that nobody without our oldest secret can guess the text from: for claims, counters and cursors."""
    secret = secrets_by_number()[min(secrets_by_number(), key=int)]
    return hmac.new(secret, f"{purpose}\n{text}".encode(), hashlib.sha256).hexdigest()


def address_hash(address: str) -> str:
    """How a mail address is known again where it must not be kept; capitals make no difference."""
    return keyed_hash("mail address", address.strip().lower())


def _secret(number: str) -> bytes | None:
    """A secret by the number that a report names; another process may know one that was added after we read them."""
    known = secrets_by_number()
    if number not in known:
        known.update(_read())
    return known.get(number)


def _read() -> dict[str, bytes]:
    found = {number: bytes.fromhex(secret) for number, secret in json.loads(_secrets_text()).items()}
    if not found or any(len(secret) < LEAST_BYTES for secret in found.values()):
        raise RuntimeError("access code secrets: at least one of 32 bytes or more is needed")
    return found


def _secrets_text() -> str:
    if settings().access_code_secrets_file:
        return Path(settings().access_code_secrets_file or "").read_text(encoding="utf-8")
    if settings().access_code_secrets_parameter:
        return _parameter(settings().access_code_secrets_parameter or "")
    raise RuntimeError("set ACCESS_CODE_SECRETS_FILE or ACCESS_CODE_SECRETS_PARAMETER")


def _parameter(name: str) -> str:
    # An account's share is 40 such requests a second, and a flood of reports starts more functions than that: they wait
    # their turn. Four tries end before the gateway gives up (29 s), botocore's own minute of silence would not.
    patient = {"mode": "standard", "total_max_attempts": 4}
    parameters = aws.client("ssm", retries=patient, connect_timeout=2, read_timeout=3)
    with client_with_translated_errors():
        return str(parameters.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"])
