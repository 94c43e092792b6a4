"""Catalog of services 服务目录: fields, functions, methods, categories, contents, service models, tags, policies.

Owns what its TOML files define, who works by which service model, and the codes of methods and modes.
Never holds what was done. May import: stations, ground.
"""
