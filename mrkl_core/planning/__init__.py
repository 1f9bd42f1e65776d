"""Planning: PDDL read with positions, engines that search, validators that believe nobody.

Plain synchronous code, made to run inside a worker process that may be killed at any moment.
"""
