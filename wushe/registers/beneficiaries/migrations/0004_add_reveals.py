"""Who looked at what is masked; never changed or removed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import wushe.ground.kit.clock
import wushe.ground.kit.sealed
from wushe.ground.kit.append_only import append_only


class Migration(migrations.Migration):
    dependencies = (("beneficiaries", "0003_append_only"), migrations.swappable_dependency(settings.AUTH_USER_MODEL))

    operations = (
        migrations.CreateModel(
            name="Reveal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=wushe.ground.kit.clock.now, verbose_name="时间")),
                ("day", models.DateField(default=wushe.ground.kit.clock.today, verbose_name="日期")),
                (
                    "field",
                    models.CharField(
                        choices=[("phone", "电话"), ("id", "证件号码"), ("name", "姓名")],
                        max_length=8,
                        verbose_name="看了什么",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("call", "打电话"),
                            ("identity", "核对身份"),
                            ("paperwork", "填材料"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="为什么",
                    ),
                ),
                ("words_sealed", wushe.ground.kit.sealed.SealedField(default=b"", verbose_name="说明")),
                ("nth", models.PositiveSmallIntegerField(null=True, verbose_name="当天第几次")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="beneficiaries.person",
                        verbose_name="服务对象",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁看的",
                    ),
                ),
            ],
            options={
                "verbose_name": "查看",
                "verbose_name_plural": "查看",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("nth__isnull", False)),
                        fields=("user", "day", "nth"),
                        name="reveal_nth_once_a_day",
                    )
                ],
            },
        ),
        append_only("beneficiaries_reveal", ("user_id", "day", "nth")),
    )
