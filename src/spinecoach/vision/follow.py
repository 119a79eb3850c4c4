"""Keeps to one person: follows the body from picture to picture, and knows it again among others.

Following is faster and steadier than finding. Once a second, at the start, and when the body jumps, everybody in the
picture is looked for, so that whoever walks through does not become ours.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spinecoach.vision.finders import Body, BodyTracker, PeopleFinder
from spinecoach.vision.target import Spot, Target, choose, first_choice, same_place, spot_of
from spinecoach.vision.turn import turned_back, unturned

LOOK_ROUND_S = 1.0
IN_VAIN_S = 0.2
"""After looking round without finding our person, how long the next look waits."""
GROWN = 0.25
"""Shares of a body's box that are added on each side where others are painted out."""
NOBODY: Body = ()


@dataclass
class Follower:
    """What is remembered of our person. Pictures are red, green, blue, and may have been turned by quarters."""

    model: Path
    target: Target | None = None
    _tracker: BodyTracker | None = None
    _finder: PeopleFinder | None = None
    _looked: float | None = None
    _in_vain: float | None = None

    def follow(self, pixels: Any, quarter: int, t: float) -> Body:
        """Our person's landmarks in the picture; empty where the person is not seen."""
        if self._in_vain is not None and t - self._in_vain < IN_VAIN_S:
            return NOBODY
        self._in_vain = None
        if self.target is not None and self.target.forgotten(t):
            self.target = None
        body = self._followed(pixels, t)
        if body and self._doubtful(_spot(body, pixels, quarter), t):
            body = self._ours_of_all(body, pixels, quarter, t)
        if body:
            spot = _spot(body, pixels, quarter)
            self.target = Target(spot, spot, t) if self.target is None else self.target.followed(spot, t)
        return body

    def let_go(self) -> None:
        """Forget where the body was in the last picture, as the next one is turned or shows somebody else."""
        if self._tracker is not None:
            self._tracker.close()
        self._tracker = None

    def close(self) -> None:
        """Give the models' memory back."""
        self.let_go()
        if self._finder is not None:
            self._finder.close()

    def _followed(self, pixels: Any, t: float) -> Body:
        if self._tracker is None:
            self._tracker = BodyTracker(self.model)
        return self._tracker.follow(pixels, t)

    def _doubtful(self, spot: Spot, t: float) -> bool:
        due = self._looked is None or t - self._looked >= LOOK_ROUND_S
        return due or self.target is None or not self.target.same(spot, t)

    def _ours_of_all(self, body: Body, pixels: Any, quarter: int, t: float) -> Body:
        """Our person among all that are there; the body that is followed, where it is the same."""
        self._looked = t
        if self._finder is None:
            self._finder = PeopleFinder(self.model)
        people = self._finder.people(pixels)
        spots = [_spot(person, pixels, quarter) for person in people]
        own = _spot(body, pixels, quarter)
        if len(people) < 2:
            # The finder misses more than the tracker does: what it does not see may be there all the same.
            return body if self.target is None or self.target.same(own, t) else self._nobody(t)
        ours = first_choice(spots) if self.target is None else choose(self.target, spots, t)
        if ours is None:
            return self._nobody(t)
        if same_place(own, spots[ours]):
            return body
        # The tracker holds somebody else. A new one, shown our person alone, will follow ours.
        self.let_go()
        found = self._followed(_painted_out(pixels, people[ours]), t)
        right = found and same_place(_spot(found, pixels, quarter), spots[ours])
        return found if right else self._nobody(t)

    def _nobody(self, t: float) -> Body:
        """Whoever the tracker holds is not ours."""
        self._in_vain = t
        self.let_go()
        return NOBODY


def _spot(body: Body, pixels: Any, quarter: int) -> Spot:
    """In the picture as it was before it was turned."""
    high, wide = pixels.shape[:2]
    image = unturned((wide, high), quarter)
    return spot_of(turned_back(body, quarter, image), image)


def _painted_out(pixels: Any, body: Body) -> Any:
    """The picture with everything black but the box round a body."""
    high, wide = pixels.shape[:2]
    xs, ys = [p.x * wide for p in body], [p.y * high for p in body]
    more = GROWN * max(max(xs) - min(xs), max(ys) - min(ys))
    left, right = max(0, int(min(xs) - more)), min(wide, int(max(xs) + more))
    top, below = max(0, int(min(ys) - more)), min(high, int(max(ys) + more))
    alone = pixels.copy()
    alone[:top], alone[below:], alone[:, :left], alone[:, right:] = 0, 0, 0, 0
    return alone
