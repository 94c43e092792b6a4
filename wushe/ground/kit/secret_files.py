"""A secret kept in a file 密钥文件: written once, readable by its owner only. No Django here: settings use it."""

import os
from pathlib import Path


def keep_once(path: Path, content: str) -> None:
    """Write a secret unless the file is there already.

    Two at once agree: the file appears whole or not at all, and the one that came first stays. It is on the disk
    before this returns, for what is sealed under it may commit a moment later.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    with draft.open("w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
