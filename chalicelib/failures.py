"""What can go wrong between us and a service that keeps something for us: the database, the bucket, the secrets.

StoreFailure
├── Conflict      a condition did not hold: somebody else was faster
├── Full          the report has no room for more: refused before anything is written
└── Unavailable   throttled, or not reached: nothing was written, come back later
    └── NoSpace   the disk of one machine is full: reads go on
"""


class StoreFailure(Exception):
    """Something was not written, or not read. Never carries the contents of an item."""


class Conflict(StoreFailure):
    """Conditions failed; ``positions`` tells which of the transaction: checks first, then deletes, puts, updates."""

    def __init__(self, positions: tuple[int, ...] = ()) -> None:
        super().__init__("condition failed")
        self.positions = positions


class Full(StoreFailure):
    """An item would come near the 400 KB that DynamoDB takes."""


class Unavailable(StoreFailure):
    """Throttled or not reached within the time allowed."""


class NoSpace(Unavailable):
    """The disk that the data lie on has no room left: nothing was written, and all goes on when there is some."""
