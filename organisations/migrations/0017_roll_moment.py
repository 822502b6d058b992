from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0016_vacancies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ruleset",
            name="roll_moment",
            field=models.CharField(
                choices=[
                    ("notice", "When the notice is sent"),
                    ("opening", "When the ballot opens"),
                    ("check_in", "When the ballot opens, from those who have checked in"),
                ],
                default="opening",
                max_length=20,
            ),
        ),
    ]
