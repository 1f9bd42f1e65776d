"""Arguments read off a request by a tool's JSON Schema alone: typed mentions, jointly assigned."""
