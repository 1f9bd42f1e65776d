"""Screens structures and words against lists of controlled and dangerous substances.

The lists hold names and identifiers only, with their sources and dates. What screening finds
is a match; that it finds none never means that a substance is safe.
"""
