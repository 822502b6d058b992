from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisations", "0015_ballot_rules")]

    operations = [
        migrations.AddField(
            model_name="decisionrule",
            name="vacancies",
            field=models.CharField(
                choices=[
                    ("by_election", "By a new election"),
                    ("recount", "By counting the papers of the election again"),
                ],
                default="by_election",
                max_length=20,
            ),
        ),
    ]
