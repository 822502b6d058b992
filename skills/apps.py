"""Roles and terms as a Django app."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """Answers the question of the ground floor who holds which power."""

    name = "skills"

    def ready(self) -> None:
        """Hand the answer for powers to the ground floor and register the effects of this floor."""
        from organiser.base import authority  # noqa: PLC0415  # apps must be ready
        from skills import erasing, guards  # noqa: F401, PLC0415  # apps must be ready
        from skills.actions import own_effects  # noqa: F401, PLC0415  # the registry fills itself
        from skills.queries import powers  # noqa: PLC0415  # apps must be ready

        authority.answer_for_powers(bodies_with=powers.bodies_with, holds=powers.holds_power, holders=powers.holders_of)
