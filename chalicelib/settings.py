"""Settings, all from the environment; ``docs/settings.md`` lists them, a test compares the two.

No secret is among them: the access code secrets are read from a file or from SSM, named here.
"""

import os
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between one machine and a nation."""

    region: str
    reports_table: str
    identities_table: str
    directory_table: str
    dynamodb_endpoint: str | None
    ses_endpoint: str | None
    files_bucket: str
    files_endpoint: str | None
    files_url: str | None
    sender_address: str
    site_url: str
    access_code_secrets_file: str | None
    access_code_secrets_parameter: str | None
    oidc_issuer: str
    oidc_audience: str
    oidc_jwks_url: str
    shards: int
    telling_lease_seconds: int
    submits_per_minute: int
    uploads_per_minute: int
    wrong_codes_per_ten_minutes: int


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises ValueError for a number that is none."""
    read = os.environ.get
    return Settings(
        region=read("AWS_DEFAULT_REGION") or read("AWS_REGION") or "ap-southeast-3",
        reports_table=read("REPORTS_TABLE", "lapor-reports"),
        identities_table=read("IDENTITIES_TABLE", "lapor-identities"),
        directory_table=read("DIRECTORY_TABLE", "lapor-directory"),
        dynamodb_endpoint=read("DYNAMODB_ENDPOINT") or None,
        ses_endpoint=read("SES_ENDPOINT") or None,
        files_bucket=read("FILES_BUCKET", "lapor-files"),
        files_endpoint=read("FILES_ENDPOINT") or None,
        files_url=read("FILES_URL") or None,
        sender_address=read("SENDER_ADDRESS", "lapor@lapor.example"),
        site_url=read("SITE_URL", "http://127.0.0.1:8000").rstrip("/"),
        access_code_secrets_file=read("ACCESS_CODE_SECRETS_FILE") or None,
        access_code_secrets_parameter=read("ACCESS_CODE_SECRETS_PARAMETER") or None,
        oidc_issuer=read("OIDC_ISSUER", ""),
        oidc_audience=read("OIDC_AUDIENCE", ""),
        oidc_jwks_url=read("OIDC_JWKS_URL", ""),
        shards=int(read("SHARDS", "1")),
        telling_lease_seconds=int(read("TELLING_LEASE_SECONDS", "300")),
        submits_per_minute=int(read("SUBMITS_PER_MINUTE", "600")),
        uploads_per_minute=int(read("UPLOADS_PER_MINUTE", "600")),
        wrong_codes_per_ten_minutes=int(read("WRONG_CODES_PER_TEN_MINUTES", "30")),
    )
