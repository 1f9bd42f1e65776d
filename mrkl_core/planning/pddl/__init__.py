"""PDDL as text and as a tree: read with positions, printed, checked.

`parse` reads, `tree` holds, `print` writes, `check` and `lint` say what is wrong with it.
"""
