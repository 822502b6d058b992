from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assemblies", "0013_channels")]

    operations = [
        migrations.AddField(
            model_name="vote",
            name="spent",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
