"""The planner expert."""
