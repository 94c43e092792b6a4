"""On which line of a TOML file something stands 行号. Pure.

``tomllib`` tells lines of syntax errors only. Where a value stands is found by reading the file from its top, one line
more each time: it begins behind the longest part that could be read without it.
"""

import re
import tomllib
from typing import Any

Path = tuple[str | int, ...]

#: What the parser of Python says, and what a person reads instead.
COMPLAINTS = {
    "Cannot overwrite": "这个键前面已经写过一次，请只留一处",
    "Cannot declare": "这个标题前面已经写过一次，请只留一处",
    "Invalid value": '等号后面的值不对：文字要放在英文双引号里，例如 name = "服务领域"',
    "Expected '=' after a key": '键后面要写英文等号，例如 key = "1-2-5-n"',
    "Unterminated string": "双引号没有成对，请补上后一个",
    "Illegal character": "双引号没有成对，或中间断了行，请写在一行里",
    "Unclosed array": "方括号没有成对，请补上 ]",
    "Expected newline or end of document": "一行里只能写一个键，请分成两行",
    "Invalid statement": "这一行不是“键 = 值”，也不是 [[slot]]；说明请写在 # 后面",
}
OTHERWISE = "写法不对，请检查这一行的引号、等号和方括号"


class Unreadable(Exception):  # noqa: N818 - what the file is
    """A text that is no TOML: on which line, and what is wrong in words."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why


def lines_of(text: str) -> list[str]:
    """The lines as TOML counts them: a line ends with a line feed and with nothing else."""
    return text.replace("\r\n", "\n").split("\n")


def told(text: str) -> dict[str, Any]:
    """What a TOML text says. Refuses: a text that is none (``Unreadable``)."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        why = next((words for start, words in COMPLAINTS.items() if said.startswith(start)), OTHERWISE)
        raise Unreadable(_line_said(said, text), why) from error
    except RecursionError as error:
        raise Unreadable(1, OTHERWISE) from error


def _line_said(said: str, text: str) -> int:
    """The line the parser names; "end of document" is the last one on which something stands."""
    found = re.search(r"at line (\d+)", said)
    return int(found[1]) if found else len(lines_of(text.rstrip()))


def line_of(text: str, path: Path) -> int:
    """The line, from 1, on which the value under a path begins; of nothing, 1.

    Takes: a TOML text that can be read, and a path such as ``("slot", 2, "count")``.
    """
    lines, begun = lines_of(text), 0
    for end in range(1, len(lines) + 1):
        try:
            part = tomllib.loads("\n".join(lines[:end]) + "\n")
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        if _reaches(part, path):
            return begun + 1
        begun = end
    return 1


def line_of_word(text: str, path: Path, word: str) -> int:
    """The line on which a text in a list stands; where it is written in another way, the list's."""
    first = line_of(text, path)
    rest = enumerate(lines_of(text)[first - 1 :], first)
    return next((number for number, line in rest if f'"{word}"' in line or f"'{word}'" in line), first)


def _reaches(part: Any, path: Path) -> bool:
    for step in path:
        if isinstance(step, int):
            if not isinstance(part, list) or len(part) <= step:
                return False
        elif not isinstance(part, dict) or step not in part:
            return False
        part = part[step]
    return True
