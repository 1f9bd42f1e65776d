"""Measures routing on suites of requests: right, refused or wrong, by each suite's own rules."""
