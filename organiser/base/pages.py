"""What every page view needs: the frame around it, and refusals shown where they belong in a form."""

from collections.abc import Callable
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
