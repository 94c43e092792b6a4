"""How test databases of our SQLite backend come and go."""

from pathlib import Path

from django.db.backends.sqlite3 import creation


class DatabaseCreation(creation.DatabaseCreation):
    """Django's, which also takes the lock file away with the database."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)
        if not self.is_in_memory_db(test_database_name):
            for suffix in (".lock", "-wal", "-shm"):
                Path(f"{test_database_name}{suffix}").unlink(missing_ok=True)
