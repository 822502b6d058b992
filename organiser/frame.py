"""What the page frame shows: whose page it is, the words of the navigation, who is signed in."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from members.queries.belonging import memberships_of
from organisations.models import Body
from organiser.base import authority, clock
from skills.queries.held import holds_any_role

SESSION_KEY = "body"
# Which word of the navigation is underlined on which page.
GROUPS: dict[str, tuple[str, ...]] = {
    "today": ("today", "ballot", "ballot_check", "ballot_receipt"),
    "assemblies": (
        "assemblies",
        "assembly",
        "assembly_new",
        "assembly_door",
        "assembly_agenda",
        "check_in_myself",
        "minutes",
        "minutes_write",
    ),
    "motions": ("motions", "motion", "motion_new", "motion_reword", "motion_summary", "ballot_open", "ballot_close"),
    "decisions": ("decisions", "decision"),
    "body": (
        *("body", "rules", "roles", "role_lay_down", "aims", "interventions", "programme", "programme_changes"),
        *("body_history", "body_structure"),
    ),
    "desk": (
        *("desk", "register", "member", "member_new", "import_new", "import_preview", "letter"),
        *("applications", "application", "application_new", "joining_page"),
    ),
}


@dataclass(frozen=True)
class Word:
    """One word of the navigation."""

    url: str
    label: str
    current: bool


@dataclass
class Frame:
    """Everything the frame of a page needs."""

    organisation_name: str
    ink: str
    home_url: str
    today: date
    person_name: str = ""
    account_url: str = ""
    help_text: str = ""
    nav: list[Word] = field(default_factory=list)


def current_body(request: HttpRequest) -> Body | None:
    """The body a page is about; else the one looked at last, else the person's branch or organisation."""
    shown = getattr(request, "shown_body", None)
    if shown is not None:
        return (
            shown if shown.pk != shown.organisation_id else Body.objects.select_related("organisation").get(pk=shown.pk)
        )
    person = request.user
    if not person.is_authenticated:
        return None
    kept = request.session.get(SESSION_KEY)
    if kept is not None:
        body = authority.bodies_of(person).filter(public_id=kept).select_related("organisation").first()
        if body is not None:
            return body
    first = memberships_of(person).select_related("branch__organisation", "organisation").order_by("pk").first()
    if first is None:
        return None
    pk = first.branch_id or first.organisation_id
    return Body.objects.select_related("organisation").get(pk=pk)


def _words(request: HttpRequest, body: Body) -> list[Word]:
    name = request.resolver_match.url_name if request.resolver_match else ""
    here = next((group for group, names in GROUPS.items() if name in names), "")
    body_url = {"body": body.public_id}
    words = [
        Word(reverse("today"), "Today", here == "today"),
        Word(reverse("assemblies", kwargs=body_url), "Assemblies", here == "assemblies"),
        Word(reverse("motions", kwargs=body_url), "Motions", here == "motions"),
        Word(reverse("decisions", kwargs=body_url), "Decisions", here == "decisions"),
        Word(reverse("body", kwargs=body_url), body.get_type_display(), here == "body"),
    ]
    if holds_any_role(request.user, body.pk, clock.today()):
        words.append(Word(reverse("desk", kwargs=body_url), "Desk", here == "desk"))
    return words


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: `frame`, put together only where a template asks for it."""
    return {"frame": SimpleLazyObject(lambda: put_together(request))}


def put_together(request: HttpRequest) -> Frame:
    """The frame of one page."""
    person = getattr(request, "user", None)
    body = current_body(request) if person is not None else None
    organisation = body.organisation if body is not None else None
    made = Frame(
        organisation_name=organisation.name if organisation is not None else settings.SITE_NAME,
        ink=organisation.ink if organisation is not None else "red",
        home_url=reverse("today"),
        today=clock.today(),
        account_url=reverse("account_login") if person is not None else "",
    )
    if person is not None and person.is_authenticated:
        made.person_name = person.name
        made.account_url = reverse("account")
        if body is not None:
            made.nav = _words(request, body)
            made.help_text = (
                f"Ask whoever holds a role in {body.name}: the names stand on its page. Where nobody does, ask at its "
                "assembly."
            )
    return made
