"""Letters that ask somebody in: a follower to confirm, a new officer to sign in."""

from chalicelib.domain.report import Report
from chalicelib.language import say
from chalicelib.language.words import word
from chalicelib.notify.letter_context import one_line
from chalicelib.notify.letter_texts import fixed_sentences
from chalicelib.notify.letter_texts.choosing import sentences
from chalicelib.notify.letters import OFFICERS_LANGUAGE, FollowerToTell, Letter, letter, officer_part, subject_of
from chalicelib.notify.rendering import Content, Link
from chalicelib.settings import settings


def invitation(report: Report, follower: FollowerToTell, day: str) -> Letter:
    """To whoever asked to follow a report, or whose address somebody gave: nothing more is sent until they confirm.

    The letter of one ``day`` (20261123): asked again tomorrow, somebody gets another.
    """
    language = follower.language
    title = say(fixed_sentences.CONFIRM_TITLE, language)
    content = Content(
        language=language,
        subject=subject_of(title, report.report_id),
        title=title,
        site_url=settings().site_url,
        codes=((say(fixed_sentences.NUMBER, language), report.report_id),),
        happened=(
            *([one_line(report.public_title)] if report.public_title else []),
            say(fixed_sentences.CONFIRM_WHY, language),
        ),
        links=(Link(say(fixed_sentences.CONFIRM, language), follower.page_url),),
        notes=(say(fixed_sentences.CONFIRM_OR_NOT, language),),
    )
    return letter(f"{follower.recipient}_{day}", follower.email, content, follower.headers)


def officer_invited(
    username: str, to: str, role: str, agency_name: str, *, has_password: bool, language: str = OFFICERS_LANGUAGE
) -> Letter:
    """To a new officer: in what office, and where to sign in. The password is no matter of ours; ``has_password`` tells
    that the sign-in pool sends one.
    """
    title = say(fixed_sentences.INVITED_TITLE, language)
    values = {"role": word("role", role, language).lower(), "agency": one_line(agency_name)}
    content = Content(
        language=language,
        subject=f"LAPOR!: {title}",
        title=title,
        site_url=settings().site_url,
        happened=sentences(fixed_sentences.INVITED, language, values),
        codes=((say(fixed_sentences.USERNAME, language), one_line(username)),),
        next=(say(fixed_sentences.TEMPORARY_PASSWORD, language),) if has_password else (),
        links=(Link(say(fixed_sentences.SIGN_IN, language), f"{settings().site_url}/petugas"),),
        notes=(say(fixed_sentences.INVITED_BY_MISTAKE, language),),
    )
    return letter(officer_part(username), to, content)
