"""A promised visit has a day, an attempt the part of the day; who telephoned looked at no home."""

from django.db import migrations, models

from wushe.ground.kit.append_only import append_only, lifted

TABLES = (("visits_visit", ["uuid"], ["event_id"]), ("visits_contactattempt", ["uuid"], ["event_id"]))


class Migration(migrations.Migration):
    dependencies = (("visits", "0002_append_only"),)
    operations = (
        *(lifted(*table) for table in TABLES),
        migrations.AddField("visit", "again_on", models.DateField(null=True, verbose_name="约好再来")),
        migrations.AlterField(
            "visit",
            "safety",
            models.CharField(
                blank=True,
                choices=[("same", "都和上次一样，没有问题"), ("fine", "6 项都没问题"), ("problem", "有问题")],
                max_length=8,
                verbose_name="安全",
            ),
        ),
        migrations.AddField(
            "contactattempt",
            "again_part",
            models.CharField(
                blank=True,
                choices=[("morning", "上午"), ("evening", "傍晚")],
                default="",
                max_length=8,
                verbose_name="什么时候",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            "contactattempt",
            "reason",
            models.CharField(
                choices=[
                    ("no_answer", "敲门没人应"),
                    ("out", "下地、赶集"),
                    ("hospital", "住院了"),
                    ("relatives", "走亲戚"),
                    ("moved", "搬走了"),
                    ("refused", "不愿开门"),
                    ("no_reply", "电话没人接"),
                ],
                max_length=10,
                verbose_name="什么情况",
            ),
        ),
        *(append_only(*table) for table in TABLES),
    )
