"""The closed list of changes that screening may order, by name without their number (screening.yaml)."""

CHANGES = (
    "no_forward_bend",
    "towel_rest_only",
    "arms_crossed",
    "heel_on_floor",
    "sitting_only",
    "light_pressure",
    "hold_s_max",
    "effort_max",
    "rest_factor",
    "range_factor",
    "slow",
    "exhale_on_effort",
    "eyes_on_a_point",
    "sit_30_s_after_lying",
    "stop_if_symptoms_spread",
)
"""A file may describe its form under any of these; one that only bounds a number needs no form."""
