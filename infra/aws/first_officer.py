"""`make first-officer STAGE= USERNAME= EMAIL= [ROLE=nation AGENCY=ri] [INVITE=1]`: who invites all others at the desk.

Written as the desk writes it, with the promise of an invitation: dispatch makes the sign-in and mails it.
"""

import os
from typing import Any

from infra.aws import stacks
from infra.aws.cloud import known_stage, open_cloud
from infra.aws.console import CommandRefused, agreed, ended, given, is_yes, say
from infra.aws.first_run import directory_environment

_EXAMPLE = "make first-officer STAGE=dev USERNAME=siti EMAIL=siti@kota.go.id"


def main() -> None:
    """Invite the officer that the environment names. Raises Refusal, WrongUsage."""
    stage = known_stage(given("STAGE", _EXAMPLE))
    row = {"username": given("USERNAME", _EXAMPLE), "email": given("EMAIL", _EXAMPLE)}
    cloud = open_cloud(stage)
    stack = stacks.find(cloud)
    if stack is None or "DirectoryTableName" not in stack.outputs:
        raise CommandRefused(f"The stage {stage} is not deployed: `make deploy STAGE={stage}` first.")
    # Before anything of the store is imported: it reads the tables' names then.
    os.environ.update(directory_environment(cloud, stack))
    say(f"{invite(row)} Two mails go to {row['email']} within minutes:")
    say("ours with the address of the desk, and the sign-in's own with a temporary password.")


def invite(row: dict[str, str]) -> str:
    """Write the officer and the promise of an invitation; the sentence that says who they are. Raises CommandRefused.

    The environment names the tables by now, and may name ROLE, AGENCY, YES=1, and INVITE=1 for one who is known.
    """
    from chalicelib import clock
    from chalicelib.domain.actors import Actor, Role
    from chalicelib.domain.directory import NATION_ID
    from chalicelib.domain.refusals import Invalid
    from chalicelib.language.sentences import field_messages
    from chalicelib.service.administration.officers import put_officer
    from chalicelib.store import officers
    from chalicelib.store.directory_rows import Deed

    office = {"role": os.environ.get("ROLE") or Role.NATION.value, "agency_id": os.environ.get("AGENCY") or NATION_ID}
    known = officers.find(row["username"])
    if known and os.environ.get("INVITE") != "1":
        who = f"{known.officer.username} ({known.officer.role} of {known.officer.agency_id}, {known.officer.email})"
        raise CommandRefused(
            f"{who} is in the directory already. If the invitation was lost: the same command with INVITE=1."
        )
    if known is None:
        _ask_about_others(office, yes=is_yes())
    deed = Deed(Actor(Role.NATION, NATION_ID), clock.now())
    wanted: dict[str, Any] = {**row, "invite": True} if known else {**row, **office}
    try:
        view, _ = put_officer(wanted, deed)
    except Invalid as invalid:
        said = "; ".join(f"{fault['field']}: {fault['message']}" for fault in field_messages(invalid.errors, "en"))
        raise CommandRefused(f"This cannot be: {said}") from None
    return f"{view['username']} is {view['role']} of {view['agency_id']}."


def _ask_about_others(office: dict[str, str], *, yes: bool) -> None:
    from chalicelib.store import directory_lookup, officers

    agency, role = office["agency_id"], office["role"]
    directory = directory_lookup.directory_covering([agency])
    if directory.get(agency) is None:
        return  # told with all other faults
    found = officers.of_office(directory.institution_of(agency).agency_id, agency, role)
    others = [one.officer.username for one in found if not one.officer.disabled]
    if not others:
        return
    say(f"There is a {role} of {agency} already: {', '.join(others)}. They can invite others at the desk.")
    if not agreed("Invite one more from here all the same?", yes=yes):
        raise CommandRefused("Nobody was invited.")


if __name__ == "__main__":
    ended(main)
