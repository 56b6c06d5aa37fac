"""`python -m tests.package.recorded`: what every function asked of AWS, as JSON on the last line.

In a process and a database of its own: the walk appoints officers, adds a holiday and uses limits up, which no other
test should meet.
"""

import json
import subprocess
import sys
from collections import defaultdict

from tests import local_cloud
from tests.package import recording
from tests.package.recording import ROOT, Call, Calls


def calls_seen() -> Calls:
    """Each function's calls, from such a process."""
    command = [sys.executable, "-m", "tests.package.recorded"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    return defaultdict(set, {function: {Call(*call) for call in calls} for function, calls in told.items()})


def main() -> None:
    """Record and print."""
    local_cloud.configure()
    recording.tap()
    with local_cloud.standing():
        from tests.package.driving import calls_of_every_function  # what it imports reads the settings

        calls = calls_of_every_function()
    print(json.dumps({function: sorted(seen) for function, seen in calls.items()}))  # noqa: T201


if __name__ == "__main__":
    main()
