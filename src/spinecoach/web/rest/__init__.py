"""REST under /api/v1: the same use cases for programs."""
