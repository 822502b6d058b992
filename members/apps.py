"""People and memberships as a Django app."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Answers the question of the ground floor who belongs where."""

    name = "members"

    def ready(self) -> None:
        """Hand the answer for belonging to the ground floor and register the guards of this floor."""
        from members import erasing, guards  # noqa: F401, PLC0415  # apps must be ready
        from members.queries import belonging  # noqa: PLC0415  # apps must be ready
        from organiser.base import authority  # noqa: PLC0415  # apps must be ready

        authority.answer_for_belonging(bodies=belonging.bodies_of, organisations=belonging.organisations_of)
