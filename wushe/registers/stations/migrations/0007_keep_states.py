"""What a station was is never changed or removed."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("stations", "0006_grants_stand_on_regions"),)
    operations = (append_only("stations_stationstate"),)
