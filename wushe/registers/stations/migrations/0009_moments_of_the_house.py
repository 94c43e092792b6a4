"""Moments are the house's, also by default. The tables stay as they are, with their triggers."""

from django.db import migrations, models

import wushe.ground.kit.clock


class Migration(migrations.Migration):
    dependencies = (("stations", "0008_grants_on_organizations"),)
    operations = (
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "stationstate",
                    "recorded_at",
                    models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="登记时间"),
                ),
            ]
        ),
    )
