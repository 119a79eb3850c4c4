"""Reads a page as strictly as a careful reader would: balanced, labelled, one heading on top, nothing in line."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "input", "img", "br", "hr", "source"}
IMPLIED = {"path", "circle"}


@dataclass
class Page:
    """What a page holds. ``faults`` are things that should not be."""

    faults: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    forms: list[dict[str, list[str]]] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wanted_ids: list[str] = []
        self.labels: set[str] = set()
        self.fields: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inline(tag, given)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.wanted_ids += given.get(name, "").split()
        self._part(tag, given)
        self._sent(tag, given)
        if tag not in VOID | IMPLIED:
            self.open.append(tag)

    def _part(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "a" if "href" in given:
                self.page.links.append(given["href"])
            case "img":
                self.page.images.append(given["src"])
                if "alt" not in given:
                    self.page.faults.append(f"an image without alt: {given['src']}")
            case "label" if "for" in given:
                self.labels.add(given["for"])
            case "input" | "select" | "textarea" if given.get("type") != "hidden":
                self.fields.append((given.get("id", ""), "label" in self.open or "aria-label" in given))
            case "h1" | "h2" | "h3" | "h4":
                self.page.headings.append(tag)
            case "form":
                self.page.forms.append({"action": [given.get("action", "")], "method": [given.get("method", "get")]})
            case _:
                pass

    def _sent(self, tag: str, given: dict[str, str]) -> None:
        if tag in {"input", "button"} and "name" in given and self.page.forms and "form" in self.open:
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if tag == "input" and ticked:
                self.page.forms[-1].setdefault(given["name"], []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in IMPLIED:
            return
        if not self.open or self.open[-1] != tag:
            self.page.faults.append(f"</{tag}> inside {self.open[-3:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.page.text += data

    def _inline(self, tag: str, given: dict[str, str]) -> None:
        for name in given:
            if name == "style" or name.startswith("on"):
                self.page.faults.append(f"<{tag} {name}=...>")
        if tag == "style" or (tag == "script" and "src" not in given):
            self.page.faults.append(f"<{tag}> in line")

    def close(self) -> None:
        super().close()
        faults = self.page.faults
        faults += [f"left open: {tag}" for tag in self.open]
        faults += [f"id {each} twice" for each in set(self.ids) if self.ids.count(each) > 1]
        faults += [f"no id {each}" for each in self.wanted_ids if each not in self.ids]
        faults += [f"no label for {name!r}" for name, inside in self.fields if not inside and name not in self.labels]
        if self.page.headings[:1] != ["h1"] or self.page.headings.count("h1") != 1:
            faults.append(f"headings: {self.page.headings}")
        levels = [int(heading[1]) for heading in self.page.headings]
        faults += [f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1]


def read_page(html: str) -> Page:
    """The page, with its faults."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.text = " ".join(reader.page.text.split())
    return reader.page


def read_part(html: str) -> Page:
    """A part of a page: as a page, but without its own top heading."""
    return read_page(f"<h1>x</h1>{html}")
