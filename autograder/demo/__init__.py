"""A class of imaginary students, made from the answer sets."""
