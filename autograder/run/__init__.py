"""Untrusted code: the process that runs it, what keeps it from the rest of the machine, our end of the line."""
