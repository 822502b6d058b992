"""What nobody can do to organisations that have members, whatever door they come through (mission A1)."""

from organiser.base.guards import Guard, register

register(
    Guard(
        "organisations_kind_kept",
        "organisations_organisation",
        "UPDATE",
        "An organisation with members keeps its kind.",
        columns=("kind",),
        when="NEW.kind <> OLD.kind "
        "AND EXISTS (SELECT 1 FROM members_membership m WHERE m.organisation_id = NEW.body_id)",
    )
)
