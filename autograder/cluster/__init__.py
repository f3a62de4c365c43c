"""Grading on several machines: Dask carries one submission at a time to workers, the instructor's process records."""
