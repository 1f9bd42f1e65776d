"""What other machines know of substances: asked only if the manifest names them.

Every tool here declares its operation, so that the guard screens what is asked and what comes back.
"""
