"""Heirs of what was dissolved before; in a migration of its own, since PostgreSQL alters no table with rows waiting."""

from django.db import migrations


def name_heirs(apps, schema_editor):
    """Who carries on for bodies that were dissolved before: the successor or the body above that exists now."""
    body, committee = apps.get_model("organisations", "Body"), apps.get_model("organisations", "Committee")
    rows = {row.pk: row for row in body.objects.all()} if body.objects.exclude(dissolved_on="").exists() else {}
    parents = dict(committee.objects.values_list("pk", "parent_id"))

    def heir(row):
        seen = set()
        while row is not None and row.dissolved_on and row.pk not in seen:
            seen.add(row.pk)
            above = parents.get(row.pk) or (row.organisation_id if row.type in {"branch", "council"} else None)
            row = rows.get(row.successor_id or above)
        return row if row is not None and not row.dissolved_on else None

    for row in rows.values():
        found = heir(row) if row.dissolved_on else None
        if found is not None:
            body.objects.filter(pk=row.pk).update(heir=found)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0009_heir"),
    ]

    operations = [
        migrations.RunPython(name_heirs, migrations.RunPython.noop),
    ]
