"""What can go wrong with the record. Each says in one line where, what was found, what would be right."""

# ruff: noqa: N818 - the family is named Error, its members by what is the case


class StoreError(Exception):
    """The record cannot do what was asked. What was recorded before is untouched, and nothing is half-written."""

    def __init__(self, place: str, found: str, right: str) -> None:
        super().__init__(f"{place}: found {found}; right would be {right}".replace("\n", " "))
        self.place = place
        self.found = found
        self.right = right


class EntryRefused(StoreError):
    """An entry that no store can keep."""


class StreamMoved(StoreError):
    """Somebody else appended to the stream meanwhile. Read on from ``expected`` and decide again."""

    def __init__(self, stream: str, expected: int, last: int) -> None:
        super().__init__(stream, f"{last} entries", f"{expected}, the last position that was known")
        self.expected = expected
        self.last = last


class NoSpace(StoreError):
    """The disk, the quota or the largest file size is reached."""


class NotWritable(StoreError):
    """The folder or the file may be read but not written, or not even read."""


class InUse(StoreError):
    """Another process holds the record."""


class NotAFolder(StoreError):
    """The data folder is a file, or cannot be made."""


class NotOurs(StoreError):
    """The file is no database, or the database of another program."""


class Damaged(StoreError):
    """The file was a record once, and some of it cannot be read."""


class NewerSchema(StoreError):
    """The record was written by a newer spinecoach."""


class NotEmpty(StoreError):
    """There are entries where there must be none."""


class DiskFailed(StoreError):
    """The disk or the file system failed in another way."""


class Closed(StoreError):
    """The store was closed before the call."""

    def __init__(self) -> None:
        super().__init__("record", "it closed already", "a call before close()")
