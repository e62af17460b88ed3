"""How much work something is, in calls of functions: the same on every machine, however busy it is.

Time itself is never asserted in a test; it is measured in `benchmarks/`, beside a peer. Calls say what Python does, not
what a pattern does inside: patterns are bounded, and the hostile texts of `benchmarks/speed.py` time them.
"""

import sys
from collections.abc import Callable


def steps(run: Callable[[], object]) -> int:
    """The number of calls, Python's and C's, that ``run`` makes."""
    count = 0

    def profile(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count
