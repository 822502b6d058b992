"""Numbers that were given when joining were not written where a search looks for their digits."""

from django.db import migrations

PART = 1000


def write_digits(apps, schema_editor):
    """Take the digits of each phone number anew, where none are written."""
    memberships = apps.get_model("members", "Membership").objects
    missing = memberships.filter(phone_digits="").exclude(person__phone="").order_by("pk")
    keys = list(missing.values_list("pk", flat=True))
    for start in range(0, len(keys), PART):
        rows = list(memberships.filter(pk__in=keys[start : start + PART]).select_related("person"))
        for row in rows:
            row.phone_digits = "".join(one for one in row.person.phone if one.isascii() and one.isdigit())
        memberships.bulk_update(rows, ["phone_digits"])


class Migration(migrations.Migration):
    dependencies = [("members", "0015_suspended")]

    operations = [migrations.RunPython(write_digits, migrations.RunPython.noop)]
