"""How a request in words finds its tool: bids, shared words, a model; or an honest refusal."""
