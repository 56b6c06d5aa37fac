"""Settings, all from the environment; ``docs/settings.md`` lists them, a test compares the two.

No secret is among them: the access code secrets are read from a file or from SSM, named here.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from chalicelib.brand import Brand, brand_from


class BadSetting(ValueError):
    """A setting that cannot be; the message says which, and what it must be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between one machine and a nation."""

    region: str
    reports_table: str
    identities_table: str
    directory_table: str
    statistics_table: str
    dynamodb_endpoint: str | None
    ses_endpoint: str | None
    ses_configuration_set: str | None
    sends_short_messages: bool
    sms_endpoint: str | None
    sms_sender_id: str | None
    dead_letter_queue_url: str | None
    files_bucket: str
    files_endpoint: str | None
    files_url: str | None
    sender_address: str
    site_url: str
    brand: Brand
    home_agency: str | None
    access_code_secrets_file: str | None
    access_code_secrets_parameter: str | None
    oidc_issuer: str
    oidc_audience: str
    oidc_jwks_url: str
    data_folder: str | None
    least_free_megabytes: int
    cognito_pool_id: str | None
    cognito_endpoint: str | None
    viewer_address_header: str | None
    shards: int
    delivery_lease_seconds: int
    delivery_grace_seconds: int
    delivery_retry_seconds: int
    submits_per_minute: int
    firewall_counts_submits: bool
    uploads_per_minute: int
    wrong_codes_per_ten_minutes: int
    follows_per_ten_minutes: int
    recoveries_per_ten_minutes: int
    messages_per_day: int
    inbound_key_sha256: str | None
    reply_address: str | None
    receipts_per_day: int
    short_messages_per_report: int
    short_messages_per_contact: int
    office_letters_at_once: int
    upload_megabytes_per_hour: int
    upload_megabytes_per_day: int


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises BadSetting."""
    read = os.environ.get
    return Settings(
        region=read("AWS_DEFAULT_REGION") or read("AWS_REGION") or "ap-southeast-3",
        reports_table=read("REPORTS_TABLE", "lapor-reports"),
        identities_table=read("IDENTITIES_TABLE", "lapor-identities"),
        directory_table=read("DIRECTORY_TABLE", "lapor-directory"),
        statistics_table=read("STATISTICS_TABLE", "lapor-statistics"),
        dynamodb_endpoint=read("DYNAMODB_ENDPOINT") or None,
        ses_endpoint=read("SES_ENDPOINT") or None,
        ses_configuration_set=read("SES_CONFIGURATION_SET") or None,
        sends_short_messages=read("SHORT_MESSAGES") == "yes",
        sms_endpoint=read("SMS_ENDPOINT") or None,
        sms_sender_id=read("SMS_SENDER_ID") or None,
        dead_letter_queue_url=read("DEAD_LETTER_QUEUE_URL") or None,
        files_bucket=read("FILES_BUCKET", "lapor-files"),
        files_endpoint=read("FILES_ENDPOINT") or None,
        files_url=read("FILES_URL") or None,
        sender_address=read("SENDER_ADDRESS", "lapor@lapor.example"),
        site_url=read("SITE_URL", "http://127.0.0.1:8000").rstrip("/"),
        brand=_brand(read("SITE_NAME", ""), read("SITE_COLOUR", ""), read("SITE_LOGO", "")),
        home_agency=read("HOME_AGENCY") or None,
        access_code_secrets_file=read("ACCESS_CODE_SECRETS_FILE") or None,
        access_code_secrets_parameter=read("ACCESS_CODE_SECRETS_PARAMETER") or None,
        oidc_issuer=read("OIDC_ISSUER", ""),
        oidc_audience=read("OIDC_AUDIENCE", ""),
        oidc_jwks_url=read("OIDC_JWKS_URL", ""),
        data_folder=read("DATA_FOLDER") or None,
        least_free_megabytes=_number(os.environ, "LEAST_FREE_MEGABYTES", 16),
        cognito_pool_id=read("COGNITO_POOL_ID") or None,
        cognito_endpoint=read("COGNITO_ENDPOINT") or None,
        viewer_address_header=read("VIEWER_ADDRESS_HEADER") or None,
        shards=_number(os.environ, "SHARDS", 1),
        delivery_lease_seconds=_number(os.environ, "DELIVERY_LEASE_SECONDS", 300),
        delivery_grace_seconds=_number(os.environ, "DELIVERY_GRACE_SECONDS", 30),
        delivery_retry_seconds=_number(os.environ, "DELIVERY_RETRY_SECONDS", 60),
        submits_per_minute=_number(os.environ, "SUBMITS_PER_MINUTE", 600),
        firewall_counts_submits=read("FIREWALL_COUNTS_SUBMITS") == "yes",
        uploads_per_minute=_number(os.environ, "UPLOADS_PER_MINUTE", 600),
        wrong_codes_per_ten_minutes=_number(os.environ, "WRONG_CODES_PER_TEN_MINUTES", 30),
        follows_per_ten_minutes=_number(os.environ, "FOLLOWS_PER_TEN_MINUTES", 30),
        recoveries_per_ten_minutes=_number(os.environ, "RECOVERIES_PER_TEN_MINUTES", 30),
        messages_per_day=_number(os.environ, "MESSAGES_PER_DAY", 30),
        inbound_key_sha256=_sha256(read("INBOUND_KEY_SHA256", "")),
        reply_address=read("REPLY_ADDRESS") or None,
        receipts_per_day=_number(os.environ, "RECEIPTS_PER_DAY", 5),
        short_messages_per_report=_number(os.environ, "SHORT_MESSAGES_PER_REPORT", 6),
        short_messages_per_contact=_number(os.environ, "SHORT_MESSAGES_PER_CONTACT", 10),
        office_letters_at_once=_number(os.environ, "OFFICE_LETTERS_AT_ONCE", 5),
        upload_megabytes_per_hour=_number(os.environ, "UPLOAD_MEGABYTES_PER_HOUR", 1000),
        upload_megabytes_per_day=_number(os.environ, "UPLOAD_MEGABYTES_PER_DAY", 50_000),
    )


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name) or str(default)
    if not (text.isascii() and text.isdecimal()) or int(text) < 1:
        raise BadSetting(f"{name} is {text!r}: it must be a whole number from 1 on")
    return int(text)


def _sha256(text: str) -> str | None:
    if text and not re.fullmatch("[0-9a-f]{64}", text):
        raise BadSetting("INBOUND_KEY_SHA256 must be the SHA-256 of the key: 64 hex digits in small letters")
    return text or None


def _brand(name: str, colour: str, logo: str) -> Brand:
    try:
        return brand_from(name, colour, logo)
    except ValueError as bad:
        raise BadSetting(str(bad)) from bad
