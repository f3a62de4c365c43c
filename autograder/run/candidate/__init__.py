"""What runs on the candidate's side: a fork server and, in each fork, a shell for one notebook.

Nothing here imports the rest of `autograder`: a sandbox shows these files and `course_utils` alone.
"""
