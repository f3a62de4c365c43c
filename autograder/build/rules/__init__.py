"""What an author's text must obey."""
