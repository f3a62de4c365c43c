"""From what a student handed in to cells that can be graded."""
