"""A keeper notes that a member has died."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0016_phone_digits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasure",
            name="document",
            field=models.CharField(
                blank=True,
                choices=[
                    ("letter", "A signed letter"),
                    ("email", "An e-mail"),
                    ("spoken", "Word of mouth"),
                    ("death", "News that the member has died"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notedleaving",
            name="document",
            field=models.CharField(
                choices=[
                    ("letter", "A signed letter"),
                    ("email", "An e-mail"),
                    ("spoken", "Word of mouth"),
                    ("death", "News that the member has died"),
                ],
                max_length=20,
            ),
        ),
    ]
