"""People and memberships as a Django app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Answers the question of the ground floor who belongs where."""

    name = "members"

    def ready(self) -> None:
        """Hand the answer for belonging to the ground floor and register the guards and effects of this floor."""
        from members import erasing, guards, own_data, own_dealings  # noqa: F401, PLC0415  # apps must be ready
        from members.actions import (  # noqa: PLC0415  # the registry fills itself
            admission_effects,  # noqa: F401
            basis_effects,  # noqa: F401
            describing_effects,  # noqa: F401
            dues_effects,  # noqa: F401
            ways_in,  # noqa: F401
        )
        from members.queries import places  # noqa: PLC0415  # apps must be ready
        from organiser.base import authority  # noqa: PLC0415  # apps must be ready

        authority.answer_for_belonging(bodies=places.bodies_of, organisations=places.organisations_of)
