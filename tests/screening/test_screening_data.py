"""The data file: its faults, its pages and texts, and what other data files name of it."""

import re
from datetime import date
from pathlib import Path

import pyphen  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import spinecoach
from spinecoach.app.catalogue import catalogue
from spinecoach.app.questions import packaged_questions
from spinecoach.body import Region
from spinecoach.protocol.exercise import Exercise
from spinecoach.protocol.faults import Fault
from spinecoach.protocol.protocol import StopSign
from spinecoach.screening.answers import Answers, Said, Ticked
from spinecoach.screening.clear import clear
from spinecoach.screening.clearance import Outcome
from spinecoach.screening.describe import describe
from spinecoach.screening.length import length_of, three_longest
from spinecoach.screening.parse_questions import parse_questions
from spinecoach.screening.questions import GRAVE, Group, Questions, Row

SOURCE = Path(spinecoach.__file__).parent
TEXT = (SOURCE / "screening" / "data" / "screening.toml").read_text(encoding="utf-8")
DOCS = SOURCE.parents[1] / "docs" / "screening.md"
QUESTIONS = packaged_questions()
DAY = date(2026, 11, 22)
SYLLABLES = pyphen.Pyphen(lang="en_US")


# ---------------------------------------------------------------- the parser


def faults_with(old: str, new: str) -> tuple[Fault, ...]:
    text = "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith("#"))
    assert old in text
    questions, faults = parse_questions(text.replace(old, new, 1), "screening.toml")
    assert (questions is None) == bool(faults)
    return faults


def test_the_file_of_the_package_has_no_fault() -> None:
    assert parse_questions(TEXT, "screening.toml")[1] == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("format = 1", "format = ", "the file: found"),
        ("format = 1", "format = 2", "format: found the number 2"),
        ('version = "1"', 'version = "1"\nvresion = "1"', "vresion: found an unknown key"),
        ('group = "urgent"', 'group = "urgnt"', 'group: found the text "urgnt"; right would be urgent'),
        ('valid = "4w"', 'valid = "5w"', 'valid: found the text "5w"'),
        ("rule = [{ yes = true }]", "rule = []", "row.S01.rule: found no condition"),
        ("rule = [{ yes = true }]", "rule = [{ yes = false }]", "row.S01.rule#1.yes: found no yes"),
        ("rule = [{ yes = true }]", "rule = [{ maybe = true }]", "row.S01.rule#1: found no known condition"),
        (
            "rule = [{ yes = true }]",
            "rule = [{ count = 1 }, { yes = true, x = 1 }]",
            "row.S01.rule#2.x: found an unknown",
        ),
        ("{ count = 4 }", "{ count = 6 }", "row.S20.rule#1.count: found the number 6"),
        ('any_of = ["fever_or_chills"]', 'any_of = ["fever"]', 'any_of#1: found the text "fever"'),
        ('{ fact = "age", below = 18 }', '{ fact = "age" }', "row.S27.rule#2.at_least: found no limit"),
        ('{ fact = "age", below = 18 }', '{ fact = "height", below = 18 }', 'fact: found the text "height"'),
        ("rest_pain = 7", "rest_pain = 11", "rest_pain: found the number 11"),
        ('block = ["C6"]', 'block = ["C7"]', 'block#1: found the text "C7"; right would be one of C1, C2'),
        ('block = "all"', 'block = "everything"', 'block: found the text "everything"'),
        ('block = "regions_given"', 'block = "regions_in_pain"', "this only beside { rest_pain = ... }"),
        (
            '"slow", "range_factor:0.5"',
            '"slwo", "range_factor:0.5"',
            'changes#1: found the text "slwo"; right would be slow',
        ),
        (
            "hold_s_max:5",
            "hold_s_max",
            'changes#1: found the text "hold_s_max"; right would be hold_s_max: and a number',
        ),
        ("range_factor:0.5", "range_factor:1.5", 'found the text "range_factor:1.5"'),
        ("rest_factor:2", "rest_factor:0.5", 'found the text "rest_factor:0.5"'),
        ("effort_max:3", "effort_max:3.5", 'found the text "effort_max:3.5"'),
        ('"no_forward_bend"', '"no_forward_bend:2"', "right would be no_forward_bend without a number"),
        ('outcome = "EMERGENCY"', 'outcome = "MODIFY"', "outcome: found MODIFY; right would be URGENT or graver"),
        ('source = ["BMJBP"]', "source = []", "row.S01.source: found no source"),
        ('source = ["BMJBP"]', 'source = ["BMJ"]', 'found the unknown source "BMJ"; right would be BMJBP'),
        (
            'source = ["own-choice"]\nanswer_days',
            "answer_days",
            "validity: found answer_days, idle_days without a source",
        ),
        ('rows = ["S01", ', 'rows = ["S05", ', "rows#1: found S05 for a second time"),
        ('rows = ["S01", ', "rows = [", "page: found no page that asks S01"),
        ('rows = ["S01", ', 'rows = ["S01", "S99", ', 'rows#2: found the text "S99"'),
        ('after = "S41"', 'after = "S01"', "page#5.parts: found S25 without S01"),
        ('  { rows = ["S27"', '  { rws = ["S27"', "rows: found nothing"),
        ('id = "head"', 'id = "now"', "page: found two pages with one id"),
        ('opens = ["S06"', 'opens = ["S60"', 'opens#1: found the text "S60"'),
        ('linked = ["thoracic"]', 'linked = ["thorax"]', 'linked#1: found the text "thorax"'),
        ("[region]", "[regions]", "region: found nothing"),
        ('[row.S33]\ngroup = "clinician_first"', '[row.S33]\ngroup = "urgent"', "urgent after a row less grave"),
        (
            "[row.S01]\n",
            '[row.S01]\nblock = ["C1"]\n',
            "row.S01.block: found a block or change of its own; right would be nothing here",
        ),
        (
            'valid = "until_cleared"',
            'valid = "4w"',
            "row.S01.valid: found 4w; right would be until_cleared, for only a clinician lifts emergency",
        ),
        ("aged_65_or_more = { fact", "aged_56_or_more = { fact", "counts.aged_56_or_more: found an unknown item"),
        ('none = "None of these"', "", "words.none: found nothing"),
    ],
)
def test_a_broken_file_says_where_what_and_what_would_be_right(old: str, new: str, line: str) -> None:
    assert line in "\n".join(map(str, faults_with(old, new)))


LINES = [line for line in TEXT.splitlines() if line and not line.startswith("#")]
VALUES = st.sampled_from(
    ['""', "0", "-1", "true", "[]", "[[]]", "{}", "[{}]", "[1]", '["x"]', "1.5", "2026-01-01", "nan"]
)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(LINES) - 1), VALUES)
def test_any_value_in_any_place_is_read_or_refused_and_never_raises(place: int, value: str) -> None:
    key, equals, _ = LINES[place].partition(" = ")
    broken = [*LINES[:place], *([f"{key} = {value}"] if equals else []), *LINES[place + 1 :]]
    questions, faults = parse_questions("\n".join(broken), "screening.toml")
    assert (questions is None) == bool(faults)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    broken = TEXT.replace('group = "urgent"', 'group = "soon"').replace('valid = "4w"', 'valid = "month"')
    _, faults = parse_questions(broken, "screening.toml")
    assert len(faults) >= 15


# ---------------------------------------------------------------- pages and texts


def test_there_are_five_or_six_pages_and_each_row_stands_on_one() -> None:
    assert 5 <= len(QUESTIONS.pages) <= 6
    asked = [row for page in QUESTIONS.pages for row in page.rows]
    assert sorted(asked) == sorted(QUESTIONS.rows)


@pytest.mark.parametrize("region", Region)
def test_one_region_is_asked_only_what_concerns_it(region: Region) -> None:
    rows = QUESTIONS.in_scope((region,))
    assert {row.id for row in QUESTIONS.rows.values() if not row.scope} <= {row.id for row in rows}
    assert all(region in row.scope for row in rows if row.scope)
    assert len(rows) < len(QUESTIONS.rows)


def test_each_region_reaches_its_own_complex_and_the_linked_one_as_the_programme_says() -> None:
    programme = catalogue()
    for region in Region:
        own = programme.region_complex[region]
        codes = {e.code for name in (own, *programme.linked.get(own, ())) for e in programme.complex_of(name)}
        assert set(QUESTIONS.reached(region)) == codes
    assert QUESTIONS.codes == tuple(programme.exercises)


def grade(text: str) -> float:
    """Flesch-Kincaid grade; a placeholder counts as one short word."""
    text = re.sub(r"\{\w+\}", "it", text)
    sentences = [s for s in re.split(r"[.!?:;]+", text) if re.search(r"\w", s)]
    words = re.findall(r"[A-Za-z'’]+|\d+", text)
    syllables = sum(len(SYLLABLES.positions(word.lower())) + 1 for word in words)
    return float(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59)


def every_text(questions: Questions) -> dict[str, str]:
    texts = {f"{row.id}.text": row.text for row in questions.rows.values()}
    texts |= {f"words.{name}": text for name, text in questions.words.items()}
    texts |= {f"{group}.do_now": " ".join(text.do_now) for group, text in questions.groups.items()}
    texts |= {f"{group}.until": text.until for group, text in questions.groups.items() if text.until}
    return texts | {f"page.{page.id}": page.intro for page in questions.pages if page.intro}


@pytest.mark.parametrize(("place", "text"), every_text(QUESTIONS).items(), ids=every_text(QUESTIONS))
def test_what_a_person_reads_stays_at_grade_seven(place: str, text: str) -> None:
    assert grade(text) <= 7, place


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_a_question_stays_plain_where_it_names_a_condition(row: Row) -> None:
    assert grade(row.ask) <= 9


@pytest.mark.parametrize("row", [r for r in QUESTIONS.rows.values() if r.items and not r.lead], ids=lambda row: row.id)
def test_a_line_names_every_item_so_that_nothing_hides_behind_a_vague_word(row: Row) -> None:
    """At least one telling word of each item's label or id stands in its line, by its first five letters."""
    empty = {
        "have",
        "with",
        "from",
        "that",
        "there",
        "their",
        "known",
        "other",
        "side",
        "both",
        "last",
        "weeks",
        "long",
    }
    line = {word[:5] for word in re.findall(r"[a-z0-9]{3,}", row.line.lower())}
    for item, label in row.items.items():
        words = re.findall(r"[a-z0-9]{3,}", f"{label} {item}".lower().replace("_", " "))
        telling = {word[:5] for word in words if word not in empty}
        assert telling & line, f"{item}: {label!r} is not in {row.line!r}"


@pytest.mark.parametrize("row", QUESTIONS.rows.values(), ids=lambda row: row.id)
def test_a_line_is_short(row: Row) -> None:
    assert len(row.line.split()) <= 24


@pytest.mark.parametrize("regions", [(), *((region,) for region in Region)])
def test_the_pages_give_no_more_to_read_than_a_careful_reader_reads_in_three_minutes(
    regions: tuple[Region, ...],
) -> None:
    calm = length_of(QUESTIONS, regions)
    assert calm.words <= 545
    assert calm.taps <= 14
    told = length_of(QUESTIONS, regions, three_longest(QUESTIONS, regions))
    assert told.words - calm.words <= 190


def test_no_text_promises_praises_or_alarms() -> None:
    banned = r"!|\bjust\b|\b(treat|cure|relie[fv]|diagnos|heal)(s|ed|ing|e|es)?\b|you are safe"
    items = {f"{row.id}.{i}": t for row in QUESTIONS.rows.values() for i, t in row.items.items()}
    asked = {row.id: f"{row.ask} {row.line}" for row in QUESTIONS.rows.values()}
    for place, text in {**every_text(QUESTIONS), **items, **asked}.items():
        assert not re.search(banned, text, re.IGNORECASE), place


def test_the_grave_pages_say_what_to_do_now_with_the_number_to_call() -> None:
    for group in GRAVE:
        lines = QUESTIONS.groups[group].what_to_do("112")
        assert any("112" in line for line in lines)
        assert not any("{" in line for line in lines)


def test_every_row_says_what_it_means_what_to_do_and_how_its_sources_were_checked() -> None:
    for row in QUESTIONS.rows.values():
        assert row.means
        assert row.do
        assert QUESTIONS.marks(row.id)


def test_a_source_known_to_the_programme_too_is_marked_alike() -> None:
    shared = catalogue().sources
    for name, source in QUESTIONS.sources.items():
        if name in shared:
            assert (source.tier, source.mark) == (shared[name].tier, shared[name].mark), name
    used = {source for row in QUESTIONS.rows.values() for source in row.sources}
    assert used == set(QUESTIONS.sources)


def test_the_page_of_the_docs_is_what_the_data_says() -> None:
    assert DOCS.read_text(encoding="utf-8") == describe(QUESTIONS)


# ---------------------------------------------------------------- what other files name


def named_by(exercise: Exercise) -> list[tuple[str, str]]:
    return [(c.id, row) for c in exercise.contraindications for row in c.rows]


@pytest.mark.parametrize("exercise", catalogue().exercises.values(), ids=lambda e: e.id)
def test_every_contraindication_is_reached_by_a_row_that_blocks_or_changes_the_exercise(exercise: Exercise) -> None:
    assert exercise.contraindications
    for contraindication, row in named_by(exercise):
        answers = Answers(rows={row: Said.YES}, pregnant_weeks=16, age=40)
        plain = clear(QUESTIONS, Answers(age=40), DAY).of(exercise.code)
        told = clear(QUESTIONS, answers if row in QUESTIONS.rows else Answers(), DAY).of(exercise.code)
        assert row in QUESTIONS.rows, (contraindication, row)
        assert told is None or told != plain, (contraindication, row)


@pytest.mark.parametrize("sign", catalogue().stop_signs.values(), ids=lambda sign: sign.id)
def test_a_stop_sign_that_is_kept_reaches_the_outcome_it_names(sign: StopSign) -> None:
    if sign.row is None:
        assert sign.item is None
        return
    row = QUESTIONS.rows[sign.row]
    assert sign.item is None or sign.item in row.items
    answer = Ticked((sign.item,)) if sign.item else Said.YES
    assert clear(QUESTIONS, Answers(rows={row.id: answer}), DAY).outcome is Outcome(sign.outcome)


def test_only_screening_makes_a_cleared_exercise() -> None:
    makers = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bClearedExercise\(", path.read_text(encoding="utf-8"))
    ]
    assert makers == ["screening/clear.py"]


def test_every_group_has_its_outcome() -> None:
    assert [group.outcome for group in Group] == list(Outcome)
