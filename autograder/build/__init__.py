"""From a chapter's text to the instructor's notebook and the student's: byte for byte the same every time."""
