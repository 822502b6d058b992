"""The letters somebody got, wanting no more of them, and the membership card."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.actions.people import log_reading
from members.actions.unsubscribing import subscribe_again, unsubscribe
from members.exports.cards import card_letter
from members.queries.mailing_message import filled, values_of
from members.queries.mailings import copy_by_token, letter_to, letters_to, unsubscriptions_of
from members.queries.register import membership_for
from members.rules import demand_register_of
from organisations.queries.bodies import body_for
from organiser.base.pages import page

PAGE = 50


@login_required
@require_safe
def my_letters(request: HttpRequest) -> HttpResponse:
    """The letters that were sent to one, by mail or on paper."""
    context = {
        "page": Paginator(letters_to(request.user), PAGE).get_page(request.GET.get("page")),
        "left": list(unsubscriptions_of(request.user)),
    }
    return page(request, "members/my_letters.html", context)


@login_required
@require_safe
def my_letter(request: HttpRequest, copy: str) -> HttpResponse:
    """One of them."""
    found = letter_to(request.user, copy)
    text = filled(found.mailing.text, values_of(found.mailing, found.membership))
    return page(request, "members/my_letter.html", {"copy": found, "text": text})


@login_required
@require_POST
def my_letters_leave(request: HttpRequest, copy: str) -> HttpResponse:
    """Want no more letters of the body that wrote this one."""
    found = letter_to(request.user, copy)
    unsubscribe(request.user, copy=found)
    messages.success(request, f"{found.mailing.body.name} sends you only what the rules say every member is told.")
    return redirect("my_letters")


@login_required
@require_POST
def my_letters_again(request: HttpRequest, body: str) -> HttpResponse:
    """Want the letters of a body again."""
    found = body_for(request.user, body)
    subscribe_again(request.user, body=found)
    messages.success(request, f"You get the letters of {found.name} again.")
    return redirect("my_letters")


@csrf_exempt  # a mail program presses the button for its reader (RFC 8058); the random word in the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Want no more letters, without signing in. Opening the address changes nothing: mail programs open links too."""
    found = copy_by_token(token)
    if request.method == "POST":
        unsubscribe(found.membership.person, copy=found)
    context = {"sender": found.mailing.body, "token": token, "done": request.method == "POST"}
    return page(request, "members/unsubscribe.html", context)


@login_required
@require_safe
@never_cache
def member_card(request: HttpRequest, membership: str) -> HttpResponse:
    """A letter with the membership card, to print: one's own, or for those who keep the register."""
    found = membership_for(request.user, membership)
    if found.person_id != request.user.pk:
        demand_register_of(request.user, found)
        log_reading(request.user, found, "Membership card printed")
    return HttpResponse(
        card_letter(found),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="membership-card.pdf"'},
    )
