"""Sentences to sound."""

import asyncio
import io
import wave
from pathlib import Path

import pytest
from front_door import knock

from spinecoach.app.refused import Refused
from spinecoach.app.voice import LONGEST, Program, Voice

SILENCE = b"RIFF" + (4 + 24 + 8 + 2).to_bytes(4, "little") + b"WAVE" + b"fmt " + (16).to_bytes(4, "little")
SILENCE += b"\x01\x00\x01\x00\x22\x56\x00\x00\x44\xac\x00\x00\x02\x00\x10\x00" + b"data\x02\x00\x00\x00\x00\x00"


def speaker(folder: Path, *, sound: bytes = SILENCE, status: int = 0) -> Program:
    """A speech program that keeps its options and its text, and answers with ``sound``."""
    (folder / "sound").write_bytes(sound)
    script = folder / "speaker"
    script.write_text(
        f'#!/bin/sh\necho "$@" >> {folder}/options\ncat >> {folder}/text\necho >> {folder}/text\n'
        f'cp {folder}/sound "$6"\nexit {status}\n'
    )
    script.chmod(0o755)
    return Program(str(script), "espeak")


def said(voice: Voice, text: str, language: str = "en") -> bytes:
    return asyncio.run(voice.say(language, text))


def test_a_sentence_becomes_a_sound_file_with_honest_lengths() -> None:
    with knock() as client:
        answer = client.get("/voice", params={"text": "Turn your head to the left.", "lang": "en"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 5


def test_the_text_goes_in_by_standard_input_and_never_among_the_options(tmp_path: Path) -> None:
    evil = "$(touch x); -w /etc/passwd `id` <break/>"
    said(Voice(speaker(tmp_path)), evil)
    assert (tmp_path / "text").read_text() == evil + "\n"
    assert "passwd" not in (tmp_path / "options").read_text()


def test_a_sentence_said_before_is_kept(tmp_path: Path) -> None:
    voice = Voice(speaker(tmp_path))

    async def three_times() -> None:
        await asyncio.gather(*(voice.say("en", "Left.") for _ in range(3)))

    asyncio.run(three_times())
    assert len((tmp_path / "options").read_text().splitlines()) == 1


def test_the_voice_is_slower_than_talk(tmp_path: Path) -> None:
    said(Voice(speaker(tmp_path)), "Left.")
    assert "-s 140" in (tmp_path / "options").read_text()


@pytest.mark.parametrize("text", ["", "  ", "\n", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_not_spoken(tmp_path: Path, text: str) -> None:
    with pytest.raises(Refused, match="characters"):
        said(Voice(speaker(tmp_path)), text)


@pytest.mark.parametrize("language", ["", "../en", "en;id", "-v", "english", "EN"])
def test_a_language_is_a_language(tmp_path: Path, language: str) -> None:
    with pytest.raises(Refused, match="language"):
        said(Voice(speaker(tmp_path)), "Left.", language)


@pytest.mark.parametrize(("sound", "status"), [(b"", 0), (b"not a sound" * 9, 0), (SILENCE, 1)])
def test_a_program_that_fails_is_no_voice(tmp_path: Path, sound: bytes, status: int) -> None:
    with pytest.raises(Refused, match="no sound"):
        said(Voice(speaker(tmp_path, sound=sound, status=status)), "Left.")


def test_a_machine_without_a_speech_program_says_so() -> None:
    with pytest.raises(Refused, match="espeak-ng"):
        said(Voice(None), "Left.")


def test_a_refusal_reaches_the_page_as_json() -> None:
    with knock() as client:
        answer = client.get("/voice", params={"text": "x" * 300})
        assert answer.status_code == 422
        assert answer.json()["error"].startswith("text: found 300 characters")
        assert client.get("/voice").json() == {"error": "text: found nothing; right would be a text"}


def test_no_other_site_makes_this_machine_speak() -> None:
    with knock() as client:
        answer = client.get("/voice", params={"text": "Left."}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 422
