"""A model's problem, mended where what is meant is certain, and held against the words.

reply ► draft (what the model wrote) ► names, relations, groups (repairs) ► witness (what the
grammar read in the same words) ► faithful (what has no counterpart) ► a formalization
"""
