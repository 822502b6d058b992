"""Addresses of rules: reading them, and trying what would carry under them."""

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from assemblies.api.serializers.rules import WhatIf, WhatIfRow
from assemblies.queries.what_if import Supposed, rule_under, what_if
from organisations.api.viewsets import RuleSetReading
from organiser.base.api.views import told


@extend_schema_view(
    list=told("List rules", "Rule sets in their versions, the latest first, each as sentences and as data."),
    retrieve=told("Read a rule set"),
)
class RuleSetViewSet(RuleSetReading):
    """Rules, and what would carry under them."""

    @told(
        "Try what would carry",
        "Supposed figures under a version of rules, or under a preset. The verdict is worked out as for a real vote, "
        "and nothing is stored.",
        parameters=[WhatIf],
        responses=WhatIfRow,
    )
    @action(detail=True, url_path="what-if", filterset_class=None, pagination_class=None)
    def what_if(self, request: Request, **_: str) -> Response:
        """The verdict with its working."""
        rules = self.get_object()
        asked = WhatIf(data=request.query_params.dict(), context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        given = dict(asked.validated_data)
        kind, under = given.pop("kind"), given.pop("preset", f"version-{rules.version}")
        rule = rule_under(rules.body, [rules], under, kind)
        answer = what_if(rules.body, rule, Supposed(**given))
        verdict, measured = answer.verdict, answer.measured
        row = {
            "outcome": answer.outcome.value,
            "rule": answer.rule,
            "needed": verdict.needed,
            "second_needed": measured.second_needed,
            "quorum_needed": measured.quorum_needed,
            "quorum_reached": measured.quorum_reached,
            "sentences": verdict.sentences,
            "steps": verdict.steps,
        }
        return Response(WhatIfRow(row).data)
