"""How many pairs of near names a look through a register left for another time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0017_noted_death")]

    operations = [
        migrations.AddField(
            model_name="duplicatesearch",
            name="left_out",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
