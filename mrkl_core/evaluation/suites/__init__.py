"""The suites that are known: one module each reads its files and keeps its official rules."""
