"""Contact sheets of every exercise, form and phase, to be looked at: `python -m benchmarks.sheets` fills artifacts/.

Without captions first, as a reviewer should see them; then with captions, in light, in dark and in grey for print.
"""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.sticks import sticks
from spinecoach import figure
from spinecoach.app.catalogue import catalogue
from spinecoach.body import Side
from spinecoach.figure.course import keys_of
from spinecoach.protocol.exercise import Exercise, Variant

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


def page(pictures: Iterable[Picture], paper: str, columns: int, *, captions: bool, grey: bool) -> str:
    """An HTML page of pictures."""
    cells = "".join(
        f'<figure><img src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}">'
        f"<figcaption>{escape(caption) if captions else number}</figcaption></figure>"
        for number, (caption, svg) in enumerate(pictures, 1)
    )
    style = (
        f"body{{margin:12px;background:{paper};display:grid;grid-template-columns:repeat({columns},1fr);gap:8px;"
        f"font:14px sans-serif;color:#888}}figure{{margin:0;border:1px solid #8884}}img{{width:100%;display:block"
        f"{';filter:grayscale(1)' if grey else ''}}}figcaption{{padding:4px 8px}}"
    )
    return f"<!doctype html><style>{style}</style>{cells}"


def main() -> None:
    exercises = catalogue().exercises.values()
    every_form = [picture for exercise in exercises for picture in variants(exercise)]
    every_phase = [picture for exercise in exercises for picture in phases(exercise)]
    every_fault = [picture for exercise in exercises for picture in faults(exercise)]
    light, dark = "#fbf9f5", "#14161a"
    sheets = {
        "untitled": page(pairs(), light, 3, captions=False, grey=False),
        "exercises": page(pairs(), light, 3, captions=True, grey=False),
        "exercises-dark": page(pairs(), dark, 3, captions=True, grey=False),
        "exercises-grey": page(pairs(), "#fff", 3, captions=True, grey=True),
        "forms": page(every_form, light, 4, captions=True, grey=False),
        "phases": page(every_phase, light, 4, captions=True, grey=False),
        "faults": page(every_fault, light, 4, captions=True, grey=False),
        "landmarks": page(sticks(), light, 6, captions=True, grey=False),
    }
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, html in sheets.items():
            scheme = "dark" if name.endswith("dark") else "light"
            tab = browser.new_page(viewport={"width": 1600, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            tab.set_content(html)
            tab.screenshot(path=OUT / f"sheet-{name}.png", full_page=True)
            tab.close()
            print(OUT / f"sheet-{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
