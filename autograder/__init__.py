"""The instructors' side: build chapters, grade submissions, record and report marks."""

RULES = "3"  # raise it when the grader may give another mark to the same work: everything is then graded again
