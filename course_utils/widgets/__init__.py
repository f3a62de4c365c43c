"""Figures that a reader can move: one module a family, all on `panel`."""
