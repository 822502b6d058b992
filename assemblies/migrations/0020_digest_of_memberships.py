"""The lines of a roll's digest name the membership, as every list of the roll does."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assemblies", "0019_suspended"),
    ]

    operations = [
        migrations.AddField(
            model_name="roll",
            name="digest_form",
            field=models.PositiveSmallIntegerField(default=1),
        ),
    ]
