"""For every test: no property has a deadline and none is refused for being slow, for those would be timed tests.

`make test` tries the same examples every time, so that a change is judged by what it changed; the profile `wander`
tries others each time, to find what nobody thought of. What it finds becomes an `@example`.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "wander", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("steady", parent=settings.get_profile("wander"), derandomize=True, database=None)
settings.load_profile("steady")
