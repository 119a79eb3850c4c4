"""Contact sheets of every exercise, form and phase, to be looked at: `python -m benchmarks.sheets` fills artifacts/.

First without words and in no order, one exercise a row, for a reviewer who is to name them (the key lies beside as
text); then with captions, in light, in dark and in grey for print.
"""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.sticks import sticks
from spinecoach import figure
from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.course import Keys, keys_of
from spinecoach.protocol.exercise import Exercise, Variant
from spinecoach.protocol.movement import Posture, Prop

OUT = Path(__file__).parent.parent / "artifacts"
CHROMIUM = "/usr/bin/chromium"
Picture = tuple[str, str]
"""A caption and an SVG."""


def forms(exercise: Exercise) -> list[tuple[str, tuple[str, ...]]]:
    """Every variant, and every ordered change that has words or keyframes of its own."""
    changes = [name for name in exercise.text["en"] if name not in list(Variant)]
    return [*((v.value, ()) for v in Variant), *(("standard", (name,)) for name in changes)]


def pairs() -> Iterable[Picture]:
    """The drawing of the lists, one an exercise."""
    for exercise in catalogue().exercises.values():
        yield f"{exercise.code} {figure.title(exercise)}", figure.draw_start_end(exercise)


def shuffled() -> list[Exercise]:
    """All exercises in an order that tells nothing, the same each time."""
    return sorted(catalogue().exercises.values(), key=lambda e: sha256(e.id.encode()).hexdigest())


def row(exercise: Exercise) -> list[str]:
    """The start pose and each pose that differs from the one before, in their order, without the last way home."""
    keys = keys_of(exercise, "standard")
    shown: list[str | None] = [None]
    for phase in keys.order:
        if looks(keys, phase) != looks(keys, shown[-1]):
            shown.append(phase)
    if looks(keys, shown[-1]) == looks(keys, None):
        shown.pop()
    return [figure.draw_phase(exercise, phase=phase, zone=0) for phase in shown]


def looks(keys: Keys, phase: str | None) -> tuple[object, ...]:
    """What a drawing of a phase shows, but for its arrow."""
    frame = keys.poses[phase] if phase else keys.start
    return frame.angles, frame.touches, frame.press


def untitled(paper: str) -> str:
    """An HTML page with one row an exercise: a number and its poses."""
    rows = "".join(
        f"<section><b>{number}</b>{''.join(f'<img src={shown(svg)}>' for svg in row(exercise))}</section>"
        for number, exercise in enumerate(shuffled(), 1)
    )
    style = (
        f"body{{margin:12px;background:{paper};display:grid;grid-template-columns:1fr 1fr;gap:10px;"
        "font:18px sans-serif;color:#555}section{border:2px solid #8884;display:flex;gap:4px;align-items:center;"
        "padding:4px}b{width:28px}img{width:calc(25% - 10px)}"
    )
    return f"<!doctype html><style>{style}</style>{rows}"


def shown(svg: str) -> str:
    """An SVG as an address."""
    return f'"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"'


def at_a_wall() -> Iterable[Picture]:
    """The wall, which no exercise of the twelve needs, behind a body that somebody's own file might put there."""
    for exercise in catalogue().exercises.values():
        if exercise.movement and Posture.SITTING is exercise.movement.standard.posture:
            course = replace(exercise.movement.standard, posture=Posture.STANDING, props=(Prop.WALL,))
            made = replace(exercise, movement=replace(exercise.movement, standard=course))
            yield f"{exercise.code} at a wall, not part of the programme", figure.draw_start_end(made)
            return


def variants(exercise: Exercise) -> Iterable[Picture]:
    """The drawing of the lists for each form and side."""
    for form, changes in forms(exercise):
        for side in Side if exercise.sides == 2 else (None,):
            caption = " ".join((exercise.code, form, *changes, side.value if side else ""))
            yield caption, figure.draw_start_end(exercise, form, changes, side)


def phases(exercise: Exercise) -> Iterable[Picture]:
    """Each phase of the standard form, with its alternative text."""
    keys = keys_of(exercise, "standard")
    for zone in range(len(keys.zones)) or (None,):
        for phase in (None, *keys.order):
            words = figure.describe(exercise, "standard", phase)
            yield f"{exercise.code} {phase or 'start'}: {words}", figure.draw_phase(exercise, phase=phase, zone=zone)


def faults(exercise: Exercise) -> Iterable[Picture]:
    """Each fault that alters a pose, in the first phase that differs, with what is said of it."""
    right = keys_of(exercise, "standard")
    said = exercise.text["en"]["standard"].errors
    for name, fault in (exercise.movement.faults if exercise.movement else {}).items():
        wrong = right if fault.unseen else keys_of(exercise, "standard", (), name)
        differs = [phase for phase in wrong.order if wrong.poses[phase] != right.poses[phase]]
        if differs or wrong.zones != right.zones:
            caption = f"{exercise.code} {name}: {said.get(name, 'not a word yet')}"
            yield caption, figure.draw_phase(exercise, phase=(differs or [wrong.order[1]])[0], zone=0, fault=name)


def page(pictures: Iterable[Picture], paper: str, columns: int, *, grey: bool) -> str:
    """An HTML page of pictures with their captions."""
    cells = "".join(
        f"<figure><img src={shown(svg)}><figcaption>{escape(caption)}</figcaption></figure>"
        for caption, svg in pictures
    )
    style = (
        f"body{{margin:12px;background:{paper};display:grid;grid-template-columns:repeat({columns},1fr);gap:8px;"
        f"font:14px sans-serif;color:#888}}figure{{margin:0;border:1px solid #8884}}img{{width:100%;display:block"
        f"{';filter:grayscale(1)' if grey else ''}}}figcaption{{padding:4px 8px}}"
    )
    return f"<!doctype html><style>{style}</style>{cells}"


def main() -> None:
    exercises = catalogue().exercises.values()
    every_form = [*(picture for exercise in exercises for picture in variants(exercise)), *at_a_wall()]
    every_phase = [picture for exercise in exercises for picture in phases(exercise)]
    every_fault = [picture for exercise in exercises for picture in faults(exercise)]
    light, dark = "#fbf9f5", "#14161a"
    sheets = {
        "untitled": untitled(light),
        "exercises": page(pairs(), light, 3, grey=False),
        "exercises-dark": page(pairs(), dark, 3, grey=False),
        "exercises-grey": page(pairs(), "#fff", 3, grey=True),
        "forms": page(every_form, light, 4, grey=False),
        "phases": page(every_phase, light, 4, grey=False),
        "faults": page(every_fault, light, 4, grey=False),
        "landmarks": page(sticks(), light, 6, grey=False),
    }
    OUT.mkdir(exist_ok=True)
    names = [f"{number}\t{exercise.code}\t{figure.title(exercise)}" for number, exercise in enumerate(shuffled(), 1)]
    (OUT / "sheet-key.txt").write_text("\n".join(names) + "\n")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, html in sheets.items():
            scheme = "dark" if name.endswith("dark") else "light"
            size = {"width": 2000 if name == "untitled" else 1600, "height": 900}
            tab = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            tab.set_content(html)
            tab.screenshot(path=OUT / f"sheet-{name}.png", full_page=True)
            tab.close()
            print(OUT / f"sheet-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
