"""Which files a command may name."""

from dataclasses import replace

from chalicelib.domain.actors import Role
from chalicelib.domain.attachments import MOST_FILES, MOST_MEGABYTES, Attachment, faults_of


def own(count: int, by: Role = Role.REPORTER) -> list[Attachment]:
    """Files that a report has already."""
    return [Attachment(f"{by}-{number}", "foto.jpg", "image/jpeg", 1, by, 1, number) for number in range(count)]


def codes(wanted: list[str], free: list[str], already: list[Attachment], by: Role = Role.REPORTER) -> list[str]:
    """The codes of the faults."""
    return [fault.code for fault in faults_of(wanted, dict.fromkeys(free, 1), already, by)]


def test_a_file_must_be_free_or_the_reports_own() -> None:
    assert codes(["a"], ["a"], []) == []
    assert codes(["a"], [], []) == ["unknown_attachment"]
    assert codes(["a", "b"], ["a"], []) == ["unknown_attachment"]
    assert codes(["reporter-0"], [], own(1)) == []


def test_ten_of_the_reporter_over_the_whole_report_and_ten_with_each_answer() -> None:
    new = [f"baru-{number}" for number in range(MOST_FILES)]
    assert codes(new, new, []) == []
    assert codes(new, new, own(1)) == ["too_many_files"]
    assert codes(new[:9], new, own(1)) == []
    assert codes(new, new, own(10, Role.LIAISON)) == []
    assert codes(new, new, [*own(10), *own(10, Role.LIAISON)], Role.LIAISON) == []
    assert codes(["reporter-3"], [], own(10)) == []


def test_a_hundred_megabytes_of_the_reporter_over_the_whole_report_and_with_each_answer() -> None:
    assert MOST_MEGABYTES == 100
    quarter = 25 * 1024 * 1024
    free = {f"baru-{number}": quarter for number in range(5)}
    sent = [replace(one, size=quarter) for one in own(3)]

    def found(count: int, already: list[Attachment], by: Role = Role.REPORTER) -> list[str]:
        return [fault.code for fault in faults_of(list(free)[:count], free, already, by)]

    assert found(4, []) == []
    assert found(5, []) == ["files_too_large"]
    assert found(1, sent) == []
    assert found(2, sent) == ["files_too_large"]
    assert found(4, sent, Role.LIAISON) == []
    assert found(5, [], Role.LIAISON) == ["files_too_large"]
