"""Whatever goes wrong, as one line: where, what was found, what would be right."""


class CliError(Exception):
    """A wrong option, argument or file. ``str`` is one line."""

    def __init__(self, place: str, found: str, right: str) -> None:
        super().__init__(f"{place}: found {found}; right would be {right}")

    @classmethod
    def of(cls, line: str) -> "CliError":
        """From a line that has all three already."""
        made = cls.__new__(cls)
        Exception.__init__(made, line)
        return made


def line_of(fault: BaseException) -> str | None:
    """The line to print for a fault that was foreseen; None for one that was not."""
    # Imported here because most commands never need most of them.
    from spinecoach.app.refused import Refused  # noqa: PLC0415
    from spinecoach.protocol.faults import ProtocolError  # noqa: PLC0415
    from spinecoach.record.errors import StoreError  # noqa: PLC0415
    from spinecoach.vision.errors import VisionError  # noqa: PLC0415
    from spinecoach.wire.errors import WireError  # noqa: PLC0415

    match fault:
        case CliError() | WireError() | VisionError() | StoreError() | Refused():
            return one_line(str(fault))
        case ProtocolError():
            more = f" (and {len(fault.faults) - 1} more)" if len(fault.faults) > 1 else ""
            return one_line(f"{fault.faults[0]}{more}")
        case KeyboardInterrupt():
            return "spinecoach: found Ctrl+C; right would be waiting until it is done"
        case _:
            return None


def one_line(text: str) -> str:
    """``text`` without line ends."""
    return " ".join(text.split())
