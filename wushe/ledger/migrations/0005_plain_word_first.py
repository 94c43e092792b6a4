"""The degrees of evidence say their plain word first. Nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledger", "0004_identity_in_order"),)
    operations = (
        migrations.AlterField(
            "serviceevent",
            "evidence",
            models.PositiveSmallIntegerField(
                choices=[
                    (0, "仅录入（E0）"),
                    (1, "他人确认（E1）"),
                    (2, "签到表、文书（E2）"),
                    (3, "对象本人确认（E3）"),
                    (4, "独立核查（E4）"),
                ],
                verbose_name="证据等级",
            ),
        ),
    )
