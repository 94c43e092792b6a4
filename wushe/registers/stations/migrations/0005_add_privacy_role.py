

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stations', '0004_add_station_phone'),
    ]

    operations = [
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('worker', '驻站社工'), ('lead', '站长'), ('county', '区县'), ('privacy', '区县个人信息保护专员')], max_length=10, verbose_name='角色'),
        ),
    ]
