"""Whether the server is ready."""

from fastapi import APIRouter

router = APIRouter()


@router.get("/healthz", summary="200 when ready")
def healthz() -> dict[str, str]:
    """Answered only once the record is open and the programme is read, for nothing serves before that."""
    return {"status": "ready"}
