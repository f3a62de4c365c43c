"""What a course is: its folder, its chapters as built, its answers, its names, limits and verdicts."""
