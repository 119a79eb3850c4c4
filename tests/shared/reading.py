"""How many years of school a text asks for (Flesch-Kincaid)."""

import re

import pyphen  # type: ignore[import-untyped]  # it has no types

SYLLABLES = pyphen.Pyphen(lang="en_US")

# Words that no plainer one can stand for; each counts as one syllable.
UNAVOIDABLE = {
    "syndrome": "a person who has it knows it by this name",
    "rheumatoid": "a person who has it knows it by this name",
    "arthritis": "a person who has it knows it by this name",
    "glaucoma": "a person who has it knows it by this name",
    "arteries": "a person whose arteries were looked at knows them by this name",
    "retina": "a person whose retina was operated on knows it by this name",
    "operation": "surgery is no shorter",
    "physiotherapist": "the person to ask",
    "exercise": "what all of this is about",
    "exercises": "what all of this is about",
}


def grade(text: str) -> float:
    """Flesch-Kincaid grade of a text; a brace counts as one short word."""
    text = re.sub(r"\{\w+\}", "it", text)
    sentences = [s for s in re.split(r"[.!?:;]+", text) if re.search(r"\w", s)]
    words = re.findall(r"[A-Za-z'’]+|\d+", text)
    syllables = sum(1 if w.lower() in UNAVOIDABLE else len(SYLLABLES.positions(w.lower())) + 1 for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
