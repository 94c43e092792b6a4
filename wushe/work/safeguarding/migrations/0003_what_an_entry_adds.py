"""An entry may also say whom the report is about, that it was a mistake, or that the county has it in hand."""

import django.db.models.deletion
from django.db import migrations, models

from wushe.ground.kit.append_only import append_only, lifted

ENTRIES = ("safeguarding_reportentry", ["form_id"])


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0001_initial"), ("safeguarding", "0002_append_only"))
    operations = (
        lifted(*ENTRIES),
        migrations.AddField(
            "reportentry",
            "person",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="beneficiaries.person",
                verbose_name="说的是谁",
            ),
        ),
        migrations.AddField(
            "reportentry",
            "kind",
            models.CharField(
                choices=[
                    ("told", "补充"),
                    ("about", "说明是谁"),
                    ("mistake", "按错了，作废（留底）"),
                    ("taken", "区县已接报"),
                ],
                default="told",
                max_length=8,
                verbose_name="说什么",
            ),
        ),
        append_only(*ENTRIES),
    )
