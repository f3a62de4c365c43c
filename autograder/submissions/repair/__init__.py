"""What was handed in, put into a clean copy of the release."""
