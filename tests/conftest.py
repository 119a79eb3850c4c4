"""For every test: no property has a deadline and none is refused for being slow, for those would be timed tests."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "patient", parent=settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")
