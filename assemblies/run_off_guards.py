"""What the database itself refuses about run-offs: any that no tie waits for, and a tie decided without its own."""

from organiser.base.guards import Guard, register

# A run-off is held on a tie that waits, of a ballot on the same motion that is no run-off itself.
TIE_WAITS = """SELECT 1 FROM assemblies_tie t JOIN assemblies_ballot f ON f.id = t.ballot_id
            WHERE t.id = NEW.decides_id AND t.decided_at IS NULL AND t.run_off_seats = NEW.seats
            AND f.status = 'tied' AND f.decides_id IS NULL AND f.motion_id = NEW.motion_id
            AND f.organisation_id = NEW.organisation_id AND f.secret = NEW.secret"""
RUN_OFF = "SELECT 1 FROM assemblies_ballot r {join} WHERE r.decides_id = NEW.id AND "

register(
    Guard(
        "assemblies_ballot_run_off",
        "assemblies_ballot",
        "INSERT",
        "A run-off is held on a tie that waits for one.",
        when=f"NEW.decides_id IS NOT NULL AND NOT EXISTS ({TIE_WAITS})",
    ),
    Guard(
        "assemblies_tie_run_off",
        "assemblies_tie",
        "UPDATE",
        "A tie whose run-off is open waits for it, and only a run-off that chose somebody decides as one.",
        columns=("by", "decided_at"),
        when=f"""NEW.decided_at IS NOT NULL AND (EXISTS ({RUN_OFF.format(join="")} r.status <> 'closed')
            OR NEW."by" = 'run_off' AND NOT EXISTS (
            {RUN_OFF.format(join="JOIN assemblies_result s ON s.ballot_id = r.id")} s.outcome = 'carried'))""",
    ),
)
