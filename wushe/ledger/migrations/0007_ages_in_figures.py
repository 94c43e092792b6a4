"""Ages can be asked for, so the index that counts persons holds them (decisions 10 and 31)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("ledger", "0006_moments_of_the_house"),)
    operations = (
        migrations.RemoveIndex("attendance", "attendance_figures"),
        migrations.AddIndex(
            "attendance",
            models.Index(
                name="attendance_figures",
                fields=[
                    *("county", "day", "person", "household", "method", "field", "unit", "station"),
                    *("groups", "age", "event", "seq"),
                ],
            ),
        ),
    )
