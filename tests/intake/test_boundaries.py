"""Every field at its edges: the last value that is taken, the first that is not, and which fault it is told as."""

from typing import Any

import pytest

from chalicelib.intake.kinds import FormShape
from tests.intake.reading import BODIES, every_field, faults, good, read, with_value

LONGEST_EMAIL = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 58}.id"

EDGES: list[tuple[str, str, Any, str | None]] = [
    ("submit", "title", "x" * 9, "too_short"),
    ("submit", "title", "x" * 10, None),
    ("submit", "title", "x" * 150, None),
    ("submit", "title", "x" * 151, "too_long"),
    ("submit", "title", " " * 50 + "x" * 9 + "\u200b" * 5, "too_short"),
    ("submit", "title", " " * 50, "required"),
    ("submit", "title", "Baris satu\nbaris dua", None),
    ("submit", "title", "Kolom satu\tkolom dua", None),
    ("submit", "body", "x" * 19, "too_short"),
    ("submit", "body", "x" * 20, None),
    ("submit", "body", "x" * 4000, None),
    ("submit", "body", "x" * 4001, "too_long"),
    ("submit", "body", " \n" + "x" * 4000 + "\n ", None),
    ("submit", "classification", "Complaint", "not_one_of"),
    ("submit", "classification", "", "required"),
    ("submit", "category", "tidak-ada", "unknown_category"),
    ("submit", "category", "x" * 101, "unknown_category"),
    ("submit", "agency_id", "kab.6201.dpupr", None),
    ("submit", "agency_id", "kab.9999", "unknown_agency"),
    ("submit", "agency_id", "KAB.6201", "unknown_agency"),
    ("submit", "agency_id", "kab.6201.setda", "takes_no_reports"),
    ("submit", "agency_id", "", None),
    ("submit", "event_date", "1945-08-16", "too_long_ago"),
    ("submit", "event_date", "1945-08-17", None),
    ("submit", "event_date", "2026-11-25", None),
    ("submit", "event_date", "2026-11-26", "in_the_future"),
    ("submit", "event_date", "2024-02-29", None),
    ("submit", "event_date", "2025-02-29", "not_a_date"),
    ("submit", "event_date", "20260101", "not_a_date"),
    ("submit", "event_date", "2026-1-1", "not_a_date"),
    ("submit", "event_date", "2026-01-01T00:00", "not_a_date"),
    ("submit", "event_date", "2026-W01-1", "not_a_date"),
    ("submit", "event_date", "٢٠٢٦-٠١-٠١", None),
    ("submit", "event_date", "2026\u201101\u201101", None),
    ("submit", "event_date", "0000-00-00", "not_a_date"),
    ("submit", "location.province", "x" * 100, None),
    ("submit", "location.province", "x" * 101, "too_long"),
    ("submit", "location.detail", "x" * 500, None),
    ("submit", "location.detail", "x" * 501, "too_long"),
    ("submit", "location", {"lat": -90, "lon": 180}, None),
    ("submit", "location", {"lat": -0.00002, "lon": 111.5}, None),
    ("submit", "location.lat", 90.0001, "out_of_range"),
    ("submit", "location.lon", -180.0001, "out_of_range"),
    ("submit", "location.lat", 10**300, "out_of_range"),
    ("submit", "reporter.name", "x", None),
    ("submit", "reporter.name", "-", "says_nothing"),
    ("submit", "reporter.name", "x" * 100, None),
    ("submit", "reporter.name", "x" * 101, "too_long"),
    ("submit", "reporter.email", LONGEST_EMAIL, None),
    ("submit", "reporter.email", LONGEST_EMAIL.replace(".id", "e.id"), "not_an_email"),
    ("submit", "reporter.email", f"{'a' * 65}@warga.example", "not_an_email"),
    ("submit", "reporter.email", f"a@{'b' * 64}.id", "not_an_email"),
    ("submit", "reporter.email", "a@localhost", "not_an_email"),
    ("submit", "reporter.email", "a@b.id, c@d.id", "not_an_email"),
    ("submit", "reporter.email", "Siti <a@b.id>", "not_an_email"),
    ("submit", "reporter.email", "a@b.id\r\nBcc: c@d.id", "one_line"),
    ("submit", "reporter.email", ".a@b.id", "not_an_email"),
    ("submit", "reporter.email", "sítí@warga.example", "not_an_email"),
    ("submit", "reporter.phone", "0532 21122", None),
    ("submit", "reporter.phone", "0532 2112", "not_a_phone"),
    ("submit", "reporter.phone", "+65 6123 4567", None),
    ("submit", "reporter.phone", "081234567890 081345678901", "not_a_phone"),
    ("submit", "reporter.phone", "+62 (812) 3456-7890", None),
    ("submit", "reporter.phone", "+" + "1" * 15, None),
    ("submit", "reporter.phone", "+" + "1" * 16, "not_a_phone"),
    ("submit", "reporter.phone", "0" * 20, "not_a_phone"),
    ("submit", "reporter.phone", "٠٨١٢٣٤٥٦", "not_a_phone"),
    ("submit", "language", "jw", "not_one_of"),
    ("submit", "consent", False, "consent_required"),
    ("submit", "consent", None, "consent_required"),
    ("submit", "reported_agencies", ["kab.6201"] * 10, None),
    ("submit", "reported_agencies", ["kab.6201"] * 11, "too_many"),
    ("submit", "reported_agencies", ["kab.9999"], "unknown_agency"),
    ("submit", "reported_agencies", ["ri"], "not_the_nation"),
    ("submit", "reported_agencies", [""], "unknown_agency"),
    ("submit", "reported_agencies", [], None),
    ("submit", "attachments", [f"a{n}" for n in range(10)], None),
    ("submit", "attachments", [f"a{n}" for n in range(11)], "too_many"),
    ("submit", "attachments", ["x" * 101], "unknown_attachment"),
    ("submit", "attachments", ["../a"], "unknown_attachment"),
    ("submit", "submission_key", "x" * 7, "bad_key"),
    ("submit", "submission_key", "x" * 101, "bad_key"),
    ("submit", "submission_key", "kunci-é-0001", "bad_key"),
    ("submit", "submission_key", "another-key-0001", "differs"),
    ("reply", "text", "", "required"),
    ("reply", "text", "y", None),
    ("reply", "text", "x" * 4000, None),
    ("reply", "text", "x" * 4001, "too_long"),
    ("reply", "version", -1, "out_of_range"),
    ("reply", "version", 0, None),
    ("reply", "version", 3.0, None),
    ("reply", "version", 3.5, "not_a_whole_number"),
    ("reply", "version", 10**9 + 1, "out_of_range"),
    ("reply", "version", 2**4000, "out_of_range"),
    ("submit", "proxy", {"name": "Wagimin", "relation": "anak"}, None),
    ("submit", "proxy.relation", "x" * 101, "too_long"),
    ("submit", "assistance", ["call_me", "sign_language"], None),
    ("submit", "assistance", ["call_me", "wheelchair"], "not_one_of"),
    ("complete", "body", "", "something_required"),
    ("complete", "location", {}, None),
    ("confirm", "rating", 0, "out_of_range"),
    ("confirm", "rating", 1, None),
    ("confirm", "rating", 5, None),
    ("confirm", "rating", 6, "out_of_range"),
    ("contact", "email", "", "contact_empty"),
    ("contact", "email", "a@b", "not_an_email"),
    ("contact", "phone", "12345", "not_a_phone"),
    ("survey", "easy", 0, "out_of_range"),
    ("survey", "useful", 5, "out_of_range"),
    ("survey", "quick", None, "required"),
    ("ombudsman", "consent", None, "consent_required"),
    ("ombudsman", "consent", False, None),
    ("ombudsman", "consent", "mungkin", "not_true_or_false"),
    ("publicity", "allowed", None, "required"),
    ("publicity", "allowed", False, None),
    ("verify", "public_title", "x" * 150, None),
    ("verify", "public_title", "x" * 151, "too_long"),
    ("verify", "public_body", "x" * 4001, "too_long"),
    ("verify", "forward_to", "kab.9999", "unknown_agency"),
    ("verify", "category", "tidak-ada", "unknown_category"),
    ("verify", "version", None, "required"),
    ("archive", "reason", "duplicate", "not_one_of"),
    ("archive", "reason", "deemed_withdrawn", "not_one_of"),
    ("archive", "reason", "not_our_authority", "not_one_of"),
    ("archive", "refer_to", "x" * 200, None),
    ("archive", "refer_to", "x" * 201, "too_long"),
    ("merge", "into", "lp0000-0000-000", None),
    ("merge", "into", "LP-0000-0000-001", "unknown_report"),
    ("extend", "days", 0, "out_of_range"),
    ("extend", "days", 365, None),
    ("extend", "days", 366, "out_of_range"),
    ("extend", "reason", "x" * 200, None),
    ("extend", "reason", "x" * 201, "too_long"),
    ("answer", "action_date", "2026-13-01", "not_a_date"),
    ("answer", "outcome", "solved", None),
    ("answer", "outcome", "done", "not_one_of"),
    ("answer", "public_text", "x" * 4001, "too_long"),
    ("publish", "public_texts", {"2": "Sudah ditambal.", "3": None, "4": ""}, None),
    ("publish", "public_texts", {"0": "Sudah ditambal."}, "not_numbered"),
    ("publish", "public_texts", {"dua": "Sudah ditambal."}, "not_numbered"),
    ("publish", "public_texts", {str(seq): None for seq in range(1, 202)}, "too_many"),
    ("track", "report_id", "x" * 101, "too_long"),
    ("track", "access_code", "", "required"),
]

WRONG_TYPES: dict[FormShape, list[Any]] = {
    FormShape.TEXT: [7, 1.5, True, [], {}, ["x"], {"x": 1}],
    FormShape.FLAG: ["true", "ya", "", 1, 0, [], {}],
    FormShape.NUMBER: ["3", "", True, [], {}],
    FormShape.LIST: ["x", "", 7, True, {}, [7], [None], [[]], [{}]],
    FormShape.GROUP: ["x", "", 7, True, [], [{}]],
}
TYPED = [(name, path, field.kind.form) for name, shape in BODIES.items() for path, field in every_field(shape)]


@pytest.mark.parametrize("name", BODIES)
def test_a_good_body_has_no_fault(name: str) -> None:
    assert faults(name, good(name)) == []


@pytest.mark.parametrize(("name", "path", "value", "code"), EDGES)
def test_the_last_value_taken_and_the_first_refused(name: str, path: str, value: Any, code: str | None) -> None:
    told = faults(name, with_value(good(name), path, value))
    if code is None:
        assert told == []
    else:
        assert (path, code) in told
        assert {field for field, _ in told} <= {path, "location.lat", "location.lon", "reporter.email", "proxy.name"}


@pytest.mark.parametrize(("name", "path", "form"), TYPED)
def test_a_value_of_another_type_is_a_fault_of_its_field_alone(name: str, path: str, form: FormShape) -> None:
    for value in WRONG_TYPES[form]:
        told = faults(name, with_value(good(name), path, value))
        at_path = [code for field, code in told if field == path]
        assert at_path, (path, value)
        assert len(set(at_path)) == len(at_path), told


@pytest.mark.parametrize("name", BODIES)
def test_every_fault_is_told_at_once(name: str) -> None:
    wrong: dict[str, Any] = {field.name: WRONG_TYPES[field.kind.form][2] for field in BODIES[name].fields}
    told = [field for field, _ in faults(name, wrong | {"state": "closed", "due_at": "2030-01-01", "holder": "ri"})]
    assert set(wrong) | {"state", "due_at", "holder"} <= set(told)
    assert len(told) == len(set(told))


@pytest.mark.parametrize("name", BODIES)
def test_null_is_as_good_as_absent(name: str) -> None:
    body = good(name)
    optional = {field.name: None for field in BODIES[name].fields if field.name not in body}
    assert read(name, {**optional, **body}) == read(name, body)


def test_every_public_text_has_its_own_faults() -> None:
    body = good("publish") | {"public_texts": {"2": "x" * 4001, "3": 7, "4": "baik", "5": "!!"}}
    assert faults("publish", body) == [
        ("public_texts.2", "too_long"), ("public_texts.3", "not_text"), ("public_texts.5", "says_nothing"),
    ]  # fmt: skip
    read_body = read("publish", good("publish") | {"public_texts": {"2": " baik ", "3": None, "4": " "}})
    assert read_body[0].public_texts == {2: "baik", 3: None, 4: None}


def test_a_report_says_what_the_citizen_said() -> None:
    whole = good("submit") | {
        "title": "  Jalan\u200e berlubang di depan pasar ",
        "body": "Baris satu yang panjang.\r\nBaris dua.",
        "location": {"village": "Raja", "lat": -2, "lon": 111.5},
        "event_date": "2026-11-24",
        "reported_agencies": ["kab.6201.dpupr", "kab.6201.dpupr"],
    }
    said = read("submit", whole)
    assert said.title == "Jalan berlubang di depan pasar"
    assert said.body == "Baris satu yang panjang.\nBaris dua."
    assert said.location == {"village": "Raja", "lat": -2.0, "lon": 111.5}
    assert said.reported_agencies == ("kab.6201.dpupr",)
    assert (said.language, said.anonymous, said.confidential) == ("id", False, False)


@pytest.mark.parametrize(
    ("reporter", "anonymous", "told"),
    [
        (None, False, [("reporter.email", "contact_required")]),
        ({"name": "Siti"}, False, [("reporter.email", "contact_required")]),
        ({"name": "Siti"}, True, []),
        (None, True, []),
        ({"phone": "081234567"}, False, []),
        ({"phone": "x"}, False, [("reporter.phone", "not_a_phone")]),
    ],
)
def test_a_way_to_reach_the_reporter_unless_anonymous(
    reporter: Any, anonymous: bool, told: list[tuple[str, str]]
) -> None:
    assert faults("submit", good("submit") | {"reporter": reporter, "anonymous": anonymous}) == told
