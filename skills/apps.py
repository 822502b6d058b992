"""Roles and terms as a Django app."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """Answers the question of the ground floor who holds which power."""

    name = "skills"

    def ready(self) -> None:
        """Hand the answer for powers to the ground floor and register the effects of this floor."""
        from members import above  # noqa: PLC0415  # apps must be ready
        from organiser.base import authority  # noqa: PLC0415  # apps must be ready
        from skills import erasing, guards, own_data, sight  # noqa: F401, PLC0415  # apps must be ready
        from skills.actions import (  # noqa: PLC0415  # the registry fills itself
            election_effects,  # noqa: F401
            moving,
            own_effects,  # noqa: F401
        )
        from skills.queries import held, holding, powers  # noqa: PLC0415  # apps must be ready

        authority.answer_for_holders(powers.holders_of)
        authority.answer_for_role(powers.role_of)
        authority.answer_for_powers(
            bodies_with=held.bodies_with, holds=held.holds_power, holder_keys=powers.holder_keys
        )
        above.answer_for_keepers(holding.addresses_of_keepers)
        above.do_after_move(moving.let_terms_end)
        above.ask_before_merge(holding.demand_no_office_lost)
