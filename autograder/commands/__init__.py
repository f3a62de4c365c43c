"""One module a sub-command of `course`: SUMMARY, arguments(parser), run(course, options)."""
