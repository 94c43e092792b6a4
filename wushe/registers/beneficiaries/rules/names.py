"""Names: masked, and the parts they are found by 姓名. Pure."""

from itertools import pairwise, product
from unicodedata import normalize

from pypinyin import Style, pinyin

#: Family names that are read otherwise than the dictionary reads the character first.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "区": "ou", "朴": "piao", "查": "zha", "盖": "ge",
    "乐": "yue", "任": "ren", "翟": "zhai", "缪": "miao", "逄": "pang", "员": "yun", "冼": "xian", "黑": "he",
    "折": "she", "牟": "mu", "秘": "bi", "洗": "xian", "繁": "po", "宓": "mi", "种": "chong", "重": "chong",
    "覃": "qin", "燕": "yan", "葛": "ge", "华": "hua", "纪": "ji", "那": "na", "哈": "ha", "石": "shi",
    "沈": "shen", "尹": "yin", "召": "shao", "祭": "zhai", "郇": "xun", "隗": "wei", "句": "gou", "祝": "zhu",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "澹台": "tan tai", "令狐": "ling hu", "皇甫": "huang fu",
    "鲜于": "xian yu", "单于": "chan yu", "呼延": "hu yan", "宇文": "yu wen", "赫连": "he lian",
}  # fmt: skip
#: How many readings of a name are kept: a name of many double readings would have dozens.
MOST_READINGS = 8
#: The part that every name has: the list of all people is the search for nothing.
EVERYBODY = "*"


def tidy(text: str) -> str:
    """A name or a search as it is compared: full-width letters made narrow, no blanks, no middle dots."""
    return "".join(
        letter for letter in normalize("NFKC", text).upper() if not letter.isspace() and letter not in "·•．."
    )


def readings(name: str) -> set[tuple[str, ...]]:
    """The ways a name may be read, as syllables without tones.

    The family name first as a family name (单 shan), then as the dictionary reads it (dan), because people type both.
    """
    tidied = tidy(name)
    heads = [head for head in (tidied[:2], tidied[:1]) if head in SURNAMES]
    told = pinyin(tidied, style=Style.NORMAL, heteronym=False)
    each = [[syllable.lower() for syllable in choice] for choice in told]
    if len(each) == len(tidied):
        for head in heads[:1]:
            for place, syllable in enumerate(SURNAMES[head].split()):
                each[place] = list(dict.fromkeys([syllable, *each[place]]))
    return set(list(product(*each))[:MOST_READINGS])


def initials(name: str) -> set[str]:
    """The first letters of a name's readings: 周晓岚 gives ZXL; 单雪 gives SX and DX."""
    return {"".join(syllable[:1] for syllable in reading).upper() for reading in readings(name)}


def name_parts(name: str) -> set[str]:
    """Everything a name is found by.

    Gives: each character, each two that stand together, the first initials of each reading, the whole
    reading, and the part that everybody has.
    """
    tidied = tidy(name)
    parts = {EVERYBODY, *tidied, *("".join(pair) for pair in pairwise(tidied))}
    for reading in readings(name):
        letters = "".join(syllable[:1] for syllable in reading)
        parts |= {f"a:{letters[:length].upper()}" for length in range(1, len(letters) + 1)}
        parts.add(f"p:{''.join(reading).upper()}")
    return parts


def asked_parts(text: str) -> tuple[str, ...]:
    """The parts of a name to look up for what somebody typed: letters may be initials, a whole reading, or a name."""
    asked = tidy(text)
    if asked.isascii() and asked.isalpha():
        return f"a:{asked}", f"p:{asked}", asked[:2]
    return (asked[:2],) if asked else (EVERYBODY,)


def answers(name: str, text: str) -> bool:
    """True if a name is one that was asked for: it holds the text, or one of its readings begins with the letters."""
    asked, tidied = tidy(text), tidy(name)
    if asked in tidied:
        return True
    if not (asked.isascii() and asked.isalpha()):
        return False
    spelled = {"".join(reading).upper() for reading in readings(name)}
    return asked in spelled or any(letters.startswith(asked) for letters in initials(name))


def masked(name: str) -> str:
    """A name for those who may not read it: the surname and stars, 王＊＊."""
    return name[:1] + "＊" * max(1, len(name) - 1)
