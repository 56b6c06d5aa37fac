import time
from tests.package.driving import calls_of_every_function
from tests.package.allowing import allowed, CONFIGURED
def test_try(mailbox):
    t=time.time()
    calls = calls_of_every_function()
    print(time.time()-t)
    for name in CONFIGURED:
        may = set(allowed(name))
        print("==", name, len(calls[name]))
        for c in sorted(calls[name]-may): print("   MISSING", c)
        for c in sorted(may-calls[name]): print("   EXTRA", c)
