"""Which plugins there are, which of them work, and what they offer."""
