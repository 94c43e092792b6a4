"""What is said when a figure cannot be made or added."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "statistics-unknown-measure": _("没有指标“{key}”。现有：{known}。"),
    "statistics-unknown-scope": _("没有地方“{key}”。用 wushe regions --find 名称 查键。"),
    "statistics-foreign-scope": _("没有这个地方，或者它不在您的范围内。请从列表里选。"),
    "statistics-several-counties": _("“{name}”管的地方分在 {counties}，一个数字只能出自一个区县的台账。请分区县统计。"),
    "statistics-unknown-filter": _("没有{what}“{key}”。现有：{known}。"),
    "statistics-unreadable-query": _("看不懂查询“{query}”。请从页面上的数字点进来，或用 wushe count 重新生成。"),
    "statistics-no-such-stock": _("“{key}”还没有登记，这个数字数不出来。请先在登记里补上，再打开一次。"),
    "statistics-registered-by-county": _(
        "证书和机构按区县、开发区登记，“{name}”的数不出来。请改问它所在的区县或开发区。"
    ),
    "statistics-number-not-reached": _("台账只到第 {newest} 条，还没有第 {as_of} 条。请去掉 as_of，或写小一些。"),
    "statistics-not-by-group": _("“{measure}”没有见到人，不知道当日的类别，不能按类别统计。请去掉类别筛选。"),
    "statistics-not-by-age": _("“{measure}”没有见到人，不知道当日的年龄，不能按年龄统计。请去掉年龄筛选。"),
    "statistics-wrong-ages": _("看不懂年龄“{text}”。70 岁以上写 70-，未满 18 岁写 -17，60 到 69 岁写 60-69。"),
    "statistics-old-version": _("指标“{key}”第 {version} 版已经不用，现在是第 {now} 版。请重新统计。"),
    "statistics-mixed-measures": _("“{one}”和“{other}”是两个指标，不能相加。"),
    "statistics-restricted-alone": _(
        "受限类别（儿童保护、家暴、司法）只能单独筛选，不能和别的类别合在一起数。请只选一类。"
    ),
    "statistics-restricted-by-age": _(
        "受限类别（儿童保护、家暴、司法）不能再按年龄分开数，免得认出是谁。请去掉年龄，或换一个类别。"
    ),
    "statistics-not-additive": _(
        "{measure}（{unit}）不能相加：同一个人或同一户可能在几处都有。请直接统计更大的范围或更长的时间。"
    ),
    "statistics-overlap": _("“{one}”和“{other}”有重叠，相加会重复计数。请换成不重叠的部分。"),
}
