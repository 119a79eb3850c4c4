"""For every test: no property has a deadline, for that would be a timed test."""

from hypothesis import settings

settings.register_profile("patient", parent=settings.default, deadline=None)
settings.load_profile("patient")
