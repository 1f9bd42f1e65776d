"""UCUM, the Unified Code for Units of Measure: its codes read, checked, converted and written."""
