"""How long one step of the session machine takes: a whole article-dose day, ticked ten times a second."""

import gc
from collections.abc import Iterator
from time import perf_counter_ns

from benchmarks.figure import Figure, quantile
from spinecoach.app.catalogue import catalogue
from spinecoach.session.machine import begin, step
from spinecoach.session.plan import DayPlan, Item
from spinecoach.session.rehearse import green
from spinecoach.session.script import compile_plan
from spinecoach.session.state import Asking, Done, Stopped
from spinecoach.session.timing import item_seconds
from spinecoach.session.vocabulary import Command, Tick, Told
from spinecoach.wire.plan import work_at


def measure() -> Iterator[Figure]:
    """Steps of all twelve at the top of the article's dose; every tenth of a second one, quiet or not."""
    protocol = catalogue()
    works = [work_at(exercise, exercise.article_levels[1]) for exercise in protocol.exercises.values()]
    items = tuple(Item(work, item_seconds(protocol, work), (), ()) for work in works)
    seconds = sum(item.seconds for item in items)
    script = compile_plan(protocol, DayPlan(None, "PROCEED", 60, seconds, items), "en")
    session, _ = begin(script)
    t, spent = 0.0, []
    gc.collect()
    gc.freeze()
    while not isinstance(session.state, Done | Stopped):
        if isinstance(session.state, Asking):
            question = session.state.question
            given: Tick | Told = Told(t, Command.ANSWERED, question, green(script, session, question))
        else:
            t += 0.1
            given = Tick(t)
        began = perf_counter_ns()
        session, _ = step(script, session, given)
        spent.append((perf_counter_ns() - began) / 1000)
    gc.unfreeze()
    spent.sort()
    yield Figure(f"session step p50, {len(spent)} steps", quantile(spent, 0.5), "us")
    yield Figure("session step p99.9", quantile(spent, 0.999), "us")
