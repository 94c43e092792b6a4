"""Reports and their entries are never changed or removed."""

from django.db import migrations

from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("safeguarding", "0001_initial"),)
    operations = (
        append_only("safeguarding_mandatoryreport", ["uuid"]),
        append_only("safeguarding_reportentry", ["form_id"]),
    )
