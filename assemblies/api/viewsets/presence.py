"""Addresses of presence: the door of an assembly, and checking in alone."""

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.actions.attendance import DOOR, check_in, check_in_myself, check_out
from assemblies.api.filters import AttendanceFilters, AwaitedFilters
from assemblies.api.serializers.assemblies import AttendanceRow, AwaitedRow, CheckedIn, CheckIn, CheckOut, Here, HereRow
from assemblies.models import Assembly, Attendance
from assemblies.queries.door import awaited_at, member_at_door
from assemblies.queries.records import named_attendances
from assemblies.rules import demand_any
from members.models import Membership
from organiser.base.api.views import Aggregate, change, told


class Presence(Aggregate):
    """Who is there. The list is for those who keep the door; everybody checks in alone, too."""

    def _at_door(self) -> Assembly:
        """The assembly, for those who keep its door."""
        assembly: Assembly = self.get_object()
        sentence = f"Only those who facilitate or keep the register of {assembly.body.name} do this."
        demand_any(self.viewer, assembly.body, DOOR, sentence)
        return assembly

    @told(
        "List who came",
        "For those who keep the door.",
        responses=AttendanceRow(many=True),
    )
    @action(
        detail=True,
        model=Attendance,
        filterset_class=AttendanceFilters,
        ordering=("person__sort_name", "person__public_id"),
    )
    def attendance(self, request: Request, **_: str) -> Response:
        """Those who came, by name."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(named_attendances(self._at_door())), AttendanceRow)

    @change(
        "Check members in",
        "For those who keep the door. Those who are there already stay as they are.",
        CheckedIn,
        CheckIn,
    )
    @attendance.mapping.post
    def attend(self, request: Request, **_: str) -> Response:
        """The members named, there."""
        assembly, given = self.get_object(), self.sent(CheckIn)
        rows = check_in(self.viewer, assembly=assembly, **given)
        named = named_attendances(assembly).filter(pk__in=[row.pk for row in rows])
        return self.shown({"results": named.order_by("person__sort_name", "pk")}, CheckedIn)

    @told("List who is awaited", "Members of the body who are not in the room.", responses=AwaitedRow(many=True))
    @action(detail=True, model=Membership, filterset_class=AwaitedFilters, ordering=("sort_name", "public_id"))
    def awaited(self, request: Request, **_: str) -> Response:
        """Those who have not come."""
        self.demand_known_parameters()
        return self.listed(self.filter_queryset(awaited_at(self._at_door())), AwaitedRow)

    @change("Check a member out", "By the member, or by those who keep the door.", AttendanceRow, CheckOut)
    @action(detail=True, methods=["post"], url_path="check-out")
    def check_out(self, request: Request, **_: str) -> Response:
        """The member named, gone."""
        assembly, given = self._at_door(), self.sent(CheckOut)
        row = check_out(self.viewer, assembly=assembly, person=member_at_door(assembly, given["member"]).person)
        return self.shown(named_attendances(assembly).get(pk=row.pk), AttendanceRow)

    @change("Check yourself in", "While the assembly is open.", HereRow, Here)
    @action(detail=True, methods=["post"])
    def here(self, request: Request, **_: str) -> Response:
        """The viewer, there."""
        assembly, given = self.get_object(), self.sent(Here)
        check_in_myself(self.viewer, assembly=assembly, **given)
        return self.shown({"here": True}, HereRow)

    @change("Check yourself out", "You can come back while the assembly is open.", HereRow)
    @action(detail=True, methods=["post"])
    def leave(self, request: Request, **_: str) -> Response:
        """The viewer, gone."""
        assembly = self.get_object()
        self.sent()
        check_out(self.viewer, assembly=assembly, person=self.viewer)
        return self.shown({"here": False}, HereRow)
