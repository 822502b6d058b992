"""Rules about who answers applications, and applications under them."""

from members.actions.joining import apply_to_join
from members.models import Application
from organisations.presets import SIMPLE_MAJORITY
from tests.exclusions import with_rules
from tests.world import Place, make_person


def answered_by(place: Place, who: str, **more: object) -> None:
    """From now on the branch North lets whoever applies be answered by `who`."""
    body = {**SIMPLE_MAJORITY["body"], "applications": who, **more}
    with_rules(place, {**SIMPLE_MAJORITY, "name": f"Answered by {who}", "body": body})


def asked(place: Place, name: str = "Ann Asking", branch: str = "North") -> Application:
    """Somebody with an account asks to join a branch."""
    apply_to_join(make_person(name), organisation=place.organisation, branch=place.branches[branch] if branch else None)
    return Application.objects.select_related("membership__person", "membership__branch", "organisation").latest("pk")
