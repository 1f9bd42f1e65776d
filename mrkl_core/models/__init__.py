"""Language models: anything that speaks OpenAI's chat completions, behind one Protocol."""
