"""A sentence to sound, by the machine's own speech program. Text goes in by standard input, never through a shell."""

import asyncio
import re
import shutil
import struct
import sys
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from spinecoach.app.refused import Refused, Why

LONGEST = 200
WORDS_A_MINUTE = 140
PATIENCE_S = 10
KEPT_BYTES = 16_000_000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Program:
    """A speech program and how it is asked."""

    path: str
    kind: str


def speech_program() -> Program | None:
    """What this machine has: espeak-ng or espeak anywhere, ``say`` on macOS."""
    for kind in ("espeak-ng", "espeak", *(("say",) if sys.platform == "darwin" else ())):
        if path := shutil.which(kind):
            return Program(path, "say" if kind == "say" else "espeak")
    return None


class Voice:
    """Renders sentences, two at a time, and keeps those said last."""

    def __init__(self, program: Program | None) -> None:
        self.program = program
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._coming: dict[tuple[str, str], asyncio.Task[bytes]] = {}
        self._size = 0
        self._two_at_a_time = asyncio.Semaphore(2)

    async def say(self, language: str, text: str) -> bytes:
        """A WAV file. Raises Refused: UNKNOWN without a program or for a language that it does not speak."""
        if self.program is None:
            raise Refused(Why.UNKNOWN, "voice: found no speech program on this machine; right would be espeak-ng")
        if not LANGUAGE.fullmatch(language):
            raise Refused(Why.WRONG, f"lang: found {language[:20]!r}; right would be a language such as en")
        sentence = CONTROL.sub(" ", text).strip()
        if not 1 <= len(sentence) <= LONGEST:
            raise Refused(Why.WRONG, f"text: found {len(sentence)} characters; right would be 1 to {LONGEST}")
        key = (language, sentence)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key not in self._coming:
            self._coming[key] = asyncio.create_task(self._render(self.program, key))
        return await asyncio.shield(self._coming[key])

    async def _render(self, program: Program, key: tuple[str, str]) -> bytes:
        try:
            async with self._two_at_a_time:
                sound = await _rendered(program, *key)
        finally:
            del self._coming[key]
        self._keep(key, sound)
        return sound

    def _keep(self, key: tuple[str, str], sound: bytes) -> None:
        self._kept[key] = sound
        self._size += len(sound)
        while self._size > KEPT_BYTES and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])


async def _rendered(program: Program, language: str, sentence: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="spinecoach-") as folder:
        file = Path(folder) / "said.wav"
        process = await asyncio.create_subprocess_exec(
            program.path,
            *_options(program, language, file),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await asyncio.wait_for(process.communicate(sentence.encode()), PATIENCE_S)
        except TimeoutError:
            process.kill()
            await process.wait()
        sound = file.read_bytes() if process.returncode == 0 and file.is_file() else b""
    if not _is_wave(sound):
        raise Refused(Why.UNKNOWN, f"voice: found no sound for {language!r}; right would be a voice installed for it")
    return sound


def _options(program: Program, language: str, file: Path) -> tuple[str, ...]:
    rate = str(WORDS_A_MINUTE)
    if program.kind == "say":
        return ("-r", rate, "--file-format=WAVE", "--data-format=LEI16@22050", "-o", str(file), "-f", "-")
    return ("-v", language, "-s", rate, "-w", str(file), "--stdin")


def _is_wave(sound: bytes) -> bool:
    return len(sound) > 44 and sound[:4] == b"RIFF" and struct.unpack("<I", sound[4:8])[0] == len(sound) - 8
