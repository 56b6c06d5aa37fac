"""What follows a change of the directory: an officer can sign in, or no longer; a new one is invited; and a coordinator
hears when nobody is left to answer in an agency.

Every look is at the directory as it is now: an officer disabled meanwhile is not invited, an agency that has somebody
again is not told of.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from chalicelib.domain.directory import Agency, Directory
from chalicelib.domain.directory.appointing import Officer, answering_role, is_covered
from chalicelib.intake.addresses import is_one_address
from chalicelib.language import say
from chalicelib.notify import sign_in_pool
from chalicelib.notify.invitation import officer_invited
from chalicelib.notify.letter_context import one_line
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letters import OFFICERS_LANGUAGE, Letter, letter, officer_part
from chalicelib.notify.rendering import Content, Link
from chalicelib.settings import settings
from chalicelib.store import directory_lookup, officers
from chalicelib.store.outbox import DirectoryChange

LISTED_AT_MOST = 20
LOOKS = 3
LONGEST_IMPORT = timedelta(hours=1)


def agree(change: DirectoryChange) -> bool:
    """Make the sign-in pool agree with an officer's row, whoever changes it meanwhile; True when they were new there.

    Raises PoolFailed, StoreFailure.
    """
    if change.username is None or not sign_in_pool.is_there():
        return False
    officer, is_new = directory_lookup.officer(change.username), False
    for _ in range(LOOKS):
        if officer is None:
            break
        is_new = sign_in_pool.agree(officer) or is_new
        seen, officer = officer, directory_lookup.officer(change.username)
        if officer == seen:
            break
    return is_new


def invite_again(change: DirectoryChange) -> None:
    """A new temporary password for somebody who never used theirs. Raises PoolFailed, StoreFailure."""
    officer = directory_lookup.officer(change.username) if change.username and sign_in_pool.is_there() else None
    if officer and not officer.disabled:
        sign_in_pool.send_password_again(officer)


def is_unfinished(change: DirectoryChange, now: datetime) -> bool:
    """Whether some of the agencies are still to come: an import is being written, or will be finished by the next try.

    After a while what is there is told of.
    """
    if now - change.at > LONGEST_IMPORT or not change.agencies:
        return False
    directory_lookup.forget()
    directory = directory_lookup.directory_covering(change.agencies)
    return any(directory.get(agency_id) is None for agency_id in change.agencies)


def letters_after(change: DirectoryChange) -> Iterator[Letter]:
    """The letters that a change asks for, as the directory is now. Raises StoreFailure."""
    directory_lookup.forget()  # an agency created a moment ago must be known
    officer = directory_lookup.officer(change.username) if change.username and change.invited else None
    if officer and not officer.disabled and is_one_address(officer.email):
        agency = directory_lookup.directory_covering([officer.agency_id]).get(officer.agency_id)
        name = agency.name if agency else officer.agency_id
        yield officer_invited(officer.username, officer.email, officer.role, name, has_password=sign_in_pool.is_there())
    if change.agencies:
        yield from _of_vacancies(change.agencies)


def vacancy(officer: Officer, agencies: list[Agency], *, language: str = OFFICERS_LANGUAGE) -> Letter:
    """To a coordinator: in which agencies nobody can answer."""
    title = say(fixed_sentences.VACANT_TITLE, language)
    names = [one_line(agency.name) for agency in agencies[:LISTED_AT_MOST]]
    left = len(agencies) - len(names)
    more = [say(fixed_sentences.AND_MORE_AGENCIES, language).format(count=left)] if left else []
    content = Content(
        language=language,
        subject=f"LAPOR!: {title}",
        title=title,
        site_url=settings().site_url,
        happened=(*(say(one, language) for one in fixed_sentences.VACANT_WHY), *names, *more),
        next=(say(fixed_sentences.VACANT_NEXT, language),),
        links=(Link(say(fixed_sentences.OPEN_OFFICERS, language), f"{settings().site_url}/petugas"),),
    )
    return letter(f"vacancy_{officer_part(officer.username)}", officer.email, content)


def _of_vacancies(agency_ids: Iterable[str]) -> Iterator[Letter]:
    """To whoever appoints in the institution; where nobody does, to the next one up. One letter each."""
    directory = directory_lookup.directory_covering(agency_ids)
    told: dict[Officer, list[Agency]] = {}
    vacant = [agency for agency_id in agency_ids if (agency := directory.get(agency_id)) and _is_vacant(agency)]
    institutions = {agency.agency_id: directory.institution_of(agency.agency_id).agency_id for agency in vacant}
    appointing = {one: _appointing(one, directory) for one in sorted(set(institutions.values()))}
    for agency in vacant:
        for officer in appointing[institutions[agency.agency_id]]:
            told.setdefault(officer, []).append(agency)
    yield from (vacancy(officer, agencies) for officer, agencies in told.items())


def _is_vacant(agency: Agency) -> bool:
    # The index may not know yet who has just left; the rows do.
    listed = directory_lookup.officers_of(agency.agency_id, answering_role(agency))
    present = officers.find_all(one.username for one in listed) if listed else {}
    return agency.accepts_reports and not is_covered(agency, (one.officer for one in present.values()))


def _appointing(institution_id: str, directory: Directory) -> tuple[Officer, ...]:
    for agency in directory.with_ancestors(institution_id):
        if agency.is_institution:
            found = directory_lookup.officers_of(agency.agency_id, answering_role(agency))
            reached = tuple(one for one in found if is_one_address(one.email))
            if reached:
                return reached
    return ()
