"""The calculator expert."""
