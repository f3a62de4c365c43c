"""What keeps students' code from the rest of the machine, and from each other."""
