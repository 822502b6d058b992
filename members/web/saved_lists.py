"""Saved lists of a register: kept under a name, opened, changed, deleted."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from members.actions.saved_lists import ListData, change_list, delete_list, save_list
from members.models import SavedList
from members.queries.filtering import criteria_from
from members.queries.saved_lists import list_for, lists_in
from members.queries.told_criteria import said, said_of
from members.web.filters import Asked, asked_for, pairs_of
from members.web.register import kept_body
from organisations.models import Body
from organiser.base.forms import Form
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, Question, page, sure, tried


class ListForm(Form):
    """The name of a list, and who reads it."""

    name = forms.CharField(label="Name of the list", max_length=80)
    shared = forms.BooleanField(
        label="Everybody who keeps this register reads and changes it",
        required=False,
        help_text="It then belongs to the body and stays when you lay the work down.",
    )


def _data(form: ListForm, asked: Asked) -> ListData:
    given = form.cleaned_data
    return ListData(given["name"], asked.criteria.stored(), asked.columns, asked.sort, given["shared"])


@login_required
@require_safe
def lists(request: HttpRequest, body: str) -> HttpResponse:
    """The lists of a register that the person may read."""
    found = kept_body(request, body)
    rows = [{"list": one, "said": said_of(one.criteria)} for one in lists_in(request.user, found)]
    return page(request, "members/lists.html", {"rows": rows}, body=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def list_new(request: HttpRequest, body: str) -> HttpResponse:
    """Keep what the register is narrowed by now."""
    found = kept_body(request, body)
    asked = asked_for(request, found)
    asked.demand_valid()
    form = ListForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        saved = tried(form, lambda: save_list(request.user, body=found, data=_data(form, asked)))
        if saved is not None:
            messages.success(request, f"The list “{saved.name}” is kept.")
            return redirect(address_of(saved))
    return _form(request, found, form, asked, None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def list_change(request: HttpRequest, saved: str) -> HttpResponse:
    """Change the name of a list, who reads it, and, coming from the register, what it finds."""
    found = list_for(request.user, saved)
    given = request.POST if request.method == "POST" else request.GET
    asked = asked_for(request, found.body)
    if "state" not in given:
        criteria = criteria_from(found.criteria)
        asked = Asked(asked.form, criteria, found.sort, tuple(found.columns))
    else:
        asked.demand_valid()
    start = {"name": found.name, "shared": found.shared}
    form = ListForm(request.POST) if request.method == "POST" else ListForm(initial=start)
    if request.method == "POST" and form.is_valid():
        changed = tried(form, lambda: change_list(request.user, saved=found, data=_data(form, asked)))
        if changed is not None:
            messages.success(request, f"The list “{changed.name}” was changed.")
            return redirect(address_of(changed))
    return _form(request, found.body, form, asked, found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def list_delete(request: HttpRequest, saved: str) -> HttpResponse:
    """Delete a list, after one question."""
    found = list_for(request.user, saved)
    back = reverse("lists", args=[found.body.public_id])
    question = Question(
        kicker=f"Lists of {found.body.name}",
        heading=f"Delete the list “{found.name}”?",
        lead="Only the list goes. The people in it stay in the register.",
        button="Delete it",
        keep="Keep it",
        back_url=back,
    )
    asked = sure(request, question, body=found.body)
    if asked is not None:
        return asked
    delete_list(request.user, saved=found)
    messages.success(request, f"The list “{found.name}” is gone.")
    return redirect(back)


@login_required
@require_safe
def list_open(request: HttpRequest, saved: str) -> HttpResponse:
    """The register, narrowed as the list says."""
    return redirect(address_of(list_for(request.user, saved)))


def address_of(saved: SavedList) -> str:
    """The page of the register that shows a list."""
    pairs = pairs_of(criteria_from(saved.criteria), saved.sort, tuple(saved.columns))
    return f"{reverse('register', args=[saved.body.public_id])}?{urlencode([*pairs, ('list', saved.public_id)])}"


def _form(request: HttpRequest, body: Body, form: ListForm, asked: Asked, saved: SavedList | None) -> HttpResponse:
    context = {"form": form, "asked": asked, "said": said(asked.criteria), "saved": saved}
    status = UNPROCESSABLE if form.is_bound else 200
    return page(request, "members/list_form.html", context, body=body, status=status)
