"""What becomes of a scheduled run, or of news from mail and files, that could not be started or failed.

A schedule's next run does what the last one left, so a late or failed run is not tried for longer than its period; it
leaves its time in the dead-letter queue. News of mail carries addresses, news of files the address somebody sent from:
neither goes into a queue. A file nobody looked at is found by look_after_files, a mail nobody took lies in
the bucket for two weeks, and whom mail bounced from or who
complained is kept by the mail service's own list too.
"""

from typing import Any

DAY = 24 * 3600
LONGEST_WAIT = 6 * 3600  # the most that Lambda keeps what it was handed
MOST_RETRIES = 185  # the most that EventBridge tries
MINUTE = 60
# Function, its event in the template, seconds from one run to the next.
SCHEDULES = (
    ("Sweep", "SweepEvent", 5 * MINUTE),
    ("OutboxSweeper", "OutboxSweeperEvent", MINUTE),
    ("Digest", "DigestEvent", 60 * MINUTE),
    ("LookAfterFiles", "LookAfterFilesEvent", 15 * MINUTE),
)
NEWS = (("MailEvents", "MailEventsEvent"), ("CheckUpload", "CheckUploadEvent"), ("TakeMail", "TakeMailEvent"))
OF_FILES = NEWS[1:]
_DEAD_LETTERS = {"Fn::GetAtt": ["ScheduleDeadLetters", "Arn"]}


def resources() -> dict[str, Any]:
    """Both ways a run can be lost: the rule cannot hand it over, or the function fails at it."""
    schedules = {function: _schedule(event, period) for function, event, period in SCHEDULES}
    news = {function: _news(event) for function, event in NEWS}
    # app.py cannot know the bucket's name: without it the rule would hear of other buckets of the account as well.
    for function, event in OF_FILES:
        news[function]["Properties"]["Events"][event]["Properties"]["Pattern"] = {
            "detail": {"bucket": {"name": [{"Ref": "FilesBucket"}]}}
        }
    return schedules | news


def _schedule(event: str, period: int) -> dict[str, Any]:
    rule = {
        "RetryPolicy": {"MaximumEventAgeInSeconds": period, "MaximumRetryAttempts": 5},
        "DeadLetterConfig": {"Arn": _DEAD_LETTERS},
    }
    invoke = {
        "MaximumEventAgeInSeconds": period,
        "MaximumRetryAttempts": 0,
        "DestinationConfig": {"OnFailure": {"Type": "SQS", "Destination": _DEAD_LETTERS}},
    }
    return {"Properties": {"Events": {event: {"Properties": rule}}, "EventInvokeConfig": invoke}}


def _news(event: str) -> dict[str, Any]:
    rule = {"RetryPolicy": {"MaximumEventAgeInSeconds": DAY, "MaximumRetryAttempts": MOST_RETRIES}}
    invoke = {"MaximumEventAgeInSeconds": LONGEST_WAIT, "MaximumRetryAttempts": 2}
    # chalice writes CloudWatchEvent, the old name of the same, which cfn-lint no longer knows.
    handed = {"Type": "EventBridgeRule", "Properties": rule}
    return {"Properties": {"Events": {event: handed}, "EventInvokeConfig": invoke}}
