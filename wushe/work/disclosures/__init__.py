"""Disclosures 档案调阅: a county officer asks to read one person's file, the station decides, and for how long.

Owns FileRequest. A search tells how many a station has, never who; nobody outside a station reads a file unless the
station's lead said so. May import: ledger, registers, ground.
"""
