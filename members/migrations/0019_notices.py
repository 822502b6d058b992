"""Notices of assemblies are letters to members; a copy says when it came back, and when it was printed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Old copies keep what they have: they were printed or came back at a time nobody wrote down."""

    dependencies = [
        ("members", "0018_near_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="mailing",
            name="kind",
            field=models.CharField(
                choices=[("letter", "Letter"), ("notice", "Notice of an assembly")], default="letter", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="mailing",
            name="until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mailingrecipient",
            name="came_back_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mailingrecipient",
            name="printed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
