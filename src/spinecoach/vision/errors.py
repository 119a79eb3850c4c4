"""What can be wrong with models and videos: one line, where, what was found, what would be right."""


class VisionError(Exception):
    """A video that cannot be read, or something that reading it needs and that is not there."""

    def __init__(self, place: str, found: str, right: str) -> None:
        super().__init__(f"{place}: found {found}; right would be {right}")


class ModelsError(VisionError):
    """Models that are missing, or not the ones that were tried."""
