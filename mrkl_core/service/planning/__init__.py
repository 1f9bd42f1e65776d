"""Planning as a service: `plans.Plans` is its face, whose parts each have a file."""
