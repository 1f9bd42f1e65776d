"""Four further authors: terse lists, a chat, a formal style, and that of the LLM+P paper."""
