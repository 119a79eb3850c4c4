"""Resources as entries of a bundle, and how one points at another."""

import json
from collections.abc import Iterable
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

from spinecoach.report.fhir.codes import OWN, Resource

PATIENT = "Patient", "me"


def address(kind: str, key: str) -> str:
    """The same for the same thing in every export, and for nothing else."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OWN}/{kind}/{key}')}"


def pointer(kind: str, key: str) -> Resource:
    """A reference within the bundle."""
    return {"reference": address(kind, key)}


def entry(kind: str, key: str, content: Resource) -> Resource:
    """A resource with its address."""
    at = address(kind, key)
    return {"fullUrl": at, "resource": {"resourceType": kind, "id": at.removeprefix("urn:uuid:"), **content}}


def write_bundle(entries: Iterable[Resource], file: BinaryIO) -> None:
    """A collection, an entry a line. It holds no time of its own."""
    file.write(b'{"resourceType":"Bundle","type":"collection","entry":[')
    between = "\n"
    for each in entries:
        file.write(f"{between}{json.dumps(each, ensure_ascii=False, separators=(',', ':'))}".encode())
        between = ",\n"
    file.write(b"\n]}\n")
