"""Exact answers about a task: what can be done, reached, needed and left out."""
