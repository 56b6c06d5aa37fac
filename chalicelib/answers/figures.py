"""What everybody may read of how things go: one month of all reports together."""

from typing import TypedDict

from chalicelib.answers.codes import Count, Moment, Month
from chalicelib.answers.desk import MedianDays


class PublicFigures(TypedDict):
    """The present month: what came in, what was answered, and how many calendar days an answer took."""

    month: Month
    received: Count
    answered: Count
    answered_in_time: Count
    median_days_to_answer: MedianDays
    as_of: Moment
