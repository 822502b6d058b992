"""A line of an account can say how it stood before it was kept here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0020_books_as_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="duesentry",
            name="opening",
            field=models.BooleanField(default=False),
        ),
    ]
