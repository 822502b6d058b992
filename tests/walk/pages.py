"""The forms on a page as a browser would send them, filled in by somebody who means well."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

GUESSES = {
    "date": "2027-03-01",
    "time": "18:00",
    "number": "3",
    "email": "ana@example.org",
    "checkbox": "on",
    "password": "a-long-enough-password",
    "tel": "",
    "search": "a",
}


@dataclass
class Sent:
    """One form: where it goes, and what it holds."""

    action: str
    post: bool
    values: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self.choosing = ""
        self.writing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Sent(given.get("action", ""), given.get("method", "get").lower() == "post"))
        if not self.forms:
            return
        values, name = self.forms[-1].values, given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            if kind in {"radio", "checkbox"}:
                values.setdefault(name, given.get("value", "on"))
            else:
                values[name] = given.get("value") or GUESSES.get(kind, "Something")
        elif tag == "button" and name:
            values.setdefault(name, given.get("value", ""))
        elif tag == "textarea":
            values[name], self.writing = "Something.", name
        elif tag == "select":
            self.choosing = name
        elif tag == "option" and self.choosing and given.get("value"):
            values.setdefault(self.choosing, given["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.choosing = ""


def forms_on(page: str) -> list[Sent]:
    """Each form of a page, but for the one that signs out."""
    reader = _Reader()
    reader.feed(page)
    for form in reader.forms:
        form.values.pop("csrfmiddlewaretoken", None)
    return [form for form in reader.forms if "logout" not in form.action]
