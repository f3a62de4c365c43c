"""A class of imaginary students, made from the answer sets, and what grading makes of it."""
