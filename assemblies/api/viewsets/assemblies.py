"""Addresses of assemblies: preparing, calling, opening, closing, and their agendas."""

from typing import Any

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.agenda import add_agenda_item, table_motion, write_minutes
from assemblies.actions.assemblies import (
    AssemblyPlan,
    cancel_assembly,
    close_assembly,
    open_assembly,
    prepare_assembly,
    send_notice,
)
from assemblies.api.filters import AssemblyFilters
from assemblies.api.serializers.assemblies import (
    AgendaRow,
    AssemblyRecord,
    AssemblyRow,
    NewAssembly,
    NewItem,
    Said,
)
from assemblies.api.viewsets.presence import Presence
from assemblies.enums import AssemblyStatus
from assemblies.models import Assembly
from assemblies.queries.assemblies import assemblies_visible_to, assembly_for
from assemblies.queries.door import is_inside
from assemblies.queries.motions import motion_for
from assemblies.queries.notices import notices_told
from assemblies.queries.quorum import quorum_of
from assemblies.queries.records import assembly_with_caller, item_on, items_of
from organisations.queries.bodies import body_for
from organiser.base.api.views import Listing, change, told

STARTED = (AssemblyStatus.OPEN, AssemblyStatus.CLOSED)


@extend_schema_view(
    list=told("List assemblies", "The latest first. Drafts are seen by those who call assemblies."),
)
class AssemblyViewSet(Presence, Listing):
    """Assemblies."""

    model = Assembly
    visible = staticmethod(assemblies_visible_to)
    found = staticmethod(assembly_for)
    serializer_class = AssemblyRow
    filterset_class = AssemblyFilters
    ordering = ("-starts_at", "public_id")

    @told(
        "Read an assembly",
        "With its agenda. Who called it, the quorum and the minutes under each item are for members of the body; who "
        "was told of it, for those who call its assemblies or keep the register.",
        responses=AssemblyRecord,
    )
    def retrieve(self, request: Request, **_: str) -> Response:
        """The assembly with its agenda."""
        assembly = assembly_with_caller(self.viewer, self.named)
        inside = self.eyes.sees(assembly.body_id)
        context: dict[str, Any] = {
            **self.get_serializer_context(),
            "items": items_of(self.viewer, assembly),
            "here": is_inside(self.viewer, assembly) if inside else None,
            "notices": notices_told(self.viewer, assembly),
            "quorum": quorum_of(assembly) if inside and assembly.status in STARTED else None,
        }
        return Response(AssemblyRecord(assembly, context=context).data)

    @change(
        "Prepare an assembly",
        "For those who call assemblies. It begins as a draft; fill its agenda, then send the notice.",
        AssemblyRow,
        NewAssembly,
        201,
    )
    def create(self, request: Request) -> Response:
        """A draft."""
        given = self.sent(NewAssembly)
        body = body_for(self.viewer, given.pop("body"))
        return self.made(prepare_assembly(self.viewer, body=body, plan=AssemblyPlan(**given)))

    @change(
        "Put something on the agenda",
        "A motion by its id, or a topic, report or election by its title.",
        AgendaRow,
        NewItem,
        201,
    )
    @action(detail=True, methods=["post"])
    def agenda(self, request: Request, **_: str) -> Response:
        """An item at the end."""
        assembly, given = self.get_object(), self.sent(NewItem)
        if "motion" in given:
            item = table_motion(self.viewer, motion=motion_for(self.viewer, given["motion"]), assembly=assembly)
        else:
            item = add_agenda_item(self.viewer, assembly=assembly, **given)
        return self.made(items_of(self.viewer, assembly).get(pk=item.pk), AgendaRow)

    @change("Send the notice", "The assembly is called: the agenda goes to every member of the body.", AssemblyRow)
    @action(detail=True, methods=["post"])
    def notice(self, request: Request, **_: str) -> Response:
        """The assembly, called."""
        return self._step(send_notice)

    @change("Open an assembly", "From now people are checked in and ballots can be opened.", AssemblyRow)
    @action(detail=True, methods=["post"])
    def open(self, request: Request, **_: str) -> Response:
        """The assembly, open."""
        return self._step(open_assembly)

    @change("Close an assembly", "Its minutes begin as a draft.", AssemblyRow)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_: str) -> Response:
        """The assembly, over."""
        return self._step(close_assembly)

    @change("Call an assembly off", "Motions on its agenda wait for another one.", AssemblyRow)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, **_: str) -> Response:
        """The assembly, called off."""
        return self._step(cancel_assembly)

    def _step(self, act: Any) -> Response:
        assembly = self.get_object()
        self.sent()
        return self.shown(act(self.viewer, assembly=assembly))

    @change(
        "Write the minutes of an item",
        "For those who take the minutes, from the opening until the minutes are agreed.",
        AgendaRow,
        Said,
    )
    @action(detail=True, methods=["post"])
    def minutes(self, request: Request, **_: str) -> Response:
        """What is said under one item."""
        assembly, given = self.get_object(), self.sent(Said)
        item = write_minutes(self.viewer, item=item_on(assembly, given["item"]), text=given["text"])
        return self.shown(items_of(self.viewer, assembly).get(pk=item.pk), AgendaRow)
