"""What may stand in a log: where something happened, never what somebody typed."""

import logging


class RouteOnly(logging.Filter):
    """Django names the address of a request that failed; an address may hold a name or a number that was typed into it.

    Keeps the route (``people/<uuid:uuid>/``), and of an address that leads nowhere nothing at all.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the words of a record that tells of a request; every record stays."""
        request = getattr(record, "request", None)
        if request is not None and record.args:
            match = getattr(request, "resolver_match", None)
            record.args = (match.route if match else "-",) * len(record.args)
        return True
