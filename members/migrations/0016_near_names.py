"""How many pairs of near names a look through a register left for another time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0014_days_of_membership")]

    operations = [
        migrations.AddField(
            model_name="duplicatesearch",
            name="left_out",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
