"""Marks for other programs."""
