"""SQLite as the embedded database: a safe driver, a durable setting, one writer at a time."""
