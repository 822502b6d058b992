"""Reminders of dues: drafted from the list of arrears, looked at, sent or dropped, and printed for those on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from members.actions.dues_reminders import (
    draft_reminders,
    drop_reminders,
    release_reminders,
    reminder_text,
    take_off_reminder,
)
from members.enums import ReminderStatus
from members.queries.reminders import letters_of, reminder_for
from members.web.dues import treasury
from members.web.dues_forms import ArrearsForm
from organiser.base.errors import Invalid, NotFound
from organiser.base.once import once
from organiser.base.pages import page
from organiser.base.words import plural

PAGE = 100


@login_required
@require_POST
@once
def dues_remind(request: HttpRequest, body: str) -> HttpResponse:
    """Draft reminders for those who were ticked, or for all who are listed."""
    found = treasury(request, body)
    form = ArrearsForm({"months": request.POST.get("months", "")})
    if not form.is_valid():
        raise Invalid("Choose from 0 to 120 months.", code="months", field="months")
    ticked = request.POST.getlist("member")
    reminder = draft_reminders(
        request.user,
        body=found,
        months=form.cleaned_data["months"] or 0,
        members=ticked or None,
        text=request.POST.get("text", ""),
    )
    return redirect("dues_reminder", reminder.public_id)


@login_required
@require_safe
def dues_reminder(request: HttpRequest, reminder: str) -> HttpResponse:
    """Who would be reminded of what, with one letter as it would read."""
    found = reminder_for(request.user, reminder)
    letters = letters_of(request.user, found)
    listed = Paginator(letters, PAGE).get_page(request.GET.get("page"))
    example = letters.filter(taken_off=False).first()
    context = {
        "reminder": found,
        "page": listed,
        "held": found.status == ReminderStatus.HELD,
        "example": reminder_text(example, example.owed_cents) if example else "",
        "to_print": letters.filter(by_post=True, sent_at__isnull=False).count(),
        "left": letters.filter(taken_off=False).count(),
    }
    return page(request, "members/dues_reminder.html", context, body=found.body)


@login_required
@require_POST
def dues_reminder_take_off(request: HttpRequest, reminder: str) -> HttpResponse:
    """Take one member off, or put her or him on again."""
    found = reminder_for(request.user, reminder)
    letter = letters_of(request.user, found).filter(public_id=request.POST.get("letter", "")).first()
    if letter is None:
        raise NotFound("There is no such letter in these reminders.", code="no_letter")
    take_off_reminder(request.user, letter=letter, off=request.POST.get("off") != "no")
    return redirect("dues_reminder", found.public_id)


@login_required
@require_POST
def dues_reminder_release(request: HttpRequest, reminder: str) -> HttpResponse:
    """Send them."""
    done = release_reminders(request.user, reminder=reminder_for(request.user, reminder))
    sent = done.letters.filter(sent_at__isnull=False)
    paper = sent.filter(by_post=True).count()
    by_mail = sent.count() - paper
    words = f"{plural(by_mail, 'reminder is', 'reminders are')} on the way by e-mail."
    messages.success(
        request, f"{words} {plural(paper, 'letter waits', 'letters wait')} to be printed." if paper else words
    )
    return redirect("dues_reminder", done.public_id)


@login_required
@require_POST
def dues_reminder_drop(request: HttpRequest, reminder: str) -> HttpResponse:
    """Drop them."""
    done = drop_reminders(request.user, reminder=reminder_for(request.user, reminder))
    messages.success(request, "The reminders are dropped. Nobody was written to.")
    return redirect("dues_arrears", done.body.public_id)


@login_required
@require_safe
def dues_reminder_letters(request: HttpRequest, reminder: str) -> HttpResponse:
    """The letters for those who are not written to by e-mail, one on each sheet."""
    found = reminder_for(request.user, reminder)
    letters = letters_of(request.user, found).filter(by_post=True, sent_at__isnull=False)
    if not letters:
        raise NotFound("There is no letter to print here.", code="no_letter")
    return page(request, "members/dues_letters.html", {"reminder": found, "letters": letters}, body=found.body)
