"""The tests of the tests: right answers must pass, wrong ones must fail and be named."""
