"""Money of one currency in another: rates fixed by law, and rates of a provider with their day."""
