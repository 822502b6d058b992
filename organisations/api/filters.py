"""What the lists of this floor can be narrowed by."""

from typing import Any

from django.db.models import QuerySet

from organisations.enums import BodyEventKind, BodyType, DecisionKind, DecisionStatus, InterventionKind, RuleSetStatus
from organisations.queries.decision_register import searched
from organiser.base.api.filters import Filters, IdFilter, WordFilter, WordsFilter, YearFilter


class BodyFilters(Filters):
    """Bodies by kind of body and by organisation."""

    type = WordFilter(BodyType.choices, field_name="type")
    organisation = IdFilter(field_name="organisation__public_id", label="Public id of an organisation.")


class BodyEventFilters(Filters):
    """Events by body, organisation, decision and kind."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    organisation = IdFilter(
        field_name="organisation__public_id", label="Public id of an organisation: the events of all its bodies."
    )
    decision = IdFilter(field_name="decision__public_id", label="Public id of the decision that they rest on.")
    kind = WordFilter(BodyEventKind.choices, field_name="kind")


class RuleSetFilters(Filters):
    """Rules by body and by whether they hold now."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    status = WordFilter(RuleSetStatus.choices, field_name="status")


class DecisionFilters(Filters):
    """Decisions by body, kind, status, year and words."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    kind = WordFilter(DecisionKind.choices, field_name="kind")
    status = WordFilter(DecisionStatus.choices, field_name="status")
    year = YearFilter(field_name="year", label="The year in which it was decided.")
    q = WordsFilter(method="search", label="Words of title or text, or a reference such as 26/14, its year or number.")

    def search(self, decisions: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """The same search as on the page of the register."""
        return searched(decisions, value)


class ProgrammeFilters(Filters):
    """Programmes by organisation."""

    organisation = IdFilter(field_name="organisation__public_id", label="Public id of an organisation.")


class AimsFilters(Filters):
    """Aims by organisation."""

    organisation = IdFilter(field_name="organisation__public_id", label="Public id of an organisation.")


class InterventionFilters(Filters):
    """Interventions by body and kind."""

    body = IdFilter(field_name="body__public_id", label="Public id of a body.")
    kind = WordFilter(InterventionKind.choices, field_name="kind")
