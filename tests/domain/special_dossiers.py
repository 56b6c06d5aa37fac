"""Reports that are not plain: escalated, supervisory, merged, returned three times, held by an institution itself …"""

from datetime import date, timedelta
from typing import Any

from chalicelib.domain.commands import (
    Accept,
    Answer,
    Archive,
    Close,
    Complete,
    Decide,
    Dispute,
    Escalate,
    Expire,
    Extend,
    Forward,
    Lapse,
    Object,
    Ombudsman,
    Progress,
    Publish,
    RequestData,
    Return,
    Verify,
    Withdraw,
)
from chalicelib.domain.decisions.draft import Decision, DecisionDraft
from chalicelib.domain.decisions.transitions import ended
from chalicelib.domain.events import EventType
from chalicelib.domain.limits import LimitName
from chalicelib.domain.report import ArchiveReason, Outcome
from chalicelib.domain.states import State
from tests.domain.dossier import (
    UNIT,
    Dossier,
    answered,
    archived,
    closed,
    forwarded,
    in_progress,
    needs_info,
    reopened,
    submitted,
)
from tests.domain.world import PEOPLE

INSPECTORATE = "kab.6201.inspektorat"
ANSWER = Answer("Sudah diperbaiki.")
DISPUTE = Dispute("Masih belum.")


def unverified_too_long() -> Dossier:
    """``verify`` (3 working days from Monday 16) lapsed with Thursday 19."""
    return submitted().do("system", Escalate(1, LimitName.VERIFY), "2026-11-20 00:00")


def unaccepted_too_long() -> Dossier:
    """``accept`` lapsed with Tuesday 17."""
    return forwarded().do("system", Escalate(1, LimitName.ACCEPT), "2026-11-18 00:00")


def unanswered_too_long() -> Dossier:
    """``respond`` (5 working days) lapsed with Monday 23."""
    return in_progress().do("system", Escalate(1, LimitName.RESPOND), "2026-11-24 00:00")


def at_level_three() -> Dossier:
    """The third step: ten working days after Monday 23 end with Monday 7 December."""
    return (
        unanswered_too_long()
        .do("system", Escalate(2, LimitName.RESPOND), "2026-11-27 00:00")
        .do("system", Escalate(3, LimitName.RESPOND), "2026-12-08 00:00")
    )


def reopened_twice() -> Dossier:
    """Level 3 at once."""
    return reopened().do("liaison", ANSWER).do("reporter", DISPUTE)


def published() -> Dossier:
    """Shown to the public."""
    return submitted().do("coordinator", Publish("Judul", "Isi tanpa nama."))


def supervisory() -> Dossier:
    """About misuse of authority, found so when it was verified."""
    return submitted().do("coordinator", Verify(supervisory=True))


def supervisory_at_the_unit() -> Dossier:
    """Found to be about misuse of authority while a unit worked on it."""
    return in_progress().do("coordinator", Verify(supervisory=True))


def with_the_inspectorate() -> Dossier:
    """Forwarded where supervisory reports belong."""
    return supervisory().do("coordinator", Forward(INSPECTORATE))


def sealed() -> Dossier:
    """Accepted by the inspectorate."""
    return with_the_inspectorate().do("inspectorate", Accept())


def merged(dossier: Dossier) -> Dossier:
    """The same as another report, merged into it before there were cases of many."""
    now = dossier.now + timedelta(minutes=1)
    draft = DecisionDraft(dossier.report, PEOPLE["coordinator"], now, dossier.rules)
    changes = ended(dossier.report, State.ARCHIVED, now)
    changes |= {"archived_reason": ArchiveReason.DUPLICATE, "duplicate_of": "LP-MAIN"}
    draft.record(EventType.MERGED, changes, data={"into": "LP-MAIN"})
    dossier.take(Decision(draft.report, tuple(draft.events), None), now)
    return dossier


def merged_early() -> Dossier:
    """Before it was forwarded."""
    return merged(submitted())


def merged_late() -> Dossier:
    """After it was forwarded."""
    return merged(forwarded())


def expired() -> Dossier:
    """Closed on 16 November 2026, and two years over."""
    return closed().do("system", Expire(), "2028-11-17 00:00")


def merged_and_expired() -> Dossier:
    """Merged before there were cases: nobody takes it out any more."""
    return merged_early().do("system", Expire(), "2028-11-17 00:00")


def deemed_withdrawn() -> Dossier:
    """30 days without the data asked for."""
    return needs_info().do("system", Lapse(), "2026-12-17 00:00")


def objected() -> Dossier:
    """The nation looks at it anew."""
    return archived().do("reporter", Object("Ini pelayanan publik."))


def archived_for_good() -> Dossier:
    """The nation has decided."""
    return objected().do("nation", Archive(ArchiveReason.TOO_GENERAL, "Tetap terlalu umum."))


def with_the_nation() -> Dossier:
    """Addressed to nobody in particular."""
    return submitted(addressed_to=None)


def kept_by_the_nation() -> Dossier:
    """The nation means to answer it itself."""
    return with_the_nation().do("nation", Forward("ri"))


def kept_by_the_institution(*, accepted: bool = False) -> Dossier:
    """No unit's matter: the institution itself is to answer."""
    kept = submitted().do("coordinator", Forward("kab.6201"))
    return kept.do("coordinator", Accept()) if accepted else kept


def worked_on_by_the_institution() -> Dossier:
    """The coordinator has taken it up."""
    return kept_by_the_institution(accepted=True)


def returned_by_the_institution() -> Dossier:
    """Above the institution the nation decides."""
    return kept_by_the_institution().do("coordinator", Return("kl.pu", "Jalan nasional."))


def decided(*, times: int, **fields: Any) -> Dossier:
    """Returned and sent back, so many times."""
    dossier = forwarded(**fields)
    for _ in range(times):
        dossier.do("liaison", Return("kl.pu", "Jalan nasional.")).do("coordinator", Decide(UNIT))
    return dossier


def decided_twice() -> Dossier:
    """May still be returned."""
    return decided(times=2)


def decided_thrice() -> Dossier:
    """The decision binds."""
    return decided(times=3)


def binding_and_accepted() -> Dossier:
    """The decision binds whoever works on it, too."""
    return decided(times=3).do("liaison", Accept())


def extended() -> Dossier:
    """The head took two days more."""
    return in_progress().do("head", Extend(2, "Menunggu alat", "Dua hari lagi."))


def taken_up_again() -> Dossier:
    """The unit found after its answer that there is more to do."""
    return answered().do("liaison", Progress("Masih ada yang kurang."))


def referred() -> Dossier:
    """The Ombudsman has it, with the reporter's consent."""
    return closed().do("reporter", Ombudsman())


def promised(day: str = "2027-01-20", **fields: Any) -> Dossier:
    """Answered with a plan: it will be done by a day."""
    plan = Answer("Akan diperbaiki.", outcome=Outcome.PLANNED, promised_by=date.fromisoformat(day))
    return in_progress(**fields).do("liaison", plan)


def promised_and_closed() -> Dossier:
    """Its reporter said nothing for ten working days."""
    return promised().do("system", Close(), "2026-12-01 00:00")


def referred_and_withdrawn() -> Dossier:
    """The Ombudsman could read it when its reporter withdrew it, and still can."""
    return unanswered_too_long().do("reporter", Ombudsman()).do("reporter", Withdraw())


def no_longer_referred() -> Dossier:
    """The consent was given and taken back."""
    return referred().do("reporter", Ombudsman(consent=False))


def returned_to_wait() -> Dossier:
    """A second question, asked before the unit accepted."""
    return forwarded().do("liaison", RequestData("Di kampung mana?"))


def completed() -> Dossier:
    """The data asked for before accepting is there."""
    return returned_to_wait().do("reporter", Complete(text="Kampung Raja."))
