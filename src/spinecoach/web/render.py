"""Templates to answers. Words stand in the templates; a template that names something missing is a fault, not a gap."""

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from spinecoach.app.preferences import Preferences
from spinecoach.app.reminder_log import Reminding
from spinecoach.web.words import FILTERS

Asset = Callable[[str], str]


class Render:
    """Renders a page for a request: what every page needs is added here."""

    def __init__(
        self, asset: Asset, preferences: Callable[[], Preferences], reminding: Callable[[], Reminding]
    ) -> None:
        self._preferences = preferences
        self._reminding = reminding
        self._templates = Environment(
            loader=PackageLoader("spinecoach.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals["asset"] = asset
        self._templates.filters.update(FILTERS)

    def __call__(
        self, request: Request, template: str, *, place: str | None = None, status: int = 200, **context: Any
    ) -> HTMLResponse:
        """``template`` under ``templates/``; ``place`` is the page of the navigation that this one belongs to."""
        wanted = self._preferences()
        whole: dict[str, Any] = {
            "csrf": request.scope.get("state", {}).get("csrf", ""),
            "place": place,
            "lang": wanted.language,
            "theme": wanted.theme,
            "text_size": wanted.text_size,
            "reminding": self._reminding(),
            "htmx": request.headers.get("HX-Request") == "true",
            **context,
        }
        return HTMLResponse(self._templates.get_template(template).render(whole), status_code=status)
