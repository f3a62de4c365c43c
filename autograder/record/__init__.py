"""Results into nbgrader's gradebook and `autograded/`."""
