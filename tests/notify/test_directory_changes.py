"""What a change of the directory entries: an invitation once, the pool made to agree, word of an empty agency."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import clock
from chalicelib.domain.actors import Actor, Role
from chalicelib.domain.directory import Agency
from chalicelib.domain.refusals import Invalid
from chalicelib.notify import sign_in_pool
from chalicelib.service.administration import agencies, agency_import, officer_import, officers
from chalicelib.store import deliveries, directory_lookup, directory_outbox, directory_rows
from chalicelib.store.directory_rows import Deed
from chalicelib.store.models.outbox import DirectoryChangeItem
from infra.local.mailbox import Mail, Mailbox
from tests import wire
from tests.notify import scene
from tests.notify.mail_stub import MailStub

KOBAR = Actor(Role.COORDINATOR, "kab.6201", "kobar")
NATION = Actor(Role.NATION, "ri", "nasional")
AFTER_THE_MAIL = 8
"""The request that marks the letter, the first after the mail service took it."""
_numbers = itertools.count(1)


def deed(actor: Actor = KOBAR) -> Deed:
    """Somebody acts now."""
    return Deed(actor, clock.now())


def somebody(**changes: Any) -> dict[str, Any]:
    """Somebody to invite, whom no other test knows."""
    name = f"surat.{next(_numbers)}"
    fields = {"username": name, "email": f"{name}@petugas.example", "role": "liaison", "agency_id": "kab.6201.dpmd"}
    return fields | changes


def invite(**changes: Any) -> dict[str, Any]:
    """Somebody invited, and nobody told yet."""
    fields = somebody(**changes)
    assert officers.put_officer(fields, deed())[1]
    return fields


def collection(username: str) -> str:
    """Where the promises about an officer stand."""
    return directory_outbox.collection_of(directory_outbox.OFFICER, username)


def told(username: str, seq: int = 1) -> None:
    """What the stream brings about one change of an officer."""
    assert scene.stream(scene.record_of(collection(username), f"DIRECTORY#{seq:06d}")) == {"batchItemFailures": []}


def is_settled(username: str, seq: int = 1) -> bool:
    """Whether nothing is left to do about it."""
    return DirectoryChangeItem.get(f"REPORT#{collection(username)}", f"DIRECTORY#{seq:06d}").outbox_pk is None


@pytest.fixture
def unit() -> Agency:
    """A new department in which nobody answers."""
    number = next(_numbers)
    fields = {"id": f"kab.6201.sepi{number}", "name": f"Dinas Sepi {number}", "kind": "DINAS", "parent": "kab.6201"}
    agencies.put_agency(fields, deed())
    scene.settle_everything()
    made = directory_lookup.directory_covering(["kab.6201"]).get(f"kab.6201.sepi{number}")
    assert made
    return made


def vacancies(mailbox: Mailbox, unit: Agency, to: str = "kobar@petugas.example") -> list[Mail]:
    """The letters that say that a unit has nobody."""
    return [mail for mail in mailbox.mails(to) if unit.name in mail.text and "pejabat penghubung" in mail.subject]


def test_an_invitation_goes_once_whatever_the_stream_repeats(mailbox: Mailbox) -> None:
    fields = invite()
    for _ in range(3):
        told(fields["username"])
    scene.sweep(timedelta(hours=1))
    (mail,) = mailbox.mails(fields["email"])
    assert mail.subject == "LAPOR!: Anda didaftarkan sebagai petugas"
    assert fields["username"] in mail.text
    assert "Dinas Pemberdayaan Masyarakat" in mail.text
    assert "Kata sandi" not in mail.text, "there is no pool of ours here"
    assert is_settled(fields["username"])


def test_what_the_stream_left_the_sweeper_sends(mailbox: Mailbox) -> None:
    fields = invite()
    assert scene.sweep(timedelta(minutes=2)) >= 1
    assert len(mailbox.mails(fields["email"])) == 1
    told(fields["username"])
    assert len(mailbox.mails(fields["email"])) == 1


@pytest.mark.parametrize("step", range(9))
def test_a_crash_at_any_request_leaves_one_accepted_invitation(post: MailStub, step: int) -> None:
    fields = somebody()
    try:
        with wire.disturbed(wire.crashes_at(step)):
            officers.put_officer(fields, deed())
            told(fields["username"])
    except wire.Crash:
        officers.put_officer(fields, deed())
    scene.drain({collection(fields["username"])})
    taken = sum(letter[0] == collection(fields["username"]) for letter in post.taken)
    # Between the mail service's word and ours nobody knows: once more, and it says so.
    (letter,) = scene.letters_of(collection(fields["username"]))
    assert taken == (2 if letter.in_doubt else 1)
    assert bool(letter.in_doubt) == (step == AFTER_THE_MAIL)


def test_a_mail_service_that_is_down_gets_it_later(post: MailStub) -> None:
    fields = invite()
    post.plan = ["error", "throttle", "unavailable"]
    told(fields["username"])
    assert not is_settled(fields["username"])
    scene.drain({collection(fields["username"])})
    assert post.counts == {(collection(fields["username"]), 1, f"officer_{fields['username'].replace('.', '_2e_')}"): 1}


def test_what_the_mail_service_refuses_for_good_holds_nothing_up(post: MailStub) -> None:
    fields = invite()
    post.plan = ["reject"]
    told(fields["username"])
    assert is_settled(fields["username"])
    assert deliveries.done(collection(fields["username"]), 1)


def test_who_was_disabled_meanwhile_is_not_invited(mailbox: Mailbox) -> None:
    fields = invite()
    officers.put_officer({"username": fields["username"], "disabled": True}, deed())
    told(fields["username"])
    told(fields["username"], 2)
    assert mailbox.mails(fields["email"]) == []


def test_who_is_invited_again_gets_another_letter(mailbox: Mailbox) -> None:
    fields = invite()
    told(fields["username"])
    officers.put_officer({"username": fields["username"], "invite": True}, deed())
    told(fields["username"], 2)
    assert len(mailbox.mails(fields["email"])) == 2


def test_a_changed_officer_gets_no_letter(mailbox: Mailbox) -> None:
    fields = invite()
    told(fields["username"])
    officers.put_officer({"username": fields["username"], "email": "baru@petugas.example"}, deed())
    told(fields["username"], 2)
    assert mailbox.mails("baru@petugas.example") == []


class Pool:
    """A pool that does as it is told, and what it was told."""

    def __init__(self, *, fails: int = 0) -> None:
        self.users: dict[str, bool] = {}
        self.created: list[str] = []
        self.again: list[str] = []
        self.fails = fails

    def agree(self, officer: Any) -> bool:
        if self.fails:
            self.fails -= 1
            raise sign_in_pool.PoolFailed("InternalErrorException")
        is_new = officer.username not in self.users and not officer.disabled
        if is_new:
            self.created.append(officer.username)
        if is_new or officer.username in self.users:
            self.users[officer.username] = not officer.disabled
        return is_new

    def send_password_again(self, officer: Any) -> None:
        self.again.append(officer.username)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Pool:
    """Where tests/local has the real one, here only its calls count."""
    made = Pool()
    monkeypatch.setattr(sign_in_pool, "is_there", lambda: True)
    monkeypatch.setattr(sign_in_pool, "agree", made.agree)
    monkeypatch.setattr(sign_in_pool, "send_password_again", made.send_password_again)
    return made


def test_the_pool_comes_first_and_its_failure_is_tried_again(mailbox: Mailbox, pool: Pool) -> None:
    pool.fails = 2
    fields = invite()
    told(fields["username"])
    assert mailbox.mails(fields["email"]) == [], "nobody is asked in before the door is there"
    scene.drain({collection(fields["username"])})
    assert pool.created == [fields["username"]]
    assert pool.again == []
    (mail,) = mailbox.mails(fields["email"])
    assert "Kata sandi sementara datang dalam email tersendiri" in mail.text


def test_disabling_and_asking_again_reach_the_pool(mailbox: Mailbox, pool: Pool) -> None:
    name = invite()["username"]
    told(name)
    officers.put_officer({"username": name, "invite": True}, deed())
    told(name, 2)
    assert pool.again == [name]
    officers.put_officer({"username": name, "disabled": True}, deed())
    told(name, 3)
    assert pool.users == {name: False}
    officers.put_officer({"username": name, "disabled": False}, deed())
    told(name, 4)
    assert pool.users == {name: True}
    assert pool.created == [name]


def test_who_is_disabled_while_the_pool_is_asked_ends_up_disabled(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    name = invite()["username"]
    agree = pool.agree

    def meanwhile(officer: Any) -> bool:
        if not officer.disabled and not pool.users:
            officers.put_officer({"username": name, "disabled": True}, deed())
        return agree(officer)

    monkeypatch.setattr(sign_in_pool, "agree", meanwhile)
    told(name)
    assert pool.users == {name: False}


def test_a_successor_is_invited_and_the_predecessor_shut_out(mailbox: Mailbox, pool: Pool) -> None:
    fields = invite()
    told(fields["username"])
    successor = {"username": f"penerus.{next(_numbers)}", "email": "penerus.surat@petugas.example"}
    officers.replace_officer(fields["username"], successor, deed())
    told(fields["username"], 2)
    told(successor["username"])
    assert pool.users == {fields["username"]: False, successor["username"]: True}
    assert len(mailbox.mails(successor["email"])) == 1


def test_a_new_unit_without_anybody_is_told_to_its_coordinator_once(mailbox: Mailbox) -> None:
    number = next(_numbers)
    fields = {"id": f"kab.6201.kosong{number}", "name": f"Dinas Kosong {number}", "kind": "DINAS", "parent": "kab.6201"}
    agencies.put_agency(fields, deed())
    for _ in range(2):
        scene.sweep(timedelta(minutes=2))
    (mail,) = [mail for mail in mailbox.mails("kobar@petugas.example") if fields["name"] in mail.text]
    assert "/petugas" in mail.text


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "head"}, {"agency_id": "kab.6201.diskan"}])
def test_the_last_who_leaves_a_unit_is_told_of_once(mailbox: Mailbox, unit: Agency, change: dict[str, Any]) -> None:
    name = invite(agency_id=unit.agency_id)["username"]
    told(name)
    assert vacancies(mailbox, unit) == []
    officers.put_officer({"username": name, **change}, deed())
    told(name, 2)
    told(name, 2)
    assert len(vacancies(mailbox, unit)) == 1


def test_a_deputy_covers_also_when_the_principal_has_left(mailbox: Mailbox, unit: Agency) -> None:
    principal = invite(agency_id=unit.agency_id)["username"]
    deputy = invite(agency_id=unit.agency_id, deputy_of=principal)["username"]
    officers.put_officer({"username": principal, "disabled": True}, deed())
    told(principal, 2)
    assert vacancies(mailbox, unit) == []
    officers.put_officer({"username": deputy, "disabled": True}, deed())
    told(deputy, 2)
    assert len(vacancies(mailbox, unit)) == 1


def test_a_unit_that_has_somebody_again_by_then_is_not_told_of(mailbox: Mailbox, unit: Agency) -> None:
    name = invite(agency_id=unit.agency_id)["username"]
    officers.put_officer({"username": name, "disabled": True}, deed())
    invite(agency_id=unit.agency_id)
    told(name, 2)
    assert vacancies(mailbox, unit) == []


def test_a_unit_that_takes_reports_again_is_told_of_when_it_is_empty(mailbox: Mailbox, unit: Agency) -> None:
    agencies.put_agency({"id": unit.agency_id, "accepts_reports": False}, deed())
    scene.sweep(timedelta(minutes=2))
    assert vacancies(mailbox, unit) == []
    agencies.put_agency({"id": unit.agency_id, "accepts_reports": True}, deed())
    scene.sweep(timedelta(minutes=2))
    assert len(vacancies(mailbox, unit)) == 1


def test_where_nobody_appoints_the_next_one_up_is_told(mailbox: Mailbox) -> None:
    fields = {
        "id": f"kab.6203.sepi{next(_numbers)}",
        "name": "Dinas Tanpa Admin",
        "kind": "DINAS",
        "parent": "kab.6203",
    }
    agencies.put_agency(fields, deed(NATION))
    scene.sweep(timedelta(minutes=2))
    assert [mail for mail in mailbox.mails("kalteng@petugas.example") if "Dinas Tanpa Admin" in mail.text]


def test_an_import_is_told_of_in_one_letter_when_it_is_whole(mailbox: Mailbox) -> None:
    number = next(_numbers)
    names = [f"Bagian Impor {number}.{n}" for n in range(directory_rows.ROWS_AT_ONCE + 5)]
    lines = [f"kab.6201.impor{number}-{n},{name},DINAS,kab.6201" for n, name in enumerate(names)]
    text = "\n".join(["id,name,kind,parent", *lines]).encode()
    left = itertools.count()

    def crash(request: wire.Request) -> None:
        if request.operation == "TransactWriteItems" and next(left) == 1:
            raise wire.Crash

    with wire.disturbed(crash), pytest.raises(wire.Crash):
        agency_import.import_agencies(text, deed(), dry_run=False)
    scene.sweep(timedelta(minutes=2))
    mails = [mail for mail in mailbox.mails("kobar@petugas.example") if f"Bagian Impor {number}." in mail.text]
    assert mails == [], "it waits for the rest"
    agency_import.import_agencies(text, deed(), dry_run=False)
    for minutes in (4, 6, 8):
        scene.sweep(timedelta(minutes=minutes))
    mails = [mail for mail in mailbox.mails("kobar@petugas.example") if f"Bagian Impor {number}." in mail.text]
    assert len(mails) == 2, "one for what was written before the crash and the rest, one for the rest alone"
    assert any("… dan 30 instansi lagi." in mail.text for mail in mails)
    assert scene.untold() == set()


def test_an_import_that_is_never_finished_is_told_of_in_the_end(mailbox: Mailbox) -> None:
    entry = directory_outbox.vacancy_entry(
        "UNITS#kab.6201", ["kab.6201.dprd-sekretariat", "kab.6201.tak-jadi"], next(_numbers) + 900_000, clock.now()
    )
    entry.save()
    scene.sweep(timedelta(minutes=2))
    assert scene.untold()
    scene.sweep(timedelta(hours=2))
    assert scene.untold() == set()


def test_a_bad_file_invites_nobody(mailbox: Mailbox) -> None:
    fields = somebody()
    line = ",".join(fields.values())
    text = f"username,email,role,agency_id\n{line}\n{line}".encode()
    with pytest.raises(Invalid):
        officer_import.import_officers(text, deed(), dry_run=False)
    assert scene.untold() == set()
    assert mailbox.mails(fields["email"]) == []


def test_no_letter_of_the_directory_is_the_desks_business() -> None:
    for name in (collection("a.b"), directory_outbox.collection_of(directory_outbox.AGENCY, "UNITS#kab.6201")):
        assert not deliveries.DeliveryKey(name, 1, "officer_x").concerns_the_desk
    assert deliveries.DeliveryKey("LP-0000-0000-000", 1, "officer_x").concerns_the_desk
