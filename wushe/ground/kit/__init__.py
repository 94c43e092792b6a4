"""Toolbox 工具箱: errors, periods, partial dates, append-only tables. No models."""
