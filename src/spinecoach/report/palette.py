"""Colours and typeface of the charts: those of the pages, light in the drawing and dark by a style beside it."""

PAPER = "#faf6ee"
INK, QUIET, LINE, EDGE = "#23201b", "#514b41", "#ddd4c4", "#837a6a"
ACCENT, LESS, LEAST = "#175450", "#6a9790", "#b4c9c1"
BAND, REACH = "#e3dccd", "#c9bfad"
"""Greys: what an error or a range covers. Never a colour that judges."""
DARK = {
    INK: "#f2ecdf",
    QUIET: "#c4bbab",
    LINE: "#3d3a33",
    EDGE: "#8e8677",
    ACCENT: "#93d3c8",
    LESS: "#5c8e85",
    LEAST: "#35514b",
    BAND: "#3a3731",
    REACH: "#5a554b",
}
"""By the light colour. A test holds both to the tokens of the pages."""

FACE = "Atkinson Hyperlegible"
