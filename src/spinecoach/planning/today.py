"""Everything that a plan is made from, and what today's pain means for each complex."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from spinecoach.body import Region
from spinecoach.planning.wishes import Wishes
from spinecoach.progress.progress import Progress
from spinecoach.protocol.exercise import Complex
from spinecoach.protocol.protocol import Protocol
from spinecoach.screening.clearance import Clearance
from spinecoach.session.plan import Reason

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Today:
    """The five things that ``decide`` is given."""

    protocol: Protocol
    clearance: Clearance
    progress: Progress
    wishes: Wishes
    day: date

    def say(self, sentence: str, **gaps: object) -> Reason:
        """A rule of the article, or a sentence of the planner or of the dose, in the wished language or in English."""
        protocol = self.protocol
        rule = protocol.rules.get(sentence) or protocol.planning.sentences.get(sentence)
        rule = rule or protocol.dosing.sentences[sentence]
        text = rule.text.get(self.wishes.language) or rule.text[ENGLISH]
        return Reason(sentence, text.format(**gaps) if gaps else text)

    def word(self, thing: str) -> str:
        """What a region or a piece of equipment is called inside a sentence."""
        words = self.protocol.planning.words[thing]
        return words.get(self.wishes.language) or words[ENGLISH]

    def regions_of(self, name: Complex) -> tuple[Region, ...]:
        """The regions that this complex answers, the one that hurts most today first."""
        regions = (r for r, answer in self.protocol.region_complex.items() if answer is name)
        return tuple(sorted(regions, key=lambda r: -self.wishes.pain.get(r, 0)))

    def pain(self, name: Complex) -> int:
        """Today's worst pain of the regions that the complex answers; 0 when none is known."""
        return max((self.wishes.pain.get(r, 0) for r in self.regions_of(name)), default=0)

    def concern(self, name: Complex) -> int:
        """How much the complex is wanted: its pain, else 1 where the person came for it and said nothing of today."""
        came_for = any(r in self.wishes.regions and r not in self.wishes.pain for r in self.regions_of(name))
        return max(self.pain(name), int(came_for))

    def is_wanted(self, name: Complex) -> bool:
        """Whether the person came for it, it hurts today, or it is linked to such a one; always who came for all."""
        wishes = self.wishes
        own = [c for c in Complex if any(r in wishes.regions or wishes.pain.get(r) for r in self.regions_of(c))]
        return not wishes.regions or any(name is c or name in self.protocol.linked[c] for c in own)

    def resting_for(self, name: Complex) -> Region | None:
        """The region whose pain of today rests this complex: its own, or that of a complex linked to it."""
        least = self.protocol.planning.pain.blocks_from
        for other in (name, *(c for c in Complex if name in self.protocol.linked[c])):
            if self.pain(other) >= least:
                return self.regions_of(other)[0]
        return None

    def flaring(self, name: Complex) -> Region | None:
        """The region of the complex that hurts much more than on its usual mornings, today or a day before."""
        pain, flare = self.wishes.pain, self.protocol.planning.flare
        for region in self.regions_of(name):
            base, since = self.progress.base.get(region), self.progress.flare_since.get(region)
            if base is not None and region in pain and pain[region] >= base + flare.rise:
                return region
            if since is not None and since <= self.day < since + timedelta(days=flare.days):
                return region
        return None

    def is_easier(self, name: Complex) -> bool:
        """Whether pain of today asks for the easier forms of this complex."""
        return self.pain(name) >= self.protocol.planning.pain.easier_from

    def rows(self) -> Mapping[str, str]:
        """What each screening row that was reached says."""
        return {note.id: note.text for note in self.clearance.reasons}
