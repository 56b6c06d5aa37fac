"""The officers' sign-in pool (Cognito), made to agree with the directory, which is its source.

Cognito itself mails a new officer's temporary password (AdminCreateUser): it passes through nothing of ours. Every step
says how the pool shall be, so it may be taken again. Without a pool an office's own provider lets officers in.
"""

from functools import cache
from typing import Any

from botocore import exceptions as failures

from chalicelib import aws
from chalicelib.domain.directory.appointing import Officer
from chalicelib.settings import settings

NEVER_SIGNED_IN = "FORCE_CHANGE_PASSWORD"


class PoolFailed(Exception):
    """The pool did not do what it was asked. Names the failure's kind, never an officer."""


def is_there() -> bool:
    """Whether there is a pool of ours."""
    return settings().cognito_pool_id is not None


def agree(officer: Officer) -> bool:
    """Make the officer's user as the directory has it; True when it was not there before. Raises PoolFailed."""
    user = _ask("admin_get_user", officer)
    if user is None:
        if officer.disabled:
            return False
        delivery = {"DesiredDeliveryMediums": ["EMAIL"], "UserAttributes": _attributes(officer)}
        return _ask("admin_create_user", officer, **delivery) is not None
    has = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
    if any(has.get(one["Name"]) != one["Value"] for one in _attributes(officer)):
        _ask("admin_update_user_attributes", officer, UserAttributes=_attributes(officer))
    if user["Enabled"] == officer.disabled:
        _ask("admin_disable_user" if officer.disabled else "admin_enable_user", officer)
    return False


def send_password_again(officer: Officer) -> None:
    """Let the pool mail a new temporary password to somebody who has never signed in. Raises PoolFailed."""
    user = _ask("admin_get_user", officer)
    if user and user["UserStatus"] == NEVER_SIGNED_IN:
        _ask("admin_create_user", officer, MessageAction="RESEND", DesiredDeliveryMediums=["EMAIL"])


def _attributes(officer: Officer) -> list[dict[str, str]]:
    values = {
        "email": officer.email,
        "email_verified": "true",
        "custom:role": officer.role,
        "custom:agency": officer.agency_id,
    }
    return [{"Name": name, "Value": value} for name, value in values.items()]


def _ask(operation: str, officer: Officer, **more: Any) -> dict[str, Any] | None:
    """The pool's answer; None when there is no such user, or already is one."""
    try:
        answer: dict[str, Any] = getattr(_client(), operation)(
            UserPoolId=settings().cognito_pool_id, Username=officer.username, **more
        )
    except failures.ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code"))
        if code in ("UserNotFoundException", "UsernameExistsException"):
            return None
        raise PoolFailed(code) from None
    except (failures.BotoCoreError, OSError) as silent:
        raise PoolFailed(type(silent).__name__) from None
    return answer


@cache
def _client() -> Any:
    once = {"total_max_attempts": 1}
    return aws.client("cognito-idp", settings().cognito_endpoint, retries=once, connect_timeout=2, read_timeout=8)
