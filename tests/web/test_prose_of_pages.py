"""The sentences of the pages about progress, reminders and data read easily."""

import re

import pytest
from front_door import knock, practice
from lived import live
from reading import grade

from spinecoach.app.practice import Practice

GRADE = 7.0
LEAST_WORDS = 6
"""A label has too few words to be measured."""
INSIDE = re.compile(r"<(table|code|textarea|header|footer)\b.*?</\1>", re.DOTALL)
PROSE = re.compile(r"<(p|li|legend|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)


@pytest.fixture(scope="module")
def room() -> Practice:
    made = practice()
    live(made, 40)
    return made


@pytest.mark.parametrize("path", ["/progress", "/reminders", "/settings", "/history", "/forget"])
def test_every_sentence_reads_at_grade_seven(room: Practice, path: str) -> None:
    with knock(room) as client:
        text = INSIDE.sub("it", client.get(path).text)
    prose = [" ".join(re.sub(r"<[^>]+>", "", part).split()) for _, part in PROSE.findall(text)]
    read = [part for part in prose if len(part.split()) >= LEAST_WORDS]
    assert len(read) > 2
    assert [(round(grade(part), 1), part) for part in read if grade(part) > GRADE] == []
    assert not [part for part in prose if re.search(r"!|\b(just|streak|well done|great)\b", part, re.IGNORECASE)]
