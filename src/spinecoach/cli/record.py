"""The record that a command works on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from spinecoach.app.catalogue import catalogue
from spinecoach.app.clock import RandomIds, SystemClock
from spinecoach.app.practice import Practice
from spinecoach.app.questions import packaged_questions
from spinecoach.app.settings import Settings, settings
from spinecoach.record.claim import last_address
from spinecoach.record.memory import MemoryStore
from spinecoach.record.sqlite import SqliteStore
from spinecoach.record.store import Store


def chosen(data: Path | None) -> Settings:
    """Where the record lies, by ``--data``, the environment or the home."""
    return settings(os.environ, data_dir=data)


@contextmanager
def opened(data: Path | None) -> Iterator[Practice]:
    """A practice on the record in ``data``; on an empty one, without making it, where there is none yet.

    Its links lead where SPINECOACH_URL says, else where the pages are, or last were, served.
    """
    made = chosen(data)
    made = replace(made, url=made.url or last_address(made.data_dir))
    there = made.database.exists() or made.data_dir.is_file()
    store: Store = SqliteStore.open(made.data_dir, alone=False) if there else MemoryStore()
    try:
        yield practice(made, store)
    finally:
        store.close()


def practice(made: Settings, store: Store) -> Practice:
    """A practice with this machine's clock and the packaged programme."""
    return Practice(
        made, store, SystemClock.started_at(made.clock_start), RandomIds(), catalogue(), packaged_questions()
    )
