"""From a file that was handed in to a graded submission: found, chosen, read, repaired, run and judged."""
