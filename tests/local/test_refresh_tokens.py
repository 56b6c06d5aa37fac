"""A refresh token is good for one renewal; who shows one again ends the session."""

from infra.local.refresh_tokens import GRACE_SECONDS, LIFE_SECONDS, RefreshTokens


def renewed(tokens: RefreshTokens, token: str, now: float) -> str:
    assert tokens.find(token, now) == "kept"
    fresh = tokens.renew(token, now)
    assert fresh
    return fresh


def test_each_renewal_gives_another_token() -> None:
    tokens = RefreshTokens()
    shown = [tokens.begin("kept", 0)]
    for now in range(0, 3000, 240):
        shown.append(renewed(tokens, shown[-1], now))
    assert len(set(shown)) == len(shown)


def test_an_answer_that_a_bad_line_lost_may_be_asked_for_again() -> None:
    tokens = RefreshTokens()
    first = tokens.begin("kept", 0)
    renewed(tokens, first, 100)
    again = renewed(tokens, first, 100 + GRACE_SECONDS)
    assert tokens.find(again, 500) == "kept"


def test_a_token_shown_again_later_ends_the_session_for_thief_and_owner() -> None:
    tokens = RefreshTokens()
    first = tokens.begin("kept", 0)
    second = renewed(tokens, first, 100)
    assert tokens.find(first, 101 + GRACE_SECONDS) is None
    assert tokens.find(second, 102 + GRACE_SECONDS) is None


def test_one_older_than_the_one_before_ends_it_at_once() -> None:
    tokens = RefreshTokens()
    first = tokens.begin("kept", 0)
    third = renewed(tokens, renewed(tokens, first, 1), 2)
    assert tokens.find(first, 3) is None
    assert tokens.find(third, 3) is None


def test_after_a_working_day_one_signs_in_again() -> None:
    tokens = RefreshTokens()
    first = tokens.begin("kept", 0)
    later = renewed(tokens, first, LIFE_SECONDS - 1)
    assert tokens.find(later, LIFE_SECONDS + 1) is None


def test_signing_out_ends_the_session_by_any_of_its_tokens_and_no_other() -> None:
    tokens = RefreshTokens()
    first, other = tokens.begin("kept", 0), tokens.begin("others", 0)
    second = renewed(tokens, first, 1)
    assert tokens.end(first) == "kept"
    assert (tokens.find(second, 2), tokens.renew(second, 2)) == (None, None)
    assert tokens.end(first) is None
    assert tokens.find(other, 2) == "others"


def test_what_ended_takes_no_room() -> None:
    tokens = RefreshTokens()
    for number in range(20):
        tokens.begin(str(number), 0)
    tokens.begin("later", LIFE_SECONDS + 1)
    assert len(tokens._sessions) == 1
