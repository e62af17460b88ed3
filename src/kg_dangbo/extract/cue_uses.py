"""The uses that the words of a cue may have, one bit each: a cue of several uses has the sum of their bits.

The concepts of `ontology/cue-verbs.ttl` are named after them (`cue-hand-over`); every ``cue-implies-...`` is
`IMPLIES`, and a visit is `VISIT` besides.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ACTS_ON",
    "ATTEND",
    "CHAIR",
    "FUTURE",
    "GRANT",
    "HANDED_THING",
    "HAND_OVER",
    "HOLD",
    "IMPLIES",
    "MANAGED",
    "NOT_A_CUE",
    "NOT_HANDED",
    "ON_BEHALF",
    "ON_OCCASION",
    "PASSIVE",
    "PLAN",
    "PLURAL",
    "PROPOSE",
    "RECEIVE",
    "REFERENCE",
    "SAME_DAY",
    "SAY",
    "SPEAK",
    "TAKE_PLACE",
    "USES",
    "VISIT",
    "WITH",
]

SPEAK: Final = 1 << 0
SAY: Final = 1 << 1
ATTEND: Final = 1 << 2
CHAIR: Final = 1 << 3
HAND_OVER: Final = 1 << 4
HANDED_THING: Final = 1 << 5
NOT_HANDED: Final = 1 << 6
GRANT: Final = 1 << 7
RECEIVE: Final = 1 << 8
PASSIVE: Final = 1 << 9
PROPOSE: Final = 1 << 10
PLAN: Final = 1 << 11
FUTURE: Final = 1 << 12
HOLD: Final = 1 << 13
TAKE_PLACE: Final = 1 << 14
WITH: Final = 1 << 15
SAME_DAY: Final = 1 << 16
REFERENCE: Final = 1 << 17
PLURAL: Final = 1 << 18
ON_BEHALF: Final = 1 << 19
ACTS_ON: Final = 1 << 20
MANAGED: Final = 1 << 21
ON_OCCASION: Final = 1 << 22
IMPLIES: Final = 1 << 23
VISIT: Final = 1 << 24
NOT_A_CUE: Final = 1 << 25

USES: Final = {
    "speak": SPEAK,
    "say": SAY,
    "attend": ATTEND,
    "chair": CHAIR,
    "hand-over": HAND_OVER,
    "handed-thing": HANDED_THING,
    "not-handed": NOT_HANDED,
    "grant": GRANT,
    "receive": RECEIVE,
    "passive": PASSIVE,
    "propose": PROPOSE,
    "plan": PLAN,
    "future": FUTURE,
    "hold": HOLD,
    "take-place": TAKE_PLACE,
    "with": WITH,
    "same-day": SAME_DAY,
    "reference": REFERENCE,
    "plural": PLURAL,
    "on-behalf": ON_BEHALF,
    "acts-on": ACTS_ON,
    "managed": MANAGED,
    "on-occasion": ON_OCCASION,
    "implies": IMPLIES,
    "visit": VISIT,
    "not-a-cue": NOT_A_CUE,
}
