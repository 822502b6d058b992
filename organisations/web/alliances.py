"""Alliances, networks and affiliations of an organisation: the pages, and what is brought before an alliance."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from organisations.actions.agreements import propose_agreement
from organisations.actions.common_ground import ask_common_ground
from organisations.actions.concerns import answer_concern, raise_concern
from organisations.models import Alliance, Body
from organisations.queries.affiliations import affiliations_of
from organisations.queries.agreements import agreements_seen, concerns_seen
from organisations.queries.alliances import (
    alliance_for,
    members_seen,
    next_stage,
    organisation_within,
    speaking_within,
    standings_of,
)
from organisations.queries.bodies import body_for
from organisations.queries.common_ground import matrix_of, poll_for, polls_of
from organisations.queries.disclosures import consents, naming_for
from organisations.queries.payloads import agreement_in, concern_in
from organiser.base.errors import NotFound, NotPermitted
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


class TextForm(Form):
    """A title and a text: a concern, or the text of an agreement."""

    title = forms.CharField(label="Title", max_length=200)
    text = forms.CharField(label="Text", max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


class ConcernForm(TextForm):
    """What troubles us."""

    prefix = "concern"


class AgreementForm(TextForm):
    """A text to agree on, or a new wording of one."""

    prefix = "agreement"
    agreement = forms.ChoiceField(label="A new wording of", required=False)
    field_order = ("agreement", "title", "text")

    def __init__(self, alliance: Alliance, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.public_id, one.title) for one in alliance.agreements.order_by("pk")]
        self.fields["agreement"].choices = [("", "Nothing, it is new"), *rows]
        self.fields["title"].required = False


class AnswerForm(Form):
    """An answer to the concern of another member."""

    prefix = "answer"
    concern = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(label="Our answer", max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))


class QuestionForm(Form):
    """Statements for all members."""

    prefix = "question"
    title = forms.CharField(label="What it is about", max_length=200)
    statements = forms.CharField(
        label="Statements, one on each line", max_length=21_000, widget=forms.Textarea(attrs={"rows": 5})
    )


@login_required
@require_safe
def alliances(request: HttpRequest, body: str) -> HttpResponse:
    """With whom an organisation stands: alliances, networks, affiliations, and to whom it is named.

    Raises:
        NotFound: for a branch or a committee, which stand with nobody by themselves.
    """
    found = body_for(request.user, body)
    if found.pk != found.organisation_id:
        raise NotFound("Alliances are those of the whole organisation.", code="no_body")
    context = {
        "standings": standings_of(found),
        "affiliations": affiliations_of(request.user, found.organisation),
        "disclosures": consents().filter(organisation=found.pk).select_related("alliance", "decision").order_by("pk"),
    }
    return page(request, "organisations/alliances.html", context, body=found)


@login_required
@require_safe
def alliance(request: HttpRequest, alliance: str) -> HttpResponse:
    """One alliance, for the people of its members and of those invited."""
    return _room(request, alliance_for(request.user, alliance))


def _room(request: HttpRequest, found: Alliance, wrong: forms.Form | None = None) -> HttpResponse:
    """The page of an alliance; `wrong` is a form that was sent and could not be done."""
    naming = naming_for(request.user, found)
    members = members_seen(request.user, found, naming)
    speaks = speaking_within(request.user, found)
    blank = [ConcernForm(), AgreementForm(found), QuestionForm()] if speaks is not None else []
    sent = {form.prefix: form for form in [*blank, wrong] if form is not None}
    stage = next_stage(found)
    context = {
        "alliance": found,
        "members": members,
        "next_stage": stage.label if stage else "",
        "agreements": agreements_seen(found, naming) if members.inside else [],
        "concerns": concerns_seen(found, naming) if members.inside else [],
        "polls": polls_of(found) if members.inside else [],
        "speaks": speaks,
        "forms": sent,
        "answer": AnswerForm() if wrong is None or wrong.prefix != "answer" else wrong,
    }
    home = Body.objects.select_related("organisation").get(pk=organisation_within(request.user, found).pk)
    return page(
        request, "organisations/alliance.html", context, body=home, status=UNPROCESSABLE if wrong is not None else 200
    )


def _bring(
    request: HttpRequest, found: Alliance, form: forms.Form, act: Callable[[dict[str, Any], Any], Any], done: str
) -> HttpResponse:
    """Bring something before an alliance for the organisation whose assemblies the person calls.

    Raises:
        NotPermitted: where that is none of its members.
    """
    organisation = speaking_within(request.user, found)
    if organisation is None:
        raise NotPermitted(
            "Only those who call assemblies of a member bring something before an alliance.",
            code="power_missing",
            rule="power: call_assemblies",
        )
    if form.is_valid() and tried(form, lambda: act(form.cleaned_data, organisation)) is not None:
        messages.success(request, done)
        return redirect("alliance", found.public_id)
    return _room(request, found, form)


@require_POST
@login_required
@once
def concern_raise(request: HttpRequest, alliance: str) -> HttpResponse:
    """Raise a concern."""
    found = alliance_for(request.user, alliance)

    def act(given: dict[str, Any], organisation: Any) -> Any:
        return raise_concern(request.user, organisation=organisation, alliance=found, **given)

    done = "The concern stands on the page until another member answers."
    return _bring(request, found, ConcernForm(request.POST), act, done)


@require_POST
@login_required
@once
def concern_answer(request: HttpRequest, alliance: str) -> HttpResponse:
    """Answer a concern of another member."""
    found = alliance_for(request.user, alliance)

    def act(given: dict[str, Any], organisation: Any) -> Any:
        concern = concern_in(found, given["concern"])
        return answer_concern(request.user, organisation=organisation, concern=concern, text=given["text"])

    return _bring(request, found, AnswerForm(request.POST), act, "Your answer stands with the concern.")


@require_POST
@login_required
@once
def agreement_propose(request: HttpRequest, alliance: str) -> HttpResponse:
    """Propose a text."""
    found = alliance_for(request.user, alliance)

    def act(given: dict[str, Any], organisation: Any) -> Any:
        agreement = agreement_in(found, given["agreement"]) if given["agreement"] else None
        words = {"title": given["title"], "text": given["text"], "agreement": agreement}
        return propose_agreement(request.user, organisation=organisation, alliance=found, **words)

    done = "The text is proposed. It binds the members that ratify it, each by its own decision."
    return _bring(request, found, AgreementForm(found, request.POST), act, done)


@require_POST
@login_required
@once
def ground_ask(request: HttpRequest, alliance: str) -> HttpResponse:
    """Put statements before the members."""
    found = alliance_for(request.user, alliance)

    def act(given: dict[str, Any], organisation: Any) -> Any:
        lines = given["statements"].splitlines()
        return ask_common_ground(
            request.user, organisation=organisation, alliance=found, title=given["title"], statements=lines
        )

    done = "The statements are asked. Each member decides by itself what it holds of them."
    return _bring(request, found, QuestionForm(request.POST), act, done)


@login_required
@require_safe
def ground(request: HttpRequest, alliance: str, poll: str) -> HttpResponse:
    """Statements against organisations, as a table."""
    found = alliance_for(request.user, alliance)
    naming = naming_for(request.user, found)
    shown = poll_for(request.user, found, poll)
    home = Body.objects.select_related("organisation").get(pk=organisation_within(request.user, found).pk)
    context = {"alliance": found, "matrix": matrix_of(shown, naming)}
    return page(request, "organisations/ground.html", context, body=home)
