"""Run by an isolated Python: one call of one function from the built package, and what the process has used for it.

Arguments: the folder of the code, that of the layer's packages, a file with environment, handler, event and memory.
"""

import json
import resource
import sys

before = set(sys.modules)
code, packages, file = sys.argv[1:]
with open(file, encoding="utf-8") as source:
    told = json.load(source)
sys.path[:] = [place for place in sys.path if "site-packages" not in place] + [code, packages]

import os  # noqa: E402

os.environ.update(told["environment"])


class Context:
    """What Lambda gives a function beside its event."""

    function_name = invoked_function_arn = aws_request_id = told["handler"]
    function_version, log_group_name, log_stream_name = "1", "", ""
    memory_limit_in_mb = 512

    def get_remaining_time_in_millis(self) -> int:
        """Enough."""
        return 25_000


with open(os.devnull, "w", encoding="utf-8") as nowhere:
    sys.stdout, shown = nowhere, sys.stdout
    import app

    answer = getattr(app, told["handler"])(told["event"], Context())
    sys.stdout = shown
used = resource.getrusage(resource.RUSAGE_SELF)
with open("/proc/self/status", encoding="ascii") as status:
    (peak,) = (int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
figures = {
    "answer": answer,
    "cpu_ms": round((used.ru_utime + used.ru_stime) * 1000, 1),
    "modules": len(sys.modules) - len(before),
    "peak_mb": round(peak / 1024, 1),
}
sys.stdout.write(json.dumps(figures, default=str))
