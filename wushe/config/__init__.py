"""Assembly 总装: settings, urls, the command line, the database driver.

Puts the rooms together and owns no fact. Nothing imports it. May import every room.

The driver must be the first import: whoever asks for ``sqlite3`` after it gets a safe SQLite.
"""

from wushe.config.sqlite import driver

__all__ = ["driver"]
