"""What is sent twice is done once: a finger that taps twice, a page that is loaded again, a network that tries again.

A form carries a random word (`{% once %}` in its template), and the view that takes it is marked `@once`. Where the
form is done, the view leads on; that address is kept under a digest of the word, of who sent it and of all that was
sent, in the transaction of what was done. The same sending again is led there and does nothing. Whoever goes back and
changes the form sends something else, which is done as well; what was refused is forgotten, and may be sent again.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from organiser.base import clock
from organiser.base.models import Sent

FIELD = "once"
WORD = re.compile(r"[A-Za-z0-9_-]{16,64}")
KEPT_FOR = timedelta(days=30)
AGAIN = "This had been sent already. It was done once, and stands here."
View = Callable[..., HttpResponse]


def new_word() -> str:
    """A word that no other form carries."""
    return secrets.token_urlsafe(16)


def _key(request: HttpRequest, *, whoever: bool) -> str:
    """The digest under which a sending is kept; empty where a form carries no word of ours."""
    if request.method != "POST" or not WORD.fullmatch(request.POST.get(FIELD, "")):
        return ""
    sent = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    whole = json.dumps([None if whoever else request.user.pk, request.get_full_path(), sent])
    return hashlib.sha256(whole.encode()).hexdigest()


def once(view: View, *, whoever: bool = False) -> View:
    """Let a view do each sending once; it stands below whatever asks who the person is.

    Two at the same moment: the second waits at the key for the transaction of the first.

    Args:
        whoever: for a view after which somebody goes on as another person, so that the second sending comes from there.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request, whoever=whoever)
        if not key:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            sent, is_first = Sent.objects.get_or_create(key=key)
            if not is_first:
                messages.info(request, AGAIN)
                return redirect(sent.address)
            response = view(request, *args, **kwargs)
            if response.status_code == 302:
                sent.address = response.headers["Location"]
                sent.save(update_fields=["address"])
            else:  # the form came back with something to put right
                transaction.set_rollback(True)
        return response

    answer.is_once = True  # type: ignore[attr-defined]  # what a test counts
    return answer


def forget_sent() -> int:
    """Forget what was sent long ago; gives how many."""
    return Sent.objects.filter(at__lt=clock.now() - KEPT_FOR).delete()[0]
