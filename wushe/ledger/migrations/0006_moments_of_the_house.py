"""Moments are the house's, also by default. The tables stay as they are, with their triggers."""

from django.db import migrations, models

import wushe.ground.kit.clock


class Migration(migrations.Migration):
    dependencies = (("ledger", "0005_plain_word_first"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "serviceevent",
                    "recorded_at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="入账时间"),
                ),
                migrations.AlterField(
                    "identityentry",
                    "recorded_at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="入账时间"),
                ),
                migrations.AlterField(
                    "closedperiod",
                    "closed_at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="关账时间"),
                ),
            ]
        ),
    )
