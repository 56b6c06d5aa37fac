"""The officer behind a token that the authorizer in app.py has verified (chalicelib.routes.tokens).

Claims are compared with the officer's profile again: an authorizer's answer is cached, and a directory changes.
"""

from collections.abc import Mapping

from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory.appointing import Officer
from chalicelib.domain.refusals import Forbidden
from chalicelib.store import directory_lookup


def officer(claims: Mapping[str, str]) -> tuple[Actor, Officer]:
    """The officer behind verified claims, as the directory knows them now.

    Raises Forbidden for somebody disabled, unknown, or whose role or agency is no longer what the token says.
    """
    return admitted(claims, directory_lookup.officer(claims["username"]))


def admitted(claims: Mapping[str, str], profile: Officer | None) -> tuple[Actor, Officer]:
    """The officer behind verified claims, whose profile was just read. Raises Forbidden as ``officer`` does."""
    if (
        profile is None
        or profile.disabled
        or (profile.role, profile.agency_id) != (claims["role"], claims["agency_id"])
    ):
        raise Forbidden
    return Actor(Role(profile.role), profile.agency_id, profile.username), profile
