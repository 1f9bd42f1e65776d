"""The nouns of the house, as frozen dataclasses and Protocols. Imports only the standard
library (hookspecs alone imports pluggy, and is not imported from here).
"""
