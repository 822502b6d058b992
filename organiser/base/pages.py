"""What every page view needs: the frame around it, and refusals shown where they belong in a form."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organiser.base.errors import Refusal

UNPROCESSABLE = 422


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, body: Any = None, status: int = 200
) -> HttpResponse:
    """Render a template inside the frame of a body: its organisation's name, ink and navigation.

    Args:
        body: the body the page is about; without one the frame shows the person's current organisation.
    """
    request.shown_body = body  # type: ignore[attr-defined]  # read by organiser.frame
    return render(request, template, {"body": body, **(context or {})}, status=status)


@dataclass(frozen=True)
class Question:
    """What is asked before something that cannot be taken back.

    Args:
        kicker, heading, lead: what it is about, the question, what follows from it.
        button, keep: the words for doing it and for leaving it.
        back_url: where leaving it leads.
    """

    kicker: str
    heading: str
    lead: str
    button: str
    keep: str
    back_url: str


def sure(request: HttpRequest, question: Question, *, body: Any = None) -> HttpResponse | None:
    """The page that asks, or None once the answer is there."""
    return None if "sure" in request.POST else page(request, "base/sure.html", asdict(question), body=body)


def put_right(form: forms.BaseForm, refusal: Refusal) -> None:
    """Show a refusal in the form: at its field where it names one, above the form otherwise."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, forms.ValidationError(refusal.sentence, code=refusal.code))


def tried(form: forms.BaseForm, act: Callable[[], Any]) -> Any:
    """Run an action for a valid form; give its result, or None after showing its refusal in the form.

    Refusals that are about being somebody or knowing of something (403, 404) are not the form's and go on to the page.
    """
    try:
        return act()
    except Refusal as refusal:
        if refusal.status in {403, 404}:
            raise
        put_right(form, refusal)
        return None
