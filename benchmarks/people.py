"""What sort of people live a simulated year, and where each number about them comes from (keys: clinical.md 9)."""

from collections.abc import Iterator
from dataclasses import dataclass

Range = tuple[float, float]
"""The least and the most; every value between them is as likely."""


@dataclass(frozen=True, slots=True)
class People:
    """Pain is 0-10. ``usual`` is that of a region that hurts, before any training; ``wobble`` what a night adds or
    takes, as a standard deviation; ``flare`` the chance of one in a night and region.

    A day with training takes ``response`` off the usual pain, and no more than ``most`` in all. ``sensitive`` is how
    much a dose hurts while it is done.
    """

    name: str
    usual: Range
    wobble: float
    flare: float
    response: float
    most: float
    sensitive: Range


TYPICAL = People("people", (0.5, 5), 0.4, 0.003, 0.028, 1.4, (0.1, 1.5))
MILDER = People("milder people", (0.5, 2), 0.2, 0.001, 0.04, 2, (0.1, 0.7))
WORSE = People("worse people", (2, 6), 1.1, 0.006, 0.014, 0.7, (0.5, 1.5))

PULL = 0.35
"""The share of the way back to the usual pain that a night goes."""
HURTS = 0.45
KEEN, MORNINGS, EFFORTS = (0.25, 0.98), (0.4, 1.0), (0.6, 1.0)
MINUTES = (2, 5, 10, 10, 15, 20, 30)

ALIKE = (
    "each region hurts in 45 of 100, one at least [D]",
    "a flare adds 2.5 to 5 points; each night goes 35 % of the way back to the usual pain [D]",
    "a part or the whole plan is done on 25 to 98 % of days, evenly spread [D]",
    "nobody drops out for good, so that the rules are seen for a year [D]",
    "(of home programmes 30 to 70 % are not kept to [F:EARS-EHPS])",
    "one holiday of 5 to 16 days, up to three illnesses of 2 to 12 days, 6 and 5 of 10 of them told [D]",
    "mornings told: 40 to 100 %; efforts told: 60 to 100 % [D]",
    "2, 5, 10, 10, 15, 20 or 30 minutes; who has 2 takes them once to three times a day [D]",
    "how much a dose hurts and how hard it feels, by its level [D]; more than the body is used to adds pain [D]",
)


def described(people: People) -> Iterator[str]:
    """One line a number: what it is, and its source or [D] for our own choice."""
    low, high = people.usual
    day = people.wobble / (1 - (1 - PULL) ** 2) ** 0.5
    sources = {
        TYPICAL: "F:Andersen2011, 2 minutes a day for 10 weeks: -1.4; that it stops there, and for every region: D",
        MILDER: "F:Andersen2011, the better end of its interval: -2.0; the rest as above",
        WORSE: "F:Andersen2011, the worse end of its interval: -0.7; the rest as above",
    }
    flares = {
        TYPICAL: "F:Waongenngarm2021, new neck pain in 44 and back pain in 33 of 100 in 6 months; as a flare: D",
        MILDER: "F:Waongenngarm2021, new neck pain in 17 of 100 in 6 months with active breaks; as a flare: D",
        WORSE: "D, twice the usual",
    }
    yield f"usual pain {low:g} to {high:g} of 10 where it hurts [D]"
    error = "; F:Kovacs2008, whose least change beyond error is 4.0 = 2.77 x 1.44" if people is WORSE else ""
    yield f"day-to-day spread {day:.2f} points, 95 % of differences within {2.77 * day:.1f} [D{error}]"
    yield f"a day with training takes {people.response:g} points off, {people.most:g} in all [{sources[people]}]"
    yield f"{100 * people.flare:.1f} flares in 100 nights and region [{flares[people]}]"
    least, most = people.sensitive
    yield f"a dose hurts {least:g} to {most:g} times as much as the middle [D]"
