"""What the package knows of each chapter: what its checks expect, the known mistakes, the learner's helps."""
