"""Grading: find the submissions of a chapter, run and examine each, hand the results on."""
