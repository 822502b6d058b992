"""Assemblies as a Django app."""

from django.apps import AppConfig


class AssembliesConfig(AppConfig):
    """Names what the database itself refuses about rolls, ballots and votes."""

    name = "assemblies"

    def ready(self) -> None:
        """Register the guards of this floor and the effects that need it."""
        from assemblies import (  # noqa: F401, PLC0415  # apps must be ready
            channel_guards,
            erasing,
            guards,
            own_data,
            run_off_guards,
            sight,
            vacancy_guards,
        )
        from assemblies.actions import (  # noqa: F401, PLC0415  # the registry fills itself
            body_effects,
            calendars,  # apps must be ready
            caucus_effects,
            exclusion_effects,
        )
        from assemblies.queries import met, unmoved  # noqa: PLC0415  # apps must be ready
        from members import above  # noqa: PLC0415  # apps must be ready

        above.answer_for_meeting(met.have_met)
        above.ask_before_move(unmoved.demand_no_exclusion_ahead)
        above.ask_before_merge(unmoved.demand_nothing_open)
        above.do_after_merge(calendars.end_calendars_of)
