"""The language expert."""
