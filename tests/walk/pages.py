"""The forms on a page as a browser would send them, filled in by somebody who means well and no more than is asked."""

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
CHOSEN = {"radio", "checkbox"}


@dataclass
class Sent:
    """One form: where it goes, what it holds, and of which kind each of its fields is."""

    action: str
    post: bool
    values: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str, kind: str) -> None:
        """A field as it is filled in; of several with one name the first."""
        self.values.setdefault(name, value)
        self.kinds.setdefault(name, kind)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self.choosing, self.needed = "", False

    def guess(self, kind: str, *, required: bool) -> str:
        """What stands in a field that holds nothing yet; what ends does so later than it begins."""
        if kind == "time" and "time" in self.forms[-1].kinds.values():
            return "20:00"
        return GUESSES.get(kind, "Something") if required or kind in CHOSEN else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Sent(given.get("action", ""), given.get("method", "get").lower() == "post"))
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        if tag == "input" and name:
            kind = given.get("type", "text")
            form.put(name, given.get("value") or self.guess(kind, required="required" in given), kind)
        elif tag == "button" and name:
            form.put(name, given.get("value", ""), "button")
        elif tag == "textarea":
            form.put(name, "Something." if "required" in given else "", tag)
        elif tag == "select":
            self.choosing, self.needed = name, "required" in given
        elif tag == "option" and self.choosing and (given.get("value") or not self.needed):
            if "selected" in given:
                form.values.pop(self.choosing, None)
            form.put(self.choosing, given.get("value", ""), "select")

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
