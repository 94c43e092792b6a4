"""What a visit page told is never changed or removed, like its row in the ledger."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("visits", "0001_initial"),)
    operations = (
        append_only("visits_visit", ["uuid"], ["event_id"]),
        append_only("visits_contactattempt", ["uuid"], ["event_id"]),
    )
