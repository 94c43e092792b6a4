"""What an activity page told is never changed or removed, like its row in the ledger."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("groupwork", "0001_initial"),)
    operations = (
        append_only("groupwork_activity", ["uuid"], ["event_id"]),
        append_only("groupwork_participation", ["activity_id", "person_id"]),
        append_only("groupwork_partner", ["activity_id", "line"]),
    )
