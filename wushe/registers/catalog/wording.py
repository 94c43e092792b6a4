"""What is said when a service model cannot be loaded or adopted."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "catalog-model-unreadable": _("{file} 第 {line} 行：{why}。"),
    "catalog-model-too-many-lines": _("{file} 第 {line} 行：文件太长，最多 {most} 行。一个文件只写一个服务模式。"),
    "catalog-model-no-file": _("打不开文件 {file}。请检查路径，文件要用 UTF-8 编码保存。"),
    "catalog-model-unknown-key": _("{file} 第 {line} 行：没有“{key}”这个键。文件开头能写的是：{known}。"),
    "catalog-model-key-missing": _('{file} 第 {line} 行：文件开头少了“{key}”。请补一行，例如 {key} = "…"。'),
    "catalog-model-no-text": _("{file} 第 {line} 行：“{key}”要写文字，放在英文双引号里，不能空着。"),
    "catalog-model-text-too-long": _("{file} 第 {line} 行：“{key}”有 {length} 个字，最多 {most} 个。请写短一些。"),
    "catalog-model-bad-key": _(
        '{file} 第 {line} 行：键“{key}”不对。请只用小写字母、数字和短横线，例如 key = "1-2-5-n"。'
    ),
    "catalog-model-no-slots": _(
        "{file} 第 {line} 行：没有栏位。请按原文的顺序，每一段写一个 [[slot]]，下面写 count = 1 这样的数。"
    ),
    "catalog-model-slot-unknown-key": _(
        "{file} 第 {line} 行：第 {place} 栏没有“{key}”这个键。栏位里能写的是：{known}。"
    ),
    "catalog-model-slot-no-count": _(
        '{file} 第 {line} 行：第 {place} 栏少了 count。请写原文的数，例如 count = 5，或字母 count = "X"。'
    ),
    "catalog-model-count-neither": _(
        "{file} 第 {line} 行：第 {place} 栏的 count 是“{count}”，既不是数，也不是字母。"
        '请写 1 到 99 的整数，或 "X"、"N"、"3X" 这样的大写字母。'
    ),
    "catalog-model-slot-undefined": _(
        "{file} 第 {line} 行：第 {place} 栏没有名称（label），就不能写 {key}。"
        "原文说明了这一栏的，请补 label；没有说明的，请删去 {key}，这一栏显示为“未定义”。"
    ),
    "catalog-model-no-evidence": _(
        '{file} 第 {line} 行：第 {place} 栏有名称，请再写用什么核对它：evidence = "…"。可以写的是：{known}。'
    ),
    "catalog-model-unknown-evidence": _(
        "{file} 第 {line} 行：第 {place} 栏的 evidence 没有“{key}”这一种。可以写的是：{known}。"
    ),
    "catalog-model-fields-missing": _(
        '{file} 第 {line} 行：第 {place} 栏用“{key}”核对，请写是哪些领域，例如 fields = ["elder-care"]。'
    ),
    "catalog-model-fields-not-taken": _(
        "{file} 第 {line} 行：第 {place} 栏用“{key}”核对，用不到 fields。请删去这一行，或改用 fields-of-service。"
    ),
    "catalog-model-no-list": _(
        '{file} 第 {line} 行：第 {place} 栏的 {key} 要写成方括号里的一串，例如 {key} = ["…", "…"]。'
    ),
    "catalog-model-bad-list": _(
        "{file} 第 {line} 行：第 {place} 栏的 {key} 里，“{word}”写了两遍、空着、太长，或不是文字。请改正这一项。"
    ),
    "catalog-model-list-not-count": _(
        "{file} 第 {line} 行：第 {place} 栏的 count 是 {count}，{key} 却写了 {length} 个。请改成一样多。"
    ),
    "catalog-model-unknown-field": _("{file} 第 {line} 行：第 {place} 栏的领域“{key}”没有登记。已登记的是：{known}。"),
    "catalog-model-label-twice": _(
        "{file} 第 {line} 行：第 {place} 栏的名称“{label}”和第 {first} 栏一样。请改正其中一个。"
    ),
    "catalog-model-parts-not-slots": _(
        "{file} 第 {line} 行：原文“{printed}”有 {parts} 段，栏位却有 {slots} 个。"
        "请一段写一个 [[slot]]；原文没有说明的，只写 count，不写名称。"
    ),
    "catalog-model-count-not-printed": _(
        "{file} 第 {line} 行：第 {place} 栏的 count 是 {count}，原文这一段是“{part}”。请改成 count = {right}。"
    ),
    "catalog-model-label-not-printed": _(
        '{file} 第 {line} 行：第 {place} 栏的名称和原文不一样，原文这一段是“{part}”。请改成 label = "{rest}"。'
    ),
    "catalog-unknown-model": _("没有服务模式“{key}”。已装载的是：{known}。要用新的，先用 wushe models load 装载。"),
    "catalog-not-an-adopter": _("“{name}”是{kind}。服务模式只能由省、市、区县或大社区采用，请换一个地方。"),
    "catalog-adopted-already": _("“{place}”已经采用这一版的“{printed}”，不用再登记。"),
    "catalog-adoption-needs-day": _("“{place}”采用着“{printed}”的旧版。换成新版，请写从哪一天起。"),
    "catalog-adoption-backwards": _("这一天（{day}）不晚于原来采用的那天（{first}）。请改正日期。"),
    "catalog-adoption-over": _("这一条采用已经在 {ends} 结束，不能改晚。要再采用，请另登记一条。"),
    "catalog-adoption-source": _("请写依据：谁在哪里说的，最多 {most} 个字。"),
}
