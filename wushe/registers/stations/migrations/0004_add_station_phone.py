"""The telephone of a station: whom the county calls when a child is in danger."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("stations", "0003_stations_and_organizations"),)
    operations = (
        migrations.AddField(
            "station", "phone", models.CharField(blank=True, default="", max_length=20, verbose_name="电话"),
            preserve_default=False,
        ),
    )
