"""吾社: the system that runs a social-work station 社工站.

The floor plan, top to bottom; imports go down one staircase only:

    config        总装    settings, urls, cli, wsgi: assembles, owns no fact
    doors         门      phone, reports: where people come in
    statistics    统计    measures, counting, where each figure comes from
    work          工作    visits, needs, safeguarding: all of it writes into the ledger
    ledger        服务台账 every service once, append-only; the hinge
    registers     名册    workforce, beneficiaries, catalog, stations
    ground        地基    accounts, ui, kit

For every service given, the write path ends in the ledger and the read path begins at the ledger.
"""

__version__ = "0.1.0"
