"""What one says of oneself: answered on one's own page, by oneself, and taken back at any time (mission C18)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from members.actions.describing import describe_myself
from members.enums import ANSWERS, BELONGING, Question
from members.models import Membership
from members.queries.describing import asked_in, own_answers
from members.queries.own import own_memberships
from organiser.base.errors import NotFound
from organiser.base.forms import Form
from organiser.base.pages import UNPROCESSABLE, page, tried

LEFT_OUT = ("", "I leave this out")


class DescribeForm(Form):
    """The questions that are asked, each with the answers and the choice to leave it out."""

    def __init__(self, questions: list[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                required=False,
                widget=forms.RadioSelect,
                choices=[LEFT_OUT, *((said.value, said.label) for said in ANSWERS[question])],
            )


def _own(request: HttpRequest) -> Membership:
    membership = own_memberships(request.user).first()
    if membership is None:
        raise NotFound("You are not a member anywhere, so nothing is asked of you.", code="no_member")
    return membership


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def my_description(request: HttpRequest) -> HttpResponse:
    """Answer, or leave out."""
    membership = _own(request)
    questions = asked_in(membership.organisation_id) if membership.state in BELONGING else []
    said = own_answers(membership)
    form = DescribeForm(questions, request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, lambda: describe_myself(request.user, membership=membership, answers=given)) is not None:
            messages.success(request, "Kept as you left it. It is counted with that of the others, from next month on.")
            return redirect("my_description")
    context = {"organisation": membership.organisation, "form": form, "questions": questions, "said": said}
    return page(request, "members/my_description.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
@login_required
def my_description_withdraw(request: HttpRequest) -> HttpResponse:
    """Take all of it back."""
    describe_myself(request.user, membership=_own(request), answers={})
    messages.success(request, "Deleted. Nothing that you said of yourself is kept.")
    return redirect("my_description")
