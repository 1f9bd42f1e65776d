"""What is wrong or odd with PDDL texts, beyond what the reader and the check refuse.

`report` gathers it; each other module looks for one kind of thing; `codes` lists all codes.
"""
