"""What can be wrong with models: one line, where, what was found, what would be right."""


class ModelsError(Exception):
    """Models that are missing, or not the ones that were tried."""

    def __init__(self, place: str, found: str, right: str) -> None:
        super().__init__(f"{place}: found {found}; right would be {right}")
