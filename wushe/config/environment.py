"""Read the environment loudly: a value that cannot be understood stops the start and says why.

No Django here: settings are made from this.
"""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

CLONE = Path(__file__).resolve().parents[2]


def env_text(name: str, default: str = "") -> str:
    """A text. Gives the default when the variable is absent or empty."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, *, default: bool) -> bool:
    """Yes or no. Refuses anything but 1, 0, true, false, yes, no."""
    text = env_text(name).lower()
    if not text:
        return default
    if text in {"1", "true", "yes"}:
        return True
    if text in {"0", "false", "no"}:
        return False
    sys.exit(f"{name}={text!r} 应为 1 或 0。\n{name}={text!r} should be 1 or 0.")


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """One of some words; the first when absent. Refuses any other word."""
    text = env_text(name, choices[0]).lower()
    if text in choices:
        return text
    sys.exit(
        f"{name}={text!r} 应为 {'、'.join(choices)} 之一。\n{name}={text!r} should be one of {', '.join(choices)}."
    )


def env_number(name: str, *, default: int, least: int, most: int) -> int:
    """A whole number. Refuses anything else, and what lies outside the two bounds."""
    text = env_text(name, str(default))
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    sys.exit(
        f"{name}={text!r} 应为 {least} 到 {most} 的整数。\n{name}={text!r} should be a whole number, {least} to {most}."
    )


def env_list(name: str, default: str = "") -> list[str]:
    """Words separated by commas, in order."""
    return [word.strip() for word in env_text(name, default).split(",") if word.strip()]


def data_folder() -> Path:
    """The folder that holds this installation's database, secret and collected pages; made when missing.

    Gives: the first of ``WUSHE_DATA`` (``wushe --data`` sets it); ``var`` of the clone when run from one, so that
    two clones never share; ``./var`` when there is one; the user's own data folder.
    """
    if named := env_text("WUSHE_DATA"):
        folder = Path(named).expanduser().absolute()
    elif (CLONE / "pyproject.toml").is_file():
        folder = CLONE / "var"
    elif Path("var").is_dir():
        folder = Path("var").absolute()
    else:
        folder = Path(env_text("XDG_DATA_HOME", "~/.local/share")).expanduser() / "wushe"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        sys.exit(f"数据文件夹 {folder} 不能用：{problem.strerror}。\nThe data folder {folder}: {problem.strerror}.")
    return folder


def postgres_settings(url: str, schema: str) -> dict[str, object]:
    """Django's settings for ``postgres://user:password@host:port/name[?schema=…]``.

    Takes: the address, and the schema to use when the address names none.
    Refuses: another scheme, or no database name.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        sys.exit(
            "WUSHE_DATABASE_URL 应为 postgres://用户:密码@主机:端口/库名。\n"
            "WUSHE_DATABASE_URL should be postgres://user:password@host:port/name."
        )
    schema = parse_qs(parts.query).get("schema", [schema])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": search_path(schema)},
    }


def search_path(schema: str) -> str:
    """The option that makes a PostgreSQL connection work in one schema."""
    return f"-c search_path={schema}"
