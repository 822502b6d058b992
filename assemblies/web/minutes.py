"""Minutes: the page that prints, writing them, agreeing to them, taking them away as text."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assemblies.actions.agenda import write_minutes
from assemblies.actions.minutes import agree_minutes
from assemblies.enums import AssemblyStatus, MinutesStatus
from assemblies.exports.minutes import minutes_download
from assemblies.queries.assemblies import agenda_of, assembly_for
from assemblies.queries.choices import later_open_assembly
from assemblies.queries.minutes import build_minutes, minutes_for
from assemblies.rules import demand_any, demand_assembly
from organisations.enums import Power
from organiser.base.errors import WrongState
from organiser.base.pages import page
from organiser.base.words import plural
from skills.queries.offices import powers_in


@require_safe
@login_required
def minutes(request: HttpRequest, assembly: str) -> HttpResponse:
    """The minutes as they read now."""
    shown = assembly_for(request.user, assembly)
    record = minutes_for(request.user, shown)
    powers = powers_in(request.user, shown.body)
    draft = record.status == MinutesStatus.DRAFT
    leads = bool({Power.FACILITATE, Power.CALL_ASSEMBLIES} & powers)
    context = {
        "assembly": shown,
        "built": build_minutes(record),
        "minutes": record,
        "writes": draft and Power.TAKE_MINUTES in powers,
        "agrees_in": later_open_assembly(shown) if draft and leads else None,
    }
    return page(request, "assemblies/minutes.html", context, body=shown.body)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def minutes_write(request: HttpRequest, assembly: str) -> HttpResponse:
    """Write what the minutes say under each item, all on one page."""
    shown = assembly_for(request.user, assembly)
    sentence = f"Only those who take the minutes of {shown.body.name} can write them."
    demand_any(request.user, shown.body, (Power.TAKE_MINUTES,), sentence)
    allowed = (AssemblyStatus.OPEN, AssemblyStatus.CLOSED)
    demand_assembly(shown, allowed, "Minutes are written once the assembly is open.")
    items = list(agenda_of(shown))
    if request.method == "POST":
        texts = {item: request.POST.get(f"item-{item.public_id}", item.minutes) for item in items}
        changed = {item: text for item, text in texts.items() if text.strip().replace("\r\n", "\n") != item.minutes}
        # All of the page or nothing of it: whoever wrote six items must not find three of them.
        with transaction.atomic():
            for item, text in changed.items():
                write_minutes(request.user, item=item, text=text.replace("\r\n", "\n"))
        messages.success(request, f"{plural(len(changed), 'item is', 'items are')} written down.")
        over = shown.status == AssemblyStatus.CLOSED
        return redirect("minutes" if over else "minutes_write", shown.public_id)
    return page(request, "assemblies/minutes_write.html", {"assembly": shown, "items": items}, body=shown.body)


@require_safe
@login_required
def minutes_text(request: HttpRequest, assembly: str) -> HttpResponse:
    """The minutes as a file of plain text."""
    file = minutes_download(request.user, assembly_for(request.user, assembly))
    return HttpResponse(
        file.text,
        content_type=file.content_type,
        headers={"Content-Disposition": f'attachment; filename="{file.filename}"'},
    )


@require_POST
@login_required
def minutes_agree(request: HttpRequest, assembly: str) -> HttpResponse:
    """Note that the assembly which is open now agreed to these minutes."""
    shown = assembly_for(request.user, assembly)
    record = minutes_for(request.user, shown)
    later = later_open_assembly(shown)
    if later is None:
        raise WrongState("Minutes are agreed in an open assembly. Open the next one first.", code="assembly_state")
    agree_minutes(request.user, minutes=record, assembly=later)
    messages.success(request, f"The minutes are agreed in “{later.title}”. Their text stands from now on.")
    return redirect("minutes", shown.public_id)
