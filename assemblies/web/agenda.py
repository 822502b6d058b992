"""Adding to the agenda of an assembly."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assemblies.actions.agenda import add_agenda_item, table_motion
from assemblies.models import Assembly
from assemblies.queries.assemblies import assembly_for
from assemblies.queries.choices import motions_to_table
from assemblies.queries.motions import motion_for
from assemblies.rules import demand_any
from assemblies.web.assemblies import room_of
from assemblies.web.assembly_forms import ItemForm, TableForm
from organisations.enums import Power
from organiser.base.once import once
from organiser.base.pages import UNPROCESSABLE, page, tried


@require_POST
@login_required
@once
def assembly_agenda(request: HttpRequest, assembly: str) -> HttpResponse:
    """Put a motion, or a topic, on the agenda; which of the two forms was sent is told by its fields."""
    shown = assembly_for(request.user, assembly)
    sentence = f"Only those who call assemblies of {shown.body.name} set the agenda."
    demand_any(request.user, shown.body, (Power.CALL_ASSEMBLIES, Power.FACILITATE), sentence)
    return _table(request, shown) if "table-motion" in request.POST else _add(request, shown)


def _table(request: HttpRequest, shown: Assembly) -> HttpResponse:
    form = TableForm(motions_to_table(shown), request.POST)
    if form.is_valid():
        motion = motion_for(request.user, form.cleaned_data["motion"])
        item = tried(form, lambda: table_motion(request.user, motion=motion, assembly=shown))
        if item is not None:
            messages.success(request, f"Motion {motion.reference} is item {item.position} of the agenda.")
            return redirect("assembly", shown.public_id)
    context = room_of(request, shown, table_form=form)
    return page(request, "assemblies/assembly.html", context, body=shown.body, status=UNPROCESSABLE)


def _add(request: HttpRequest, shown: Assembly) -> HttpResponse:
    form = ItemForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        item = tried(form, lambda: add_agenda_item(request.user, assembly=shown, **given))
        if item is not None:
            messages.success(request, f"“{item.title}” is item {item.position} of the agenda.")
            return redirect("assembly", shown.public_id)
    context = room_of(request, shown, item_form=form)
    return page(request, "assemblies/assembly.html", context, body=shown.body, status=UNPROCESSABLE)
