"""The units expert."""
