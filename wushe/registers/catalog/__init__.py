"""Catalog of services 服务目录: fields, methods, categories, service models.

Owns ServiceField, Category and ServiceModel (filled from TOML) and the codes of methods and modes.
Never holds what was done. May import: stations, ground.
"""
