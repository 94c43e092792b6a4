"""Moments are the house's, also by default. The tables stay as they are, with their triggers."""

from django.db import migrations, models

import wushe.ground.kit.clock


class Migration(migrations.Migration):
    dependencies = (("safeguarding", "0003_what_an_entry_adds"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "mandatoryreport",
                    "reported_at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="报告时间"),
                ),
                migrations.AlterField(
                    "reportentry",
                    "at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="时间"),
                ),
            ]
        ),
    )
