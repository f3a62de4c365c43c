"""nbgrader's gradebook, and what is kept of a submission beside it; one writer at a time."""
