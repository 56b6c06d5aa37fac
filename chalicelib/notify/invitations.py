"""Letters that ask somebody in: a follower to confirm, a new officer to sign in."""

from chalicelib.intake.words import word
from chalicelib.notify import phrases
from chalicelib.notify.letters import (
    OFFICERS_LANGUAGE,
    Follower,
    Letter,
    follow_page,
    follower_part,
    letter,
    officer_part,
)
from chalicelib.notify.matter import one_line
from chalicelib.notify.rendering import Content, Link
from chalicelib.notify.wording import say, sentences


def confirm_following(report_id: str, follower: Follower, site_url: str) -> Letter:
    """To whoever asked to follow a report, or whose address somebody gave: nothing more is sent until they confirm."""
    language = follower.language
    title = say(phrases.CONFIRM_TITLE, language)
    content = Content(
        language=language,
        subject=f"{report_id}: {title}",
        title=title,
        site_url=site_url,
        codes=((say(phrases.NUMBER, language), report_id),),
        happened=(say(phrases.CONFIRM_WHY, language),),
        links=(Link(say(phrases.CONFIRM, language), follow_page(site_url, report_id, follower.token)),),
        notes=(say(phrases.CONFIRM_OR_NOT, language),),
    )
    return letter(follower_part(follower.token), follower.email, content)


def officer_invited(
    username: str, to: str, role: str, agency_name: str, site_url: str, *, language: str = OFFICERS_LANGUAGE
) -> Letter:
    """To a new officer: in what office, and where to sign in. The password is no matter of ours."""
    title = say(phrases.INVITED_TITLE, language)
    values = {"role": word("role", role, language).lower(), "agency": one_line(agency_name)}
    content = Content(
        language=language,
        subject=f"LAPOR!: {title}",
        title=title,
        site_url=site_url,
        happened=sentences(phrases.INVITED, language, values),
        codes=((say(phrases.USERNAME, language), one_line(username)),),
        links=(Link(say(phrases.SIGN_IN, language), f"{site_url}/petugas"),),
        notes=(say(phrases.INVITED_BY_MISTAKE, language),),
    )
    return letter(officer_part(username), to, content)
