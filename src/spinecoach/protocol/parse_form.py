"""Parses ``[form.<name>]``: how the standard form is done, and what a variant or a change does otherwise."""

from collections.abc import Iterable, Mapping

from spinecoach.body import Side
from spinecoach.protocol.changes import CHANGES
from spinecoach.protocol.exercise import Dose, Equipment, Form, Kind, Phase, Position, Spot, Variant
from spinecoach.protocol.table import Table, one_of, told

STANDARD = Variant.STANDARD.value
NAMES = (*Variant, *CHANGES)


def parse_form(table: Table, sides: int) -> Form:
    """One form; its phases and spots replace the standard ones when given."""
    form = Form(
        phases=_phases(table, sides),
        drop_phases=table.texts("drop_phases"),
        spots=_spots(table),
        positions=table.choices("positions", Position),
        needs=parse_needs(table) if "needs" in table.values else None,
    )
    table.asked.append("needs")
    table.cited()
    table.end()
    return form


def parse_needs(table: Table) -> tuple[tuple[Equipment, ...], ...]:
    """``needs``: all of these, each any of its members: ``["roller|towel"]``."""
    needs = []
    for i, entry in enumerate(table.texts("needs"), 1):
        members = entry.split("|")
        wrong = [m for m in members if m not in list(Equipment)]
        for member in wrong:
            table.fault(f"needs#{i}", told(member), one_of(list(Equipment), member))
        if not wrong:
            needs.append(tuple(Equipment(m) for m in members))
    return tuple(needs)


def _phases(table: Table, sides: int) -> tuple[Phase, ...]:
    phases: list[Phase] = []
    opened = len(table.faults.found)
    for entry in table.tables("phases"):
        name = _name(entry, {p.id for p in phases})
        seconds = entry.number("seconds", 0.1, 60)
        side = entry.choice("side", Side) if "side" in entry.values else None
        hold = entry.flag("hold")
        entry.asked.append("side")
        entry.cited()
        entry.end()
        phases.append(Phase(name, seconds or 0.0, side, hold))
    if opened == len(table.faults.found):
        _judge_sides(table, phases, sides)
    return tuple(phases)


def _judge_sides(table: Table, phases: Iterable[Phase], sides: int) -> None:
    left = sum(p.seconds for p in phases if p.side is Side.LEFT)
    right = sum(p.seconds for p in phases if p.side is Side.RIGHT)
    if sides == 2 and (left or right):
        table.fault("phases", "phases with a side", "none, as sides = 2 makes the session do each side in turn")
    elif sides == 1 and abs(left - right) > 1e-9:
        table.fault("phases", f"{left:g} s on the left and {right:g} s on the right", "the same time on both sides")


def _spots(table: Table) -> tuple[Spot, ...]:
    spots: list[Spot] = []
    for entry in table.tables("spots"):
        name = _name(entry, {s.id for s in spots})
        seconds = entry.number("seconds", 1, 600)
        entry.cited()
        entry.end()
        spots.append(Spot(name, seconds or 0.0))
    return tuple(spots)


def _name(entry: Table, taken: set[str]) -> str:
    name = entry.text("id")
    if name in taken and name:
        entry.fault("id", f'"{name}" a second time', "an id of its own")
    elif name and not name.replace("_", "").isalnum():
        entry.fault("id", told(name), "letters, digits and underscores")
    return name


def phases_of(standard: Form, form: Form) -> tuple[Phase, ...]:
    """The phases of a form as done: its own or the standard ones, without those dropped."""
    return tuple(p for p in form.phases or standard.phases if p.id not in form.drop_phases)


def judge_forms(table: Table, forms: Mapping[str, Form], doses: Mapping[int, Dose], kind: Kind | None) -> None:
    """Whether every level can be done: phases for repetitions, a marked hold for holds, spots for massage."""
    if STANDARD not in forms:
        table.fault(STANDARD, "nothing", f"a table [form.{STANDARD}]")
        return
    _judge_drops(table, forms)
    _judge_holds(table, forms, doses)
    if kind is Kind.MASSAGE and not forms[STANDARD].spots:
        table.fault(f"{STANDARD}.spots", "nothing", "spots, as this is a massage")


def _judge_drops(table: Table, forms: Mapping[str, Form]) -> None:
    known = {p.id for f in forms.values() for p in f.phases}
    for name, form in forms.items():
        for i, dropped in enumerate(form.drop_phases, 1):
            if dropped not in known:
                table.fault(f"{name}.drop_phases#{i}", told(dropped), one_of(sorted(known), dropped))


def _judge_holds(table: Table, forms: Mapping[str, Form], doses: Mapping[int, Dose]) -> None:
    holds = any(d.hold_s for d in doses.values())
    for name, form in forms.items():
        if not holds and any(p.hold for p in form.phases):
            table.fault(f"{name}.phases", "a phase marked hold", "no mark, as no level holds; or hold_s in a level")
    standard = forms[STANDARD]
    lacking = set()
    for dose in doses.values():
        form = forms.get(dose.variant, standard)
        phases = phases_of(standard, form)
        own = dose.variant if dose.variant in forms and form.phases else STANDARD
        if dose.reps is None or own in lacking:
            continue
        if not phases:
            lacking.add(own)
            table.fault(f"{own}.phases", "nothing", f"phases, as level {dose.level} counts repetitions")
        elif dose.hold_s and not any(p.hold for p in phases):
            lacking.add(own)
            table.fault(f"{own}.phases", "no phase marked hold", f"hold = true on one, as level {dose.level} holds")
