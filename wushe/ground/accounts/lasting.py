"""How long a login lasts, and what kind of device it is on 登录时长与设备. Whole seconds and texts; knows no Django."""

from dataclasses import dataclass

PHONES = ("HarmonyOS", "OpenHarmony", "Android", "iPhone")
#: Found in a browser's own description; the first that fits, because later ones also call themselves by others' names.
SYSTEMS = (
    ("HarmonyOS", "harmony"),
    ("OpenHarmony", "harmony"),
    ("Android", "android"),
    ("iPhone", "iphone"),
    ("iPad", "ipad"),
    ("Windows", "windows"),
    ("Mac OS X", "mac"),
    ("Linux", "linux"),
)
BROWSERS = (
    ("MicroMessenger", "wechat"),
    ("DingTalk", "dingtalk"),
    ("QQBrowser", "qq"),
    ("UCBrowser", "uc"),
    ("HuaweiBrowser", "huawei"),
    ("MiuiBrowser", "xiaomi"),
    ("Edg", "edge"),
    ("Firefox", "firefox"),
    ("Chrome", "chrome"),
    ("Safari", "safari"),
)
TOUCHES_IN_IDLE_TIME = 30  # a page in use writes "still here" at most this often in the idle time


@dataclass(frozen=True)
class Patience:
    """How many seconds a login waits unused on a desk and on somebody's own phone, and how long it lasts in all."""

    desk: int
    phone: int
    whole: int

    def idle(self, *, on_own_phone: bool) -> int:
        """The seconds a login waits unused on this kind of device."""
        return self.phone if on_own_phone else self.desk


def seconds_left(began_at: int, now: int, patience: Patience, *, on_own_phone: bool) -> int:
    """How long a login lasts from now on if nothing more is opened.

    Takes: moments as seconds since 1970. Gives: seconds; 0 when its whole time is used up.
    """
    return max(0, min(patience.idle(on_own_phone=on_own_phone), began_at + patience.whole - now))


def is_time_to_touch(touched_at: int, now: int, idle: int) -> bool:
    """Whether "still here" is to be written again: not at every page, and at once when the clock was set back."""
    return not 0 <= now - touched_at < max(1, idle // TOUCHES_IN_IDLE_TIME)


def is_phone(user_agent: str) -> bool:
    """Whether a browser says that it runs on a telephone."""
    return any(word in user_agent for word in PHONES)


def system_of(user_agent: str) -> str:
    """The key of the system a browser says it runs on; "" when it says none we know."""
    return next((key for word, key in SYSTEMS if word in user_agent), "")


def browser_of(user_agent: str) -> str:
    """The key of the browser; "" when we know it not."""
    return next((key for word, key in BROWSERS if word in user_agent), "")
