"""Letters to members for those who write them and those who look at them first."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.mailing_sending import print_mailing, try_mailing
from members.actions.mailings import (
    MailingData,
    change_mailing,
    hand_in_mailing,
    release_mailing,
    stop_mailing,
    take_back_mailing,
    write_mailing,
)
from members.enums import MailingKind, MailingState, RecipientStatus
from members.exports.letters import letters
from members.exports.taken import in_pieces
from members.list_rules import demand_writer, writes_to_members
from members.models import Mailing
from members.queries.filtering import MEMBERS, Criteria, criteria_from, in_register
from members.queries.mailing_message import filled, parts_of, values_of
from members.queries.mailings import counted, looks_at, mailing_for, mailings_of
from members.queries.own import own_membership_in
from members.queries.told_criteria import said, said_of
from members.rules import demand_register, keeps_register
from members.web.filters import Asked, asked_for
from organisations.models import Body
from organisations.queries.bodies import body_for
from organiser.base import clock
from organiser.base.forms import Form
from organiser.base.ids import LENGTH
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, Question, page, sure, tried

PAGE = 50
M = MailingState
PRINTS = (RecipientStatus.TO_PRINT, RecipientStatus.PRINTED)
PRINTS_STATUTORY = (*PRINTS, RecipientStatus.BOUNCED)
SHOWN_TOKEN = "x" * 2 * LENGTH


class MailingForm(Form):
    """A letter."""

    subject = forms.CharField(
        label="What it is about",
        max_length=150,
        help_text="It stands on the outside, for everybody to see: no names of members.",
    )
    text = forms.CharField(
        label="The letter",
        max_length=20_000,
        widget=forms.Textarea({"rows": 14}),
        help_text="Markdown: **bold**, lists, links. {name}, {number} and {body} are filled in for each person.",
    )
    statutory = forms.BooleanField(
        label="The rules say that every member must be told of this",
        required=False,
        help_text="Then it also goes to those who want no other letters, and a second person looks at it first. "
        "Notices of assemblies are sent elsewhere.",
    )


def _data(form: MailingForm, asked: Asked) -> MailingData:
    given = form.cleaned_data
    return MailingData(given["subject"], given["text"], given["statutory"], asked.criteria.stored())


@login_required
@require_safe
def mailings(request: HttpRequest, body: str) -> HttpResponse:
    """The letters of a body to its members."""
    found = body_for(request.user, body)
    listed = mailings_of(request.user, found)
    if not writes_to_members(request.user, found) and not listed.exists():
        demand_writer(request.user, found)
    context = {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "writes": writes_to_members(request.user, found),
    }
    return page(request, "members/mailings.html", context, body=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def mailing_new(request: HttpRequest, body: str) -> HttpResponse:
    """Write to the people whom the filters find."""
    found = body_for(request.user, body)
    demand_writer(request.user, found)
    asked = asked_for(request, found)
    asked.demand_valid()
    form = MailingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: write_mailing(request.user, body=found, data=_data(form, asked)))
        if made is not None:
            messages.success(request, "The letter is a draft. Look at it as it will arrive.")
            return redirect("mailing", made.public_id)
    return _form(request, found, form, asked, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def mailing_change(request: HttpRequest, mailing: str) -> HttpResponse:
    """Change a draft; to whom it goes stays, unless the filters say something else."""
    found = mailing_for(request.user, mailing)
    demand_writer(request.user, found.body)
    given = request.POST if request.method == "POST" else request.GET
    asked = asked_for(request, found.body)
    if "state" in given:
        asked.demand_valid()
    else:
        asked = Asked(asked.form, criteria_from(found.criteria), "name", ())
    start = {"subject": found.subject, "text": found.text, "statutory": found.statutory}
    form = MailingForm(request.POST) if request.method == "POST" else MailingForm(initial=start)
    if request.method == "POST" and form.is_valid():
        changed = tried(form, lambda: change_mailing(request.user, mailing=found, data=_data(form, asked)))
        if changed is not None:
            messages.success(request, "The letter was changed.")
            return redirect("mailing", changed.public_id)
    return _form(request, found.body, form, asked, found)


def _form(request: HttpRequest, body: Body, form: MailingForm, asked: Asked, mailing: Mailing | None) -> HttpResponse:
    context = {"form": form, "asked": asked, "said": said(asked.criteria.only_belonging()), "mailing": mailing}
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/mailing_form.html", context, body=body, status=status)


@login_required
@require_safe
def mailing(request: HttpRequest, mailing: str) -> HttpResponse:
    """A letter as it arrives, to whom it goes, and what became of it."""
    found = mailing_for(request.user, mailing)
    keeps = keeps_register(request.user, found.body)
    own = own_membership_in(request.user, found.organisation)
    text = parts_of(found, own, SHOWN_TOKEN)[0] if own is not None else found.text
    criteria = criteria_from(found.criteria)
    everybody = criteria == Criteria(state=(MEMBERS,))
    sees_count = keeps or looks_at(request.user, found) or (everybody and writes_to_members(request.user, found.body))
    counts = counted(found) if keeps else {}
    context = {
        "mailing": found,
        "text": text,
        "shown": filled(found.text, values_of(found, own)) if own is not None else found.text,
        "said": said_of(found.criteria),
        "ahead": in_register(found.body, criteria).count() if found.released_at is None and sees_count else None,
        "counts": [(label, counts[value]) for value, label in RecipientStatus.choices if value in counts],
        "on_paper": sum(counts.get(status, 0) for status in (PRINTS_STATUTORY if found.statutory else PRINTS)),
        "writes": writes_to_members(request.user, found.body),
        "looks": looks_at(request.user, found),
        "can_stop": found.kind != MailingKind.NOTICE and found.state not in {M.SENT, M.STOPPED},
    }
    return page(request, "members/mailing.html", context, body=found.body)


@login_required
@require_POST
def mailing_try(request: HttpRequest, mailing: str) -> HttpResponse:
    """Send it to oneself."""
    found = try_mailing(request.user, mailing=mailing_for(request.user, mailing))
    messages.success(request, "It is on its way to you, and to nobody else.")
    return redirect("mailing", found.public_id)


@login_required
@require_POST
def mailing_hand_in(request: HttpRequest, mailing: str) -> HttpResponse:
    """Say that it is ready."""
    found = hand_in_mailing(request.user, mailing=mailing_for(request.user, mailing))
    held = found.state == M.HELD
    messages.success(request, "It waits for a second person." if held else "The letter is on its way.")
    return redirect("mailing", found.public_id)


@login_required
@require_POST
def mailing_release(request: HttpRequest, mailing: str) -> HttpResponse:
    """Release what somebody else wrote."""
    found = release_mailing(request.user, mailing=mailing_for(request.user, mailing))
    messages.success(request, "The letter is on its way.")
    return redirect("mailings", found.body.public_id)


@login_required
@require_POST
def mailing_take_back(request: HttpRequest, mailing: str) -> HttpResponse:
    """Make it a draft again."""
    found = take_back_mailing(request.user, mailing=mailing_for(request.user, mailing))
    messages.success(request, "The letter is a draft again.")
    return redirect("mailing", found.public_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailing_stop(request: HttpRequest, mailing: str) -> HttpResponse:
    """Stop it, after one question."""
    found = mailing_for(request.user, mailing)
    demand_writer(request.user, found.body)
    question = Question(
        kicker=f"Letters of {found.body.name}",
        heading="Stop this letter?",
        lead="Who has it keeps it. Nobody else gets it, and it cannot be started again.",
        button="Stop it",
        keep="Let it go on",
        back_url=reverse("mailing", args=[found.public_id]),
    )
    asked = sure(request, question, body=found.body)
    if asked is not None:
        return asked
    stop_mailing(request.user, mailing=found)
    messages.success(request, "The letter was stopped.")
    return redirect("mailing", found.public_id)


@login_required
@require_POST
@never_cache
def mailing_print(request: HttpRequest, mailing: str) -> HttpResponse:
    """The copies for those who get it on paper."""
    found = mailing_for(request.user, mailing)
    demand_register(request.user, found.body)
    keys = print_mailing(request.user, mailing=found)
    name = f"letters-{slugify(found.body.name)[:60] or found.body.public_id}-{clock.today().isoformat()}.pdf"
    return HttpResponse(
        letters(in_pieces(keys), found.body, found.text, found.subject, fill=found.kind != MailingKind.NOTICE),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
