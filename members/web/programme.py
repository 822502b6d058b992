"""The programme of a political organisation: its versions, what each changed, who agreed, and what is not shared.

A mass organisation has none of these pages (mission A2).
"""

import re
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.dissents import LONGEST, record_dissent, withdraw_dissent
from members.enums import BELONGING
from members.models import Dissent, Person
from members.queries.agreements import agreement_share, asked_to_agree
from members.queries.dissents import dissent_for, dissents_from
from members.queries.own import own_membership_in
from organisations.enums import OrganisationKind
from organisations.models import Body, ProgrammeVersion
from organisations.queries.bodies import body_for
from organisations.queries.lookups import programmes_visible_to
from organisations.queries.paragraphs import changes_as_text, changes_between, paragraphs_of
from organiser.base.errors import NotFound
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


@dataclass
class Part:
    """One numbered paragraph with the dissents from it."""

    number: int
    text: str
    dissents: list[Dissent] = field(default_factory=list)


class DissentForm(Form):
    """Which paragraph one does not share, and why."""

    part = forms.TypedChoiceField(label="Paragraph", coerce=int)
    reason = forms.CharField(label="Why, in a sentence or two", max_length=LONGEST, widget=forms.Textarea({"rows": 3}))

    def __init__(self, paragraphs: list[str], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        numbered = enumerate(paragraphs, start=1)
        self.fields["part"].choices = [(number, f"{number}. {text[:60]}") for number, text in numbered]


def versions_of(viewer: Person, body: Body) -> list[ProgrammeVersion]:
    """The versions of the programme of the organisation of a body, the latest first.

    Raises:
        NotFound: for a mass organisation, and where nothing was adopted.
    """
    organisation = body.organisation
    if organisation.kind != OrganisationKind.POLITICAL:
        sentence = f"{organisation.name} is a mass organisation. It has aims and no programme."
        raise NotFound(sentence, code="programme_of_mass_organisation", rule="mission A2")
    versions = list(programmes_visible_to(viewer).filter(organisation=organisation).order_by("-number"))
    if not versions:
        raise NotFound(f"{organisation.name} has adopted no programme yet.", code="no_programme")
    return versions


def chosen(request: HttpRequest, versions: list[ProgrammeVersion], name: str, default: int) -> ProgrammeVersion:
    """The version that the address asks for by its number.

    Raises:
        NotFound: where there is no such number.
    """
    asked = request.GET.get(name, str(default))
    found = next((version for version in versions if str(version.number) == asked), None)
    if found is None:
        raise NotFound("The programme has no version with that number.", code="no_programme")
    return found


def as_written(paragraph: str) -> str:
    """A paragraph that begins with a number of its own keeps it: by itself it would become a list that begins at 1."""
    return re.sub(r"\A(\d+)([.)])", r"\1\\\2", paragraph)


@login_required
@require_safe
def programme(request: HttpRequest, body: str) -> HttpResponse:
    """The current version, or the one that `?version=` names, with agreement and dissents."""
    found = body_for(request.user, body)
    versions = versions_of(request.user, found)
    shown = chosen(request, versions, "version", versions[0].number)
    parts = [Part(number, as_written(text)) for number, text in enumerate(paragraphs_of(shown.text), start=1)]
    for dissent in dissents_from(request.user, shown):
        parts[dissent.part - 1].dissents.append(dissent)
    asked = asked_to_agree(request.user, found)
    context = {
        "shown": shown,
        "parts": parts,
        "versions": versions,
        "latest": shown == versions[0],
        "before": next((version for version in versions if version.number == shown.number - 1), None),
        "share": agreement_share(request.user, shown),
        "asked": asked if shown == versions[0] else None,
    }
    return page(request, "members/programme.html", context, body=found)


@login_required
@require_safe
def programme_changes(request: HttpRequest, body: str) -> HttpResponse:
    """What changed between two versions; as plain text with `?plain=1`."""
    found = body_for(request.user, body)
    versions = versions_of(request.user, found)
    to = chosen(request, versions, "to", versions[0].number)
    since = chosen(request, versions, "from", max(to.number - 1, 1))
    changes = changes_between(since.text, to.text)
    if "plain" in request.GET:
        title = f"{found.organisation.name}: programme, version {since.number} to version {to.number}"
        return HttpResponse(changes_as_text(title, changes), content_type="text/plain; charset=utf-8")
    context = {"since": since, "to": to, "changes": changes, "versions": versions}
    return page(request, "members/programme_changes.html", context, body=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def dissent_new(request: HttpRequest, body: str) -> HttpResponse:
    """Put on record that one does not share a paragraph.

    Raises:
        NotFound: for somebody who does not belong to the organisation.
    """
    found = body_for(request.user, body)
    versions = versions_of(request.user, found)
    version = chosen(request, versions, "version", versions[0].number)
    membership = own_membership_in(request.user, found.organisation)
    if membership is None or membership.state not in BELONGING:
        raise NotFound("Only members record a dissent.", code="no_member")
    form = DissentForm(paragraphs_of(version.text), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = tried(form, lambda: record_dissent(request.user, membership=membership, version=version, **given))
        if made is not None:
            messages.success(request, f"Your dissent from paragraph {made.part} is on record.")
            return redirect(f"{reverse('programme', args=[body])}?version={version.number}")
    status = UNPROCESSABLE if form.errors else 200
    return page(request, "members/dissent_new.html", {"form": form, "version": version}, body=found, status=status)


@login_required
@require_POST
def dissent_withdraw(request: HttpRequest, dissent: str) -> HttpResponse:
    """Withdraw one's own dissent."""
    found = dissent_for(request.user, dissent)
    withdraw_dissent(request.user, dissent=found)
    messages.success(request, f"Your dissent from paragraph {found.part} is withdrawn. It stays in the history.")
    return redirect(f"{reverse('programme', args=[found.organisation.public_id])}?version={found.version.number}")
