"""Version 1 of aims that came with the founding and were never changed; it was written only with the first change."""

from django.db import migrations


def write_first_versions(apps, schema_editor):
    """One row for each organisation with aims, a founding decision and no version yet."""
    organisation = apps.get_model("organisations", "Organisation")
    version = apps.get_model("organisations", "AimsVersion")
    rows = organisation.objects.filter(founding_decision__isnull=False, aims_versions__isnull=True).exclude(aims="")
    for row in rows.select_related("founding_decision").order_by("pk"):
        decision = row.founding_decision
        version.objects.create(
            organisation=row, number=1, text=row.aims, decision=decision, adopted_on=decision.effective_on
        )


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0011_forms_of_committees"),
    ]

    operations = [
        migrations.RunPython(write_first_versions, migrations.RunPython.noop),
    ]
