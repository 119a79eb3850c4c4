"""Parses ``[dose]``: what the article says, and the levels below, inside and above it."""

from spinecoach.protocol.exercise import ArticleDose, ArticleSides, Dose, Kind, Variant
from spinecoach.protocol.table import Table, told

REPS = (1, 30)
LEVELS = [str(n) for n in range(10)]


def parse_article(table: Table, of: int) -> ArticleDose:
    """``[dose.article]``: ``reps`` or ``duration_s`` as [least, most], ``hold_s``, ``sides``; left out if unsaid.

    ``of``: how many sides the exercise has; 0 where that cannot be read.
    """
    reps = table.pair("reps", *REPS, whole=True)
    hold = table.number("hold_s", 0.5, 60, default=-1)
    duration = table.pair("duration_s", 1, 1200)
    sides = table.choice("sides", ArticleSides) if "sides" in table.values else None
    if table.clean and (reps is None) == (duration is None):
        table.fault("", "neither reps nor duration_s" if reps is None else "both reps and duration_s", "one of the two")
    article = ArticleDose(
        reps=(int(reps[0]), int(reps[1])) if reps else None,
        hold_s=hold if hold and hold > 0 else None,
        duration_s=(float(duration[0]), float(duration[1])) if duration else None,
        sources=table.cited(),
        sides=sides,
    )
    if sides and duration:
        table.fault("sides", told(sides.value), "no sides, as a duration counts no repetitions")
    elif sides is ArticleSides.EACH and of == 1:
        table.fault("sides", told(sides.value), "both, or an exercise of sides = 2")
    table.end()
    return article


def parse_levels(
    table: Table, kind: Kind | None, article: ArticleDose | None
) -> tuple[tuple[int, int], dict[int, Dose], int | None]:
    """``[dose.levels]``: which lie inside the article's dose, the levels, and from which one on days alternate."""
    inside = table.pair("article", 0, 9, whole=True)
    if inside is None and table.clean:
        table.fault("article", "nothing", "[least, most] level that lies inside the article's dose")
    alternate = table.whole("alternate_days_from_level", 0, 9, default=-1)
    sources = table.cited()
    least, most = (int(inside[0]), int(inside[1])) if inside else (0, 0)
    doses = {}
    for name in LEVELS:
        if name in table.values and (entry := table.table(name)):
            dose = doses[int(name)] = parse_dose(entry, int(name), kind, sources)
            if inside and entry.clean:
                _judge_level(entry, dose, article, (least, most))
    table.asked += LEVELS
    table.end()
    present = [int(name) for name in LEVELS if name in table.values]
    if present != list(range(max(2, len(present)))):
        table.fault("", f"levels {', '.join(map(str, present)) or 'none'}", "0, 1 and so on without a gap")
    elif inside and most not in present:
        table.fault("article", f"[{least}, {most}]", f"levels of this table, up to {max(present)}")
    return (least, most), doses, alternate if alternate is not None and alternate >= 0 else None


def parse_dose(table: Table, level: int, kind: Kind | None, sources: tuple[str, ...]) -> Dose:
    """One level. Left out: variant standard, no hold, no rest, one zone."""
    variant = table.choice("variant", Variant, default=Variant.STANDARD)
    reps = table.whole("reps", *REPS, default=0)
    duration = table.number("duration_s", 1, 1200, default=0)
    hold = table.number("hold_s", 0, 60, default=0)
    rest = table.number("rest_s", 0, 120, default=0)
    zones = table.whole("zones", 1, 10, default=1)
    effort = table.whole("effort", 1, 10, default=0)
    own = table.cited()
    dose = Dose(
        level=level,
        variant=variant or Variant.STANDARD,
        reps=reps or None,
        hold_s=hold or 0.0,
        rest_s=rest or 0.0,
        effort=effort or None,
        zones=zones or 1,
        duration_s=duration or None,
        opt_in=table.flag("opt_in"),
        sources=tuple(dict.fromkeys(sources + own)),
    )
    table.end()
    if table.clean:
        _judge(table, dose, kind)
    return dose


def _judge(table: Table, dose: Dose, kind: Kind | None) -> None:
    if (dose.reps is None) == (dose.duration_s is None):
        table.fault("", "both reps and duration_s" if dose.reps else "neither reps nor duration_s", "one of the two")
    elif dose.duration_s and (dose.hold_s or dose.rest_s or dose.zones > 1):
        table.fault("", "a duration with hold_s, rest_s or zones", "a duration alone")
    if kind is Kind.ISOMETRIC and dose.effort is None:
        table.fault("effort", "nothing", "a target effort from 1 to 10, as this exercise is isometric")
    if kind is not None and kind is not Kind.ISOMETRIC and dose.effort is not None:
        table.fault("effort", f"the number {dose.effort}", "no effort, as this exercise is not isometric")
    if (dose.level == 0) != (dose.variant is Variant.EASIER):
        table.fault("variant", dose.variant, "easier at level 0 and nowhere else")


def _judge_level(table: Table, dose: Dose, article: ArticleDose | None, inside: tuple[int, int]) -> None:
    """A level said to lie inside the article's dose does, and only what lies above it is by choice."""
    if article and inside[0] <= dose.level <= inside[1]:
        for key, found, right in _outside(article, dose):
            table.fault(key, found, right)
    if dose.opt_in != (dose.level > inside[1]):
        found = "true" if dose.opt_in else "nothing"
        table.fault("opt_in", found, f"true above level {inside[1]} and nowhere else")


def _outside(article: ArticleDose, dose: Dose) -> list[tuple[str, str, str]]:
    found = []
    if dose.variant is not Variant.STANDARD:
        found.append(("variant", dose.variant.value, "standard, as the article's dose is of the standard form"))
    for key, value, limits in (
        ("reps", dose.reps, article.reps),
        ("duration_s", dose.duration_s, article.duration_s),
    ):
        if limits and (value is None or not limits[0] <= value <= limits[1]):
            span = " to ".join(dict.fromkeys(f"{limit:g}" for limit in limits))
            right = f"{span}, as the article says; or other levels in article = [least, most]"
            found.append((key, "nothing" if value is None else f"{value:g}", right))
    if article.hold_s is not None and dose.hold_s != article.hold_s:
        found.append(("hold_s", f"{dose.hold_s:g}", f"{article.hold_s:g}, as the article says"))
    return found
