"""Who holds a paid role: those to whom some rules give no vote while it lasts."""

from datetime import date

from skills.queries.powers import in_office


def paid_holders(organisation: int, on: date) -> list[int]:
    """The keys of the people who hold a paid role of an organisation or of one of its bodies on a day."""
    held = in_office(on).filter(organisation_id=organisation, role__paid=True)
    return list(held.order_by("person_id").values_list("person_id", flat=True).distinct())
